import { describe, expect, it } from 'vitest';
import { readReference } from '../../../data/csv.ts';
import { CurrencyName, ExchangeRate } from '../../../data/schema/reference.ts';

const rates = readReference('money/exchange_rate.csv', ExchangeRate);
const names = readReference('money/currency_name.csv', CurrencyName);
const series = new Map(rates.map(({ currency }) => [currency, rates.filter((r) => r.currency === currency)]));
const years = (currency: string) => new Set(series.get(currency)?.map((r) => r.as_of));
const span = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

describe('exchange rates', () => {
  it('have one row a currency and year, and every year of the main currencies', () => {
    expect(new Set(rates.map((r) => `${r.currency} ${r.as_of}`)).size).toBe(rates.length);
    expect(span(1978, 2025).filter((y) => ['USD', 'CNY', 'HKD', 'JPY'].some((c) => !years(c).has(y)))).toEqual([]);
    expect(span(1994, 2025).filter((y) => ['GBP', 'AUD', 'CAD', 'CHF', 'SGD'].some((c) => !years(c).has(y)))).toEqual(
      [],
    );
    expect(span(1999, 2025).filter((y) => !years('EUR').has(y))).toEqual([]);
  });

  it('never move by more than a factor of two within a year', () => {
    for (const rows of series.values()) {
      const sorted = rows.toSorted((a, b) => a.as_of - b.as_of);
      for (const [i, row] of sorted.entries()) {
        const next = sorted[i + 1];
        if (!next) continue;
        expect(Math.abs(Math.log2(next.cny_per_unit / row.cny_per_unit)), `${row.currency} ${row.as_of}`).toBeLessThan(
          1,
        );
      }
    }
  });

  it('keep the Hong Kong peg of 1983', () => {
    const usd = new Map(series.get('USD')!.map((r) => [r.as_of, r.cny_per_unit]));
    for (const { as_of, cny_per_unit } of series.get('HKD')!.filter((r) => r.as_of >= 1984)) {
      expect(usd.get(as_of)! / cny_per_unit, `${as_of}`).toBeCloseTo(7.78, 0);
    }
  });
});

describe('currency names', () => {
  it('are unique and every currency has a rate', () => {
    expect(new Set(names.map((n) => n.text)).size).toBe(names.length);
    expect(names.filter((n) => !series.has(n.currency))).toEqual([]);
    expect([...series.keys()].filter((c) => !names.some((n) => n.currency === c))).toEqual([]);
  });
});
