/** The ranked list. One body row a company; the open one is followed by a row with its reasons. */
import type { MatchRow } from '../shell/answers.ts';
import { dash, decimal, money, score } from '../shell/format.ts';
import { type Child, h, icon } from '../shell/h.ts';
import { inChinese, type Key, pick, t } from '../shell/language.ts';
import { pageAddress } from '../shell/page-address.ts';
import { shortlistButton } from '../shell/shortlist.ts';
import { type Context, type Ranked, weightOf } from './context.ts';
import { reasons } from './reasons.ts';

const columns: readonly [Key, string][] = [
  ['column.rank', 'rank'],
  ['column.company', 'company'],
  ['column.place', 'place'],
  ['column.capital', 'capital'],
  ['column.registered', 'registered'],
  ['column.score', 'score'],
];

/** Words shown under a name; the rest stands in its reasons. */
const fewWords = 4;

export function table(context: Context, ranked: Ranked): HTMLElement {
  const full = Object.keys(context.overview.profile.factors).reduce(
    (sum, factor) => sum + weightOf(context, factor),
    0,
  );
  const body = h('tbody', { role: 'rowgroup' });
  const list = new TargetRows(context, ranked, body, full);
  body.append(...ranked.match.rows.map((row, index) => list.row(row, index)));
  list.showOpen();
  body.addEventListener('keydown', (event) => list.key(event));
  return h(
    'table',
    { class: 'targets', role: 'table' },
    h('caption', { class: 'hidden-text' }, t('results.caption')),
    h(
      'thead',
      { role: 'rowgroup' },
      h(
        'tr',
        { role: 'row' },
        columns.map(([key, name]) => head(key, name, full)),
      ),
    ),
    body,
  );
}

const head = (key: Key, name: string, full: number): HTMLElement =>
  h('th', { scope: 'col', role: 'columnheader', class: name }, t(key, { full: decimal(full, 1) }));

class TargetRows {
  private readonly context: Context;
  private readonly ranked: Ranked;
  private readonly body: HTMLElement;
  private readonly full: number;
  private open: { id: string; detail: HTMLElement } | null = null;

  constructor(context: Context, ranked: Ranked, body: HTMLElement, full: number) {
    this.context = context;
    this.ranked = ranked;
    this.body = body;
    this.full = full;
  }

  row(row: MatchRow, index: number): HTMLElement {
    const { enterprise_id: id } = row;
    const button = h(
      'button',
      { type: 'button', class: 'company-name', id: `company-${id}`, 'aria-expanded': 'false', ...inChinese() },
      icon('chevron'),
      row.name,
    );
    const place = [row.province, row.prefecture === row.province ? null : row.prefecture].filter(Boolean).join(' · ');
    const cell = (name: string, ...children: Child[]) => h('td', { role: 'cell', class: name }, ...children);
    return h(
      'tr',
      { role: 'row', class: 'target', 'data-id': id, on: { click: (event) => this.click(event, index) } },
      cell('rank', h('b', {}, row.rank), this.moved(row)),
      cell('company', button, h('div', { class: 'under-name' }, words(row), this.cardLink(id), this.shortlist(id))),
      cell('place', h('span', inChinese(), place || dash)),
      cell('capital', money(row.capital_cny)),
      cell('registered', row.registered_on?.slice(0, 4) ?? dash),
      cell('score', h('b', {}, score(row.score)), this.bar(row)),
    );
  }

  /** The whole of the company, for this link and district. */
  private cardLink(id: string): HTMLElement {
    const { link, district } = this.ranked;
    const href = pageAddress('company', { id, link: link.link_id, district: district.district_id });
    return h('a', { class: 'card-link', href }, t('company.open'));
  }

  private shortlist(enterprise_id: string): HTMLElement {
    const { link, district } = this.ranked;
    return shortlistButton({ enterprise_id, link_id: link.link_id, district_id: district.district_id }, true);
  }

  /** Opens the company that the state names, if it is in this list. */
  showOpen(): void {
    const index = this.ranked.match.rows.findIndex((row) => row.enterprise_id === this.context.state.open);
    if (index >= 0) this.expand(index);
  }

