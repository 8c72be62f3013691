/** The ways in which offices write dates and amounts. */
import type { Amount } from './project.ts';
import type { Rng } from './rng.ts';

export type DateStyle = 'iso' | 'chinese' | 'chinese-month' | 'dots' | 'dots-month' | 'serial' | 'cell';

/** A cell for a day. Month styles lose the day; `serial` is Excel's number, `cell` a real date. */
export function writeDate(day: string | null, style: DateStyle): string | number | Date | null {
  if (day === null) return null;
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  switch (style) {
    case 'iso':
      return day;
    case 'chinese':
      return `${year}年${month}月${date}日`;
    case 'chinese-month':
      return `${year}年${month}月`;
    case 'dots':
      return `${year}.${month}.${date}`;
    case 'dots-month':
      return `${year}.${month}`;
    case 'serial':
      return Math.round(Date.parse(day) / 86_400_000) + 25_569;
    case 'cell':
      return new Date(`${day}T00:00:00Z`);
  }
}

/** `wan` and `yi`: bare figures under a heading with the unit; `text`: figure and unit in the cell. */
export type AmountStyle = 'wan' | 'yi' | 'text';

/** A cell for an amount. Foreign money always carries its unit in the cell. */
export function writeAmount(rng: Rng, amount: Amount | null, style: AmountStyle): string | number | null {
  if (amount === null) return null;
  const { value, currency } = amount;
  if (currency === 'USD')
    return value >= 10_000 && isTidy(value / 10_000) ? `${trim(value / 10_000)}亿美元` : `${trim(value)}万美元`;
  if (style === 'wan') return trim(value);
  if (style === 'yi') return trim(value / 10_000);
  if (value < 10_000) return `${rng.chance(0.5) && value >= 1000 ? value.toLocaleString('en-US') : trim(value)}万元`;
  const yi = trim(value / 10_000);
  return isTidy(yi) && rng.chance(0.4) ? `约${yi}亿元` : `${yi}亿元`;
}

/** At most six digits after the point, so that no amount in 10,000 CNY loses a cent. */
const trim = (x: number): number => Math.round(x * 1e6) / 1e6;

/** At most one digit after the point: a figure that somebody would call approximate. */
const isTidy = (x: number): boolean => Number.isInteger(Math.round(x * 1e6) / 1e5);
