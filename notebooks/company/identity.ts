/** Identity: every fact with the file and line that say so, its day, and what other sources say. */
import { age, dash, money } from '../shell/format.ts';
import { h } from '../shell/h.ts';
import { inChinese, type Key, t } from '../shell/language.ts';
import type { Card, Conflict, Dossier } from './answers.ts';
import { ruleWord } from './words.ts';

type Source = { source_file: string; source_sheet: string | null; source_line: number };
type Fact = [fact: string, title: Key, value: string | null];

export function identityPanel({ card }: Dossier, now: Date): HTMLElement {
  return h(
    'section',
    { class: 'panel wide', 'aria-labelledby': 'identity' },
    h('h2', { id: 'identity' }, t('company.identity')),
    h(
      'div',
      { class: 'scroll-x', role: 'region', tabindex: '0', 'aria-label': t('company.identity') },
      h(
        'table',
        { class: 'plain identity' },
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            (['company.fact', 'company.value', 'company.rule', 'company.source', 'company.day'] as const).map((key) =>
              h('th', { scope: 'col' }, t(key)),
            ),
          ),
        ),
        h(
          'tbody',
          {},
          facts(card).flatMap((fact) => rows(card, fact, now)),
        ),
      ),
    ),
    h('p', { class: 'hint' }, t('company.filings', { n: card.enterprise.filings })),
    aliases(card),
  );
}

const facts = ({ enterprise: e }: Card): Fact[] => [
  ['name', 'company.name', e.name],
  ['credit_code', 'company.code', e.credit_code],
  ['status', 'company.status', e.status],
  ['company_type', 'company.type', e.company_type],
  ['capital_cny', 'company.capital', e.capital_cny === null ? null : money(e.capital_cny)],
  ['registered_on', 'company.registered_on', e.registered_on],
  ['industry_code', 'company.industry', e.industry_code],
  ['address', 'company.address', e.address ?? ([e.province, e.prefecture].filter(Boolean).join('') || null)],
  ['scope', 'where.scope', e.scope],
  ['products', 'where.product', e.products],
];

/** The golden value, and below it each value that did not survive. */
function rows(card: Card, [fact, title, value]: Fact, now: Date): HTMLElement[] {
  const from = card.provenance.find((p) => p.fact === fact);
  const conflicts = card.conflicts.filter((c) => c.fact === fact);
  const known = value !== null && value !== '';
  const source = from ?? card.enterprise;
  return [
    h(
      'tr',
      { 'data-fact': fact },
      h('th', { scope: 'row' }, t(title)),
      h('td', inChinese(), known ? h('span', { class: 'clamped' }, value) : dash),
      h('td', {}, known ? ruleWord(from?.rule ?? 'only') : dash),
      h('td', {}, known ? sourceOf(source) : dash),
      h('td', { class: 'day' }, known ? dated(source.as_of, now) : dash),
    ),
    ...conflicts.map((conflict) => other(conflict, now)),
  ];
}

const other = (c: Conflict, now: Date): HTMLElement =>
  h(
    'tr',
    { class: 'conflict' },
    h('th', { scope: 'row' }, t('company.other_value')),
    h('td', inChinese(), h('span', { class: 'clamped' }, c.other_value)),
    h('td', {}, t('company.not_taken')),
    h(
      'td',
      {},
      sourceOf({
        source_file: c.other_source_file,
        source_sheet: c.other_source_sheet,
        source_line: c.other_source_line,
      }),
    ),
    h('td', { class: 'day' }, dated(c.other_as_of, now)),
  );

export const dated = (day: string, now: Date): string => t('company.dated', { day, age: age(day, now) });

/** File, sheet and line. */
export const sourceOf = ({ source_file, source_sheet, source_line }: Source): HTMLElement =>
  h(
    'span',
    { class: 'break' },
    h('span', inChinese(), source_sheet ? `${source_file} / ${source_sheet}` : source_file),
    ' ',
    t('company.line', { n: source_line }),
  );

function aliases({ aliases: others }: Card): HTMLElement | null {
  if (others.length === 0) return null;
  return h(
    'div',
    { class: 'aliases' },
    h('h3', {}, t('company.aliases')),
    h(
      'ul',
      {},
      others.map(({ alias_id, name }) => h('li', {}, h('span', inChinese(), name), ' ', h('code', {}, alias_id))),
    ),
  );
}
