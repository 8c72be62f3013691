/** Registered capital: how much, in which currency, and in which of the notations that registers use. */
import type { Rng } from './rng.ts';

/** In units of 10,000 of the currency. */
export type Capital = { amount: number; currency: 'CNY' | 'USD' | 'HKD' | 'EUR' | 'JPY' };

const currencyWords: Record<Exclude<Capital['currency'], 'CNY'>, string[]> = {
  USD: ['万美元'],
  HKD: ['万香港元', '万港元', '万港币'],
  EUR: ['万欧元'],
  JPY: ['万日元'],
};

/** `median` in 10,000 CNY. Heavy tail, round figures, a few per cent in foreign currency. */
export function drawCapital(rng: Rng, median: number, foreignShare: number): Capital {
  const amount = round(rng, Math.min(800_000, rng.lognormal(median, 1.5)));
  if (!rng.chance(foreignShare)) return { amount, currency: 'CNY' };
  const currency = rng.pick(['USD', 'USD', 'USD', 'HKD', 'EUR', 'JPY'] as const);
  const factor = { USD: 0.15, HKD: 1.1, EUR: 0.13, JPY: 18 }[currency];
  return { amount: round(rng, Math.max(1, amount * factor)), currency };
}

/** The cell: «1,600(万人民币元)», «70.0000(万美元)», «50(万)», «3万人民币» … */
export function writeCapital(rng: Rng, { amount, currency }: Capital, province: string): string {
  const plain = Number.isInteger(amount);
  const grouped =
    amount >= 1000 && rng.chance(0.7) ? amount.toLocaleString('en-US', { maximumFractionDigits: 4 }) : String(amount);
  const figure =
    plain && rng.chance(0.75) ? grouped : plain ? `${grouped}.0000` : rng.chance(0.8) ? withDecimals(grouped) : grouped;
  if (currency !== 'CNY') {
    const word = rng.pick(currencyWords[currency]);
    return rng.chance(0.85) ? `${figure}(${word})` : `${figure}${word}`;
  }
  const notations: Record<string, string[]> = {
    重庆: ['(万)', '(万)', '(万人民币元)', '万人民币', '(万元人民币)'],
    广东: ['(万元人民币)', '（万元）', '(万人民币元)', '(万元(人民币))', '万人民币'],
  };
  return (
    figure + rng.pick(notations[province] ?? ['(万元人民币)', '(万元人民币)', '(万元人民币)', '万人民币', '万元人民币'])
  );
}

function withDecimals(figure: string): string {
  const [whole, fraction = ''] = figure.split('.');
  return `${whole}.${fraction.padEnd(4, '0').slice(0, 4)}`;
}

function round(rng: Rng, amount: number): number {
  if (rng.chance(0.12)) return Math.max(0.01, Math.round(amount * 100) / 100);
  const steps = [1, 2, 3, 5, 8, 10];
  const magnitude = 10 ** Math.floor(Math.log10(Math.max(1, amount)));
  const step = steps.find((s) => s * magnitude >= amount) ?? 10;
  return step * magnitude;
}
