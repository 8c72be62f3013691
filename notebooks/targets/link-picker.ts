/** First choice: which link of which chain is to be filled. */
import type { Link } from '../shell/answers.ts';
import { combobox, type Option, type OptionGroup } from '../shell/combobox.ts';
import { count } from '../shell/format.ts';
import { h } from '../shell/h.ts';
import { inChinese, pick, t } from '../shell/language.ts';
import { stageName, stageOrder } from '../shell/stage.ts';
import { verdictChip, verdictHint, verdictNumbers, verdictWord } from '../shell/verdict.ts';
import { type Context, chosenLink } from './context.ts';

/** Search field over all links by chain and stage, and what the city has of the chosen one. */
export function linkPicker(context: Context): HTMLElement {
  const link = chosenLink(context);
  return h(
    'section',
    { class: 'panel', 'aria-label': t('link.title') },
    combobox({
      id: 'link',
      label: t('link.title'),
      placeholder: t('link.placeholder'),
      nothing: t('link.nothing'),
      groups: groups(context.links),
      value: context.state.link,
      onChoose: (value) => context.change({ link: value, open: null }),
    }),
    link ? card(link, context.overview.profile.placed_at) : h('p', { class: 'hint' }, t('link.hint')),
  );
}

function card(link: Link, placedAt: number): HTMLElement {
  return h(
    'div',
    { class: 'link-card' },
    h('p', { class: 'path' }, `${pick(link.chain, link.chain_en)} · ${stageName(link.stage)} · ${link.version}`),
    h('p', { class: 'verdict' }, verdictChip(link.verdict), h('span', {}, verdictHint(link.verdict))),
    verdictNumbers(link),
    h('p', { class: 'caliber' }, t('link.caliber', { n: placedAt })),
    h('p', { class: 'description', ...inChinese() }, link.description),
  );
}

/** In the order in which the server lists chains; within a chain by stage. */
function groups(links: readonly Link[]): OptionGroup[] {
  const order = stageOrder;
  const found = new Map<string, Link[]>();
  for (const link of [...links].sort((a, b) => a.version.localeCompare(b.version))) {
    const key = `${link.version} ${link.chain_id}`;
    found.set(key, [...(found.get(key) ?? []), link]);
  }
  return [...found.values()].flatMap((chain) => {
    const byStage = order
      .map((stage) => chain.filter((link) => link.stage === stage))
      .filter((some) => some.length > 0);
    return byStage.map((some) => ({ title: title(some[0]!), options: some.map(option) }));
  });
}

const title = (link: Link): string => `${link.version} · ${pick(link.chain, link.chain_en)} · ${stageName(link.stage)}`;

function option(link: Link): Option {
  const text = pick(link.name, link.name_en);
  const search = [link.name, link.name_en, link.chain, link.chain_en, link.version, link.stage, stageName(link.stage)];
  search.push(link.description, link.link_id, link.verdict, verdictWord(link.verdict));
  const numbers = t('link.option_numbers', { local: count(link.local_companies), all: count(link.all_companies) });
  return {
    value: link.link_id,
    text,
    search: search.join(' ').toLowerCase(),
    content: h(
      'span',
      { class: 'option' },
      h('span', { class: 'name' }, text),
      h('span', { class: 'numbers' }, numbers),
      verdictChip(link.verdict),
    ),
  };
}
