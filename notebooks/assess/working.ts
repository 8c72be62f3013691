/** How one unit came to its score: every item with value, target, n, interval, caliber, points, and what limited it. */

import { percent } from '../shell/figure.ts';
import { count, dash, decimal } from '../shell/format.ts';
import { h } from '../shell/h.ts';
import { inChinese, pick, t } from '../shell/language.ts';
import type { Deducted, Item, Limit, Part, Unit } from './answers.ts';
import type { AssessLife } from './values.ts';

export function workingPanel(life: AssessLife, unit: Unit): HTMLElement {
  const { formula } = life.data.answer.assessment;
  const close = () =>
    void life
      .change({ unit: '' }, { reload: false })
      .then(() => document.getElementById(`unit-${unit.unit_id}`)?.focus());
  return h(
    'section',
    { class: 'panel working', id: 'working', tabindex: '-1', 'aria-labelledby': 'working-heading', on: { keydown: (event) => event.key === 'Escape' && close() } },
    h('h2', { id: 'working-heading' }, h('span', inChinese(), pick(unit.name, unit.name_en)), ' ', h('span', { class: 'muted' }, t('assess.working'))),
    h('p', {}, unit.score === null ? t('assess.no_score') : t('assess.total', { score: decimal(unit.score, 2), points: formula.points, low: decimal(unit.low!, 2), high: decimal(unit.high!, 2) })),
    unit.stability ? h('p', { class: 'muted' }, t('assess.keeps', { share: percent(unit.stability.keeps_place, 0) })) : null,
    h('div', { class: 'scroll-x', role: 'region', tabindex: '0', 'aria-label': t('assess.working') }, h('table', { class: 'plain working-table' }, h('thead', {}, h('tr', {}, [t('assess.item'), t('assess.value'), t('assess.target'), t('assess.n'), t('assess.earned')].map((text, i) => h('th', { scope: 'col', class: i > 0 && 'number' }, text)))), h('tbody', {}, unit.items.map(itemRows), unit.deductions.map(deductionRow)))),
    h('div', { class: 'buttons hint' }, h('button', { type: 'button', id: 'close-working', on: { click: close } }, t('assess.close'))),
  ); // biome-ignore format: a panel
}

function itemRows(item: Item): HTMLElement[] {
  const title = pick(item.title, item.title_en);
  return [
    h('tr', { class: 'item' }, h('th', { scope: 'row' }, title), h('td', { colspan: 3 }, item.limited_by ? h('span', { class: 'limit' }, limitText(item.limited_by)) : null), h('td', { class: 'number' }, h('strong', {}, item.got === null ? dash : decimal(item.got, 2)), ` / ${item.points}`)),
    ...item.parts.map(partRow),
  ]; // biome-ignore format: rows
}

function partRow(part: Part): HTMLElement {
  const { caliber } = part;
  return h(
    'tr',
    { class: 'part' },
    h('td', {}, h('details', { class: 'caliber' }, h('summary', {}, `${t('figure.caliber')} · ${pick(caliber.title, caliber.title_en)}`), h('p', {}, pick(caliber.sentence, caliber.sentence_en)), part.source ? h('p', inChinese(), part.source) : null)),
    h('td', { class: 'number' }, valueText(part), part.interval ? h('span', { class: 'muted block' }, `[${percent(part.interval.low)}, ${percent(part.interval.high)}]`) : null),
    h('td', { class: 'number' }, part.target === null ? dash : amountText(part, part.target), part.target_source ? h('span', { class: 'muted block', ...inChinese() }, part.target_source) : null),
    h('td', { class: 'number' }, part.n === null ? dash : count(part.n)),
    h('td', { class: 'number' }, percent(part.earned_share, 0), part.limited_by ? h('span', { class: 'limit block' }, limitText(part.limited_by)) : null),
  ); // biome-ignore format: a row
}

const valueText = (part: Part): string => (part.value === null ? t('assess.no_value') : amountText(part, part.value));

/** A rate in percent; a tally of money in 亿元; a count as it is. */
function amountText(part: Part, value: number): string {
  if (part.caliber.metric_id.endsWith('_amount')) return t('assess.hundred_million', { n: decimal(value / 1e8, 2) });
  if (part.caliber.metric_id.startsWith('tally.')) return decimal(value, Number.isInteger(value) ? 0 : 1);
  return percent(value);
}

function deductionRow(d: Deducted): HTMLElement {
  return h(
    'tr',
    { class: 'item' },
    h('th', { scope: 'row' }, pick(d.title, d.title_en), h('details', { class: 'caliber' }, h('summary', {}, t('figure.caliber')), h('p', {}, pick(d.caliber.sentence, d.caliber.sentence_en)))),
    h('td', { colspan: 3 }, t('assess.projects', { n: decimal(d.projects, Number.isInteger(d.projects) ? 0 : 1) }), d.capped ? h('span', { class: 'limit' }, ` ${t('assess.limit_deduction')}`) : null),
    h('td', { class: 'number' }, h('strong', {}, d.taken === 0 ? '0' : `−${decimal(d.taken, 2)}`)),
  ); // biome-ignore format: a row
}

const limits = {
  cap: 'assess.limit_cap',
  least: 'assess.limit_least',
  range_top: 'assess.limit_range_top',
  range_bottom: 'assess.limit_range_bottom',
  missing: 'assess.limit_missing',
  item_cap: 'assess.limit_item_cap',
  item_floor: 'assess.limit_item_floor',
} as const;
const limitText = (limit: Limit): string => t(limits[limit]);
