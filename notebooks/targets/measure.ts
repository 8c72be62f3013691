/** What a part of a score was made of, in the unit in which it was measured. */
import type { FactorRule, Fit, MatchRow } from '../shell/answers.ts';
import { count, dash, decimal, money } from '../shell/format.ts';
import { type Key, t } from '../shell/language.ts';

/** The factors that speak of the company; the others speak of the city and the district. */
export const companyFactors = [
  'placement',
  'scale',
  'expansion',
  'presence',
  'origin',
  'youth',
  'signals',
  'ties',
  'activities',
] as const;

/** What each factor measures, in words. A factor that is not here is described by its profile. */
const meanings: Record<string, Key> = {
  placement: 'meaning.placement',
  scale: 'meaning.scale',
  expansion: 'meaning.expansion',
  presence: 'meaning.presence',
  origin: 'meaning.origin',
  youth: 'meaning.youth',
  signals: 'meaning.signals',
  ties: 'meaning.ties',
  gap: 'meaning.gap',
  activities: 'meaning.activities',
  specialisation: 'meaning.specialisation',
  neighbours: 'meaning.neighbours',
  affinity: 'meaning.affinity',
  focus: 'meaning.focus',
  zone: 'meaning.zone',
  slot: 'meaning.slot',
  policy: 'meaning.policy',
  park: 'meaning.park',
};

export const meaning = (factor: string, rule: FactorRule): string => {
  const key = meanings[factor];
  return key ? t(key) : rule.why;
};

/** Value behind a part, by inverting part = weight × clamp(…). `bound`: the value lies at or beyond an end of the range. */
export function invert(
  part: number,
  weight: number,
  rule: FactorRule,
): { value: number; bound: '' | '≥' | '≤' } | null {
  if (weight === 0) return null;
  const share = part / weight;
  const value = rule.low + share * (rule.high - rule.low);
  return { value, bound: share >= 1 - 1e-9 ? '≥' : share <= 1e-9 ? '≤' : '' };
}

/** The measured value of one factor as text with its unit; a dash where a weight of 0 hides it. */
export function measured(factor: string, row: MatchRow, fit: Fit, weight: number, rule: FactorRule): string {
  const known = exact[factor]?.(row, fit);
  if (known !== undefined) return known;
  const inverted = invert(row.parts[factor] ?? 0, weight, rule);
  if (!inverted) return dash;
  const { value, bound } = inverted;
  return inUnit[factor]?.(value, bound) ?? `${bound} ${decimal(value)}`.trim();
}

/** Factors whose value the answer itself holds. */
const exact: Record<string, (row: MatchRow, fit: Fit) => string> = {
  scale: (row) => money(row.capital_cny),
  youth: (row) => row.registered_on ?? dash,
  specialisation: (_, fit) => t('unit.quotient', { n: decimal(Math.exp(fit.specialisation)) }),
  neighbours: (_, fit) => decimal(fit.neighbours, 1),
  affinity: (_, fit) => t('unit.log_odds', { n: decimal(fit.affinity, 1) }),
  focus: (_, fit) => decimal(fit.focus, 1),
  zone: (_, fit) => t(fit.zone >= 1 ? 'unit.zone_national' : fit.zone > 0 ? 'unit.zone_city' : 'unit.zone_none'),
  park: (_, fit) => t('unit.park', { mu: count(fit.park_land_mu), n: count(fit.parks) }),
};

const inUnit: Record<string, (value: number, bound: string) => string> = {
  placement: (value, bound) => t('unit.log_odds', { n: `${bound}${decimal(value, 1)}` }),
  expansion: (value, bound) => t('unit.provinces', { n: `${bound === '≥' ? bound : ''}${count(value)}` }),
  presence: (value) =>
    t(value >= 1.5 ? 'unit.presence_district' : value >= 0.5 ? 'unit.presence_city' : 'unit.presence_none'),
  origin: (value) => decimal(value, 1),
  signals: (value, bound) => `${bound === '≥' ? bound : ''}${decimal(value)}`,
  ties: (value, bound) => `${bound === '≥' ? bound : ''}${count(value)}`,
  gap: (value) => decimal(value),
  activities: (value, bound) => t('unit.log_odds', { n: `${bound}${decimal(value, 1)}` }),
};
