/** Why a company stands where it does: its parts with what was measured, and the company behind them. */
import type { MatchRow } from '../shell/answers.ts';
import { score } from '../shell/format.ts';
import { h } from '../shell/h.ts';
import { type Key, pick, t } from '../shell/language.ts';
import { companySlot } from './company.ts';
import { type Context, type Ranked, weightOf } from './context.ts';
import { companyFactors, meaning, measured } from './measure.ts';
import { type Difference, standing } from './standing.ts';

/** The panel of the row at `index`; what only the company's own record holds is filled in when it arrives. */
export function reasons(context: Context, ranked: Ranked, index: number): HTMLElement {
  const row = ranked.match.rows[index]!;
  const factors = Object.keys(context.overview.profile.factors);
  const ofCompany = factors.filter((factor) => (companyFactors as readonly string[]).includes(factor));
  const ofPlace = factors.filter((factor) => !ofCompany.includes(factor));
  return h(
    'div',
    { class: 'reasons-panel' },
    sentence(context, ranked, index),
    partsTable(context, ranked, row, 'weights.company', ofCompany),
    partsTable(context, ranked, row, 'weights.place', ofPlace),
    companySlot(context, ranked, row),
  );
}

function partsTable(context: Context, ranked: Ranked, row: MatchRow, title: Key, factors: string[]): HTMLElement {
  const total = factors.reduce((sum, factor) => sum + (row.parts[factor] ?? 0), 0);
  return h(
    'table',
    { class: 'plain parts' },
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        h('th', { scope: 'col' }, t(title)),
        h('th', { scope: 'col' }, t('reasons.measured')),
        h('th', { scope: 'col', class: 'number' }, t('reasons.part'), ' ', h('b', {}, score(total))),
      ),
    ),
    h(
      'tbody',
      {},
      factors.map((factor) => partRow(context, ranked, row, factor)),
    ),
  );
}

function partRow(context: Context, ranked: Ranked, row: MatchRow, factor: string): HTMLElement {
  const rule = context.overview.profile.factors[factor]!;
  const weight = weightOf(context, factor);
  const part = row.parts[factor] ?? 0;
  const fill = h('span', { class: `filled part-${factor}` });
  fill.style.width = `${weight > 0 ? (100 * part) / weight : 0}%`;
  return h(
    'tr',
    { 'data-factor': factor },
    h('th', { scope: 'row' }, pick(rule.title, rule.title_en), h('small', {}, meaning(factor, rule))),
    h('td', { class: 'measured' }, measured(factor, row, ranked.match.fit, weight, rule)),
    h(
      'td',
      { class: 'number' },
      h('b', {}, score(part)),
      h('small', {}, t('reasons.of', { weight: score(weight) })),
      h('span', { class: 'fill', 'aria-hidden': 'true' }, fill),
    ),
  );
}

/** What separates the company from the next one, in a sentence. */
function sentence(context: Context, { match }: Ranked, index: number): HTMLElement | null {
  const found = standing(match.rows, index);
  if (!found) return null;
  const list = (differences: readonly Difference[]) =>
    differences
      .map(({ factor, by }) => `${name(context, factor)} ${by > 0 ? '+' : '−'}${score(Math.abs(by))}`)
      .join(t('list.comma'));
  const lead = t(index === 0 ? 'reasons.ahead' : 'reasons.behind', { rank: found.rank, by: score(found.by) });
  const because = list(index === 0 ? [...found.more, ...found.less] : [...found.less, ...found.more]);
  return h('p', { class: 'standing' }, lead, because === '' ? t('reasons.equal') : because);
}

function name({ overview }: Context, factor: string): string {
  const rule = overview.profile.factors[factor];
  return rule ? pick(rule.title, rule.title_en) : factor;
}
