/** Numbers, money and dates as people write them here. A value that is missing is a dash, never 0. */
import { language, t } from './language.ts';

export const dash = '–';

const locale = () => (language() === 'zh' ? 'zh-CN' : 'en');

/** Counts with thousands separators. */
export const count = (value: number): string => Math.round(value).toLocaleString(locale());

export const decimal = (value: number, digits = 2): string =>
  value.toLocaleString(locale(), { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** Score and parts of it: two decimals. */
export const score = (value: number): string => value.toFixed(2);

/** CNY in 亿元 and 万元, or in millions and billions. */
export function money(cny: number | null): string {
  if (cny === null) return dash;
  if (language() === 'zh') {
    if (cny >= 1e8) return t('money.large', { n: short(cny / 1e8) });
    return t('money.small', { n: short(cny / 1e4) });
  }
  return cny >= 1e9 ? t('money.large', { n: short(cny / 1e9) }) : t('money.small', { n: short(cny / 1e6) });
}

/** Three significant digits, all digits from 1,000 on. */
function short(value: number): string {
  if (value >= 1000) return count(value);
  return value.toLocaleString(locale(), { maximumSignificantDigits: 3 });
}

/** Whole years, or months under two years, between two ISO dates. */
export function age(from: string, now: Date): string {
  const days = (now.getTime() - Date.parse(from)) / 86_400_000;
  if (days < 31) return t('age.days', { n: Math.max(0, Math.floor(days)) });
  if (days < 730) return t('age.months', { n: Math.floor(days / 30.44) });
  return t('age.years', { n: decimal(days / 365.25, 1) });
}

/** ISO time stamp → local `2026-11-24 09:31`. */
export function minute(stamp: string): string {
  const at = new Date(stamp);
  if (Number.isNaN(at.getTime())) return stamp;
  const two = (n: number) => String(n).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
}
