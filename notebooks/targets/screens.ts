/** What the page shows when there is no list: nothing chosen yet, or nobody found. */
import type { Link, Match } from '../shell/answers.ts';
import { count } from '../shell/format.ts';
import { h } from '../shell/h.ts';
import { pick, t } from '../shell/language.ts';
import { verdictChip } from '../shell/verdict.ts';
import { type Context, clearLimits } from './context.ts';
import { gated } from './heading.ts';
import { narrowed } from './limits.ts';

export function nobody(context: Context, match: Match): HTMLElement {
  if (match.candidates > 0 && narrowed(context.state.limits)) return nobodyLeft(context, match);
  return h(
    'div',
    { class: 'state' },
    h('h2', {}, t('state.nobody')),
    h('p', {}, gated(match)),
    h('p', {}, t('state.nobody_remedy')),
  );
}

/** The limits leave nobody of those who are on the list. */
function nobodyLeft(context: Context, { candidates }: Match): HTMLElement {
  return h(
    'div',
    { class: 'state' },
    h('h2', {}, t('spread.nobody')),
    h('p', {}, t('spread.nobody_hint', { candidates: count(candidates) })),
    h('p', {}, h('button', { type: 'button', on: { click: () => clearLimits(context) } }, t('spread.clear_all'))),
  );
}

const suggestions = 8;

/** What to do first, with the links that the city needs most. */
export function start(context: Context): HTMLElement {
  if (context.state.link) {
    return h(
      'div',
      { class: 'state' },
      h('h2', {}, t('state.choose_district')),
      h('p', {}, t('state.choose_district_hint')),
    );
  }
  const needed = [...context.links]
    .sort((a, b) => b.need - a.need || b.local_downstream - a.local_downstream)
    .slice(0, suggestions);
  return h(
    'div',
    { class: 'state' },
    h('h2', {}, t('state.choose_link')),
    h('p', {}, t('state.choose_link_hint')),
    h(
      'ul',
      { class: 'suggestions' },
      needed.map((link) => h('li', {}, suggestion(context, link))),
    ),
  );
}

function suggestion(context: Context, link: Link): HTMLElement {
  return h(
    'button',
    { type: 'button', on: { click: () => context.change({ link: link.link_id }) } },
    verdictChip(link.verdict),
    h('b', {}, pick(link.name, link.name_en)),
    h('span', { class: 'muted' }, pick(link.chain, link.chain_en)),
    h(
      'span',
      { class: 'muted' },
      t('state.need_numbers', { local: count(link.local_companies), down: count(link.local_downstream) }),
    ),
  );
}
