/** What the city has of a link, in a word (补, 强, 延, 稳, 无) and in the numbers behind it. */
import type { Link, Verdict } from './answers.ts';
import { count, decimal } from './format.ts';
import { h } from './h.ts';
import { type Key, t } from './language.ts';

const words: Record<Verdict, { word: Key; hint: Key; tone: string }> = {
  补: { word: 'verdict.fill', hint: 'verdict.fill_hint', tone: 'fill' },
  强: { word: 'verdict.strengthen', hint: 'verdict.strengthen_hint', tone: 'strengthen' },
  延: { word: 'verdict.extend', hint: 'verdict.extend_hint', tone: 'extend' },
  稳: { word: 'verdict.steady', hint: 'verdict.steady_hint', tone: 'steady' },
  无: { word: 'verdict.none', hint: 'verdict.none_hint', tone: 'none' },
};

export const verdictWord = (verdict: Verdict): string => t(words[verdict].word);

export const verdictHint = (verdict: Verdict): string => t(words[verdict].hint);

/** Part of the classes that colour it: fill, strengthen, extend, steady, none. */
export const verdictTone = (verdict: Verdict): string => words[verdict].tone;

/** The word on its colour. */
export const verdictChip = (verdict: Verdict): HTMLElement =>
  h('span', { class: `chip verdict-${words[verdict].tone}`, title: verdictHint(verdict) }, verdictWord(verdict));

/** The numbers that made the verdict, as a list of terms. */
export function verdictNumbers(link: Link): HTMLElement {
  const numbers: [Key, string][] = [
    ['link.local', count(link.local_companies)],
    ['link.all', count(link.all_companies)],
    ['link.quotient', decimal(link.location_quotient)],
    ['link.downstream', count(link.local_downstream)],
    ['link.upstream', count(link.local_upstream)],
  ];
  return h(
    'dl',
    { class: 'numbers' },
    numbers.map(([key, value]) => h('div', {}, h('dt', {}, t(key)), h('dd', {}, value))),
  );
}
