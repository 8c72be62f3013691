/** Reference facts that the ledger checks against: districts, currencies, yearly rates. Read once. */
import { readReference } from '../csv.ts';
import { District } from '../schema/geo.ts';
import { CurrencyName, ExchangeRate } from '../schema/reference.ts';

const once = <T>(read: () => T): (() => T) => {
  let held: T | undefined;
  return () => {
    held ??= read();
    return held;
  };
};

/** Adcodes of the city's districts. */
export const knownDistricts = once(
  () => new Set(readReference('geo/district.csv', District).map((d) => d.district_id)),
);

const rates = once(() => {
  const byCurrency = new Map<string, ExchangeRate[]>();
  for (const rate of readReference('money/exchange_rate.csv', ExchangeRate))
    byCurrency.set(rate.currency, [...(byCurrency.get(rate.currency) ?? []), rate]);
  return byCurrency;
});

/** ISO codes with a name or a rate. */
export const knownCurrencies = once(
  () => new Set([...rates().keys(), ...readReference('money/currency_name.csv', CurrencyName).map((c) => c.currency)]),
);

/** CNY per unit of `currency` in the year of `on`: yearly average, of the nearest year where that one is missing; null without any. */
export function cnyPerUnit(currency: string, on: string): number | null {
  if (currency === 'CNY') return 1;
  const year = Number(on.slice(0, 4));
  const nearest = (rates().get(currency) ?? []).toSorted(
    (a, b) => Math.abs(a.as_of - year) - Math.abs(b.as_of - year) || a.as_of - b.as_of,
  )[0];
  return nearest?.cny_per_unit ?? null;
}
