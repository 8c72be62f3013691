/** 首谈报备: the filings of the district, and the form that checks while one types. */
import { dataTable } from '../shell/data-table.ts';
import { count, dash, money } from '../shell/format.ts';
import { h } from '../shell/h.ts';
import { inChinese, language, t } from '../shell/language.ts';
import type { FilingRow, Rules } from './answers.ts';
import { talkForm } from './talk-form.ts';
import { mayWrite, type ProjectsLife, type Shown } from './values.ts';
import { data, stateTitle } from './words.ts';

export function talkPanels(life: ProjectsLife, talks: NonNullable<Shown['talks']>): HTMLElement[] {
  return [
    h('section', { class: 'panel' }, h('h2', {}, t('projects.rules')), rules(talks.rules)),
    ...(mayWrite(life.data.session) ? [talkForm(life, talks)] : []),
    h(
      'section',
      { class: 'panel' },
      h('h2', {}, t('projects.filings', { n: count(talks.filings.length) })),
      dataTable<FilingRow>({
        id: 'filings',
        caption: t('projects.tab_talks'),
        nothing: t('projects.none_filed'),
        rows: talks.filings,
        columns: [
          {
            title: t('projects.name'),
            heads: true,
            by: (f) => f.project_name,
            cell: (f) =>
              h(
                'button',
                {
                  type: 'button',
                  class: 'quiet opener',
                  id: `filing-${f.filing_id}`,
                  ...inChinese(),
                  on: { click: () => void life.change({ filing: f.filing_id }, { push: true }) },
                },
                f.project_name,
              ),
          },
          { title: t('projects.investor'), cell: (f) => data(f.investor_name), by: (f) => f.investor_name },
          {
            title: t('projects.investment'),
            cell: (f) => money(f.investment_cny),
            by: (f) => f.investment_cny,
            number: true,
          },
          { title: t('projects.talked_on'), cell: (f) => f.talked_on, by: (f) => f.talked_on },
          { title: t('projects.filed_on'), cell: (f) => f.filed_on, by: (f) => f.filed_on },
          { title: t('projects.status'), cell: (f) => stateTitle(f.state), by: (f) => f.state },
          {
            title: t('projects.valid_until'),
            cell: (f) => f.valid_until ?? t('projects.unset'),
            by: (f) => f.valid_until,
          },
          {
            title: t('projects.contested'),
            cell: (f) => (f.contested ? t('projects.yes') : dash),
            by: (f) => (f.contested ? 1 : 0),
          },
        ],
      }),
    ),
  ];
}

/** 万美元, or millions of dollars. */
const dollars = (usd: number | null): string => (usd === null ? dash : count(usd / (language() === 'zh' ? 1e4 : 1e6)));

/** What the office has decided, and what it has not. */
const rules = (r: Rules): HTMLElement =>
  h(
    'ul',
    { class: 'facts-list' },
    h(
      'li',
      {},
      r.threshold_cny === null
        ? t('projects.rule_no_threshold')
        : t('projects.rule_threshold', {
            cny: money(r.threshold_cny),
            usd: dollars(r.threshold_usd),
          }),
    ),
    h(
      'li',
      {},
      r.validity_days === null
        ? t('projects.rule_validity_unset')
        : t('projects.rule_validity', { n: r.validity_days }),
    ),
    h(
      'li',
      {},
      t('projects.rule_likeness', { possible: r.similarity.possible, same: r.similarity.same }),
      ' ',
      t('projects.rule_arbiter'),
      data(r.arbiter),
    ),
  );