  /** Up and down go from company to company, Escape closes the open one. */
  key(event: KeyboardEvent): void {
    const names = [...this.body.querySelectorAll<HTMLElement>('.company-name')];
    const at = names.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: names.length - 1 }[event.key];
    if (event.key === 'Escape' && this.open) {
      const { id } = this.open;
      this.collapse();
      this.context.change({ open: null });
      document.getElementById(`company-${id}`)?.focus();
    } else if (at >= 0 && to !== undefined && names[to]) {
      event.preventDefault();
      names[to].focus();
    }
  }

  /** A click anywhere in the row opens and closes it, unless it ends the marking of text. */
  private click(event: Event, index: number): void {
    const clicked = event.target as Element;
    if (clicked.closest('a, .shortlist')) return;
    const onButton = clicked.closest('button');
    if (!onButton && getSelection()?.isCollapsed === false) return;
    const id = this.ranked.match.rows[index]!.enterprise_id;
    const wasOpen = this.open?.id === id;
    this.collapse();
    if (!wasOpen) this.expand(index);
    this.context.change({ open: wasOpen ? null : id });
  }

  private expand(index: number): void {
    const row = this.ranked.match.rows[index]!;
    const id = row.enterprise_id;
    const after = this.body.querySelector(`tr[data-id="${CSS.escape(id)}"]`);
    const panel = h(
      'td',
      { role: 'cell', colspan: columns.length, id: `reasons-${id}` },
      reasons(this.context, this.ranked, index),
    );
    const detail = h('tr', { role: 'row', class: 'reasons' }, panel);
    after?.after(detail);
    this.mark(id, true);
    this.open = { id, detail };
  }

  private collapse(): void {
    if (!this.open) return;
    this.open.detail.remove();
    this.mark(this.open.id, false);
    this.open = null;
  }

  private mark(id: string, open: boolean): void {
    const button =
      document.getElementById(`company-${id}`) ?? this.body.querySelector(`[id="company-${CSS.escape(id)}"]`);
    button?.setAttribute('aria-expanded', String(open));
    if (open) button?.setAttribute('aria-controls', `reasons-${id}`);
    else button?.removeAttribute('aria-controls');
    button?.closest('tr')?.classList.toggle('opened', open);
  }

  /** How far the company moved against the profile's own weights. */
  private moved(row: MatchRow): HTMLElement | null {
    const usual = this.ranked.usualRanks;
    if (!usual) return null;
    const before = usual.get(row.enterprise_id);
    if (before === undefined) return h('span', { class: 'moved up' }, t('results.moved_new'));
    if (before === row.rank) return null;
    const up = before > row.rank;
    const hint = t('results.moved_from', { n: before });
    return h(
      'span',
      { class: up ? 'moved up' : 'moved down', title: hint },
      h('span', { 'aria-hidden': 'true' }, `${up ? '▲' : '▼'}${Math.abs(before - row.rank)}`),
      h('span', { class: 'hidden-text' }, hint),
    );
  }

  /** Parts side by side on a track as long as the highest possible score. */
  private bar(row: MatchRow): HTMLElement {
    const { factors } = this.context.overview.profile;
    const segments = Object.entries(factors).map(([factor, rule]) => {
      const part = row.parts[factor] ?? 0;
      if (part <= 0) return null;
      const title = `${pick(rule.title, rule.title_en)} ${score(part)}`;
      const segment = h('span', { class: `part-${factor}`, title });
      segment.style.flexBasis = `${(100 * part) / (this.full || 1)}%`;
      return segment;
    });
    return h('div', { class: 'bar', 'aria-hidden': 'true' }, segments);
  }
}

function words(row: MatchRow): HTMLElement {
  const speaking = row.evidence.filter(({ weight }) => weight > 0).map(({ word }) => word.replace('+', ' + '));
  return h('div', { class: 'words', ...inChinese() }, [...new Set(speaking)].slice(0, fewWords).join(' · '));
}
