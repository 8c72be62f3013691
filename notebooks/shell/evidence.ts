/** Why a company counts as a link: its words, where they stood, and the registered texts with the words marked. */
import type { Enterprise, Evidence } from './answers.ts';
import { decimal } from './format.ts';
import { h } from './h.ts';
import { highlight } from './highlight.ts';
import { inChinese, type Key, t } from './language.ts';

const places: Record<string, Key> = { name: 'where.name', scope: 'where.scope', product: 'where.product' };
const activities: Record<string, Key> = {
  make: 'activity.make',
  research: 'activity.research',
  service: 'activity.service',
  trade: 'activity.trade',
  unclear: 'activity.unclear',
};
const named = (keys: Record<string, Key>, value: string): string => (keys[value] ? t(keys[value]) : value);

/** The words that placed a company, strongest as they come, what speaks against it in the other colour. */
export function evidenceList(evidence: readonly Evidence[]): HTMLElement {
  const item = ({ word, where, activity, weight }: Evidence) =>
    h(
      'li',
      { class: weight < 0 ? 'against' : 'for' },
      h('b', inChinese(), word.replace('+', ' + ')),
      h('span', {}, `${named(places, where)} · ${named(activities, activity)}`),
      h('span', { class: 'number' }, `${weight < 0 ? '−' : '+'}${decimal(Math.abs(weight))}`),
    );
  return h('ul', { class: 'evidence' }, evidence.map(item));
}

/** Name, scope and products as registered, with the words that count marked. */
export function registeredTexts(enterprise: Enterprise, evidence: readonly Evidence[]): HTMLElement {
  const blocks: [Key, string | null, string][] = [
    ['where.name', enterprise.name, 'name'],
    ['where.scope', enterprise.scope, 'scope'],
    ['where.product', enterprise.products, 'product'],
  ];
  return h(
    'dl',
    { class: 'texts' },
    blocks.map(
      ([key, text, where]) =>
        text && h('div', {}, h('dt', {}, t(key)), h('dd', inChinese(), marked(text, evidence, where))),
    ),
  );
}

function marked(text: string, evidence: readonly Evidence[], where: string): (string | HTMLElement)[] {
  const here = evidence.filter((reason) => reason.where === where);
  const against = new Set(here.filter(({ weight }) => weight < 0).map(({ word }) => word));
  return highlight(
    text,
    here.map(({ word }) => word),
  ).map(({ text: part, word }) =>
    word === null ? part : h('mark', { class: against.has(word) ? 'against' : 'for' }, part),
  );
}
