/** The legal standing of a policy, which stands in front of everything else about it. */
import { h } from '../shell/h.ts';
import { inChinese, t } from '../shell/language.ts';

type Standing = { in_force: boolean; status: string; standing: string };

/** A chip with the word and, beside it, what the library adds to it: a reason, a term that is over, an exception. */
export function standingChip({ in_force, status, standing }: Standing): HTMLElement {
  const kind = in_force ? 'good' : status === '待复核' ? 'wait' : 'off';
  const reason = standing.startsWith(`${status}：`) ? standing.slice(status.length + 1) : standing;
  const word = in_force ? t('policy.in_force') : kind === 'wait' ? t('policy.awaiting') : t('policy.not_in_force');
  return h(
    'span',
    { class: 'standing' },
    h('strong', { class: `standing-${kind}` }, word),
    !(in_force && reason === status) && h('span', { class: 'muted', ...inChinese() }, reason),
  );
}
