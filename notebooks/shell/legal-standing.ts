/** The legal standing of a policy, which stands in front of everything else about it. */
import { h } from './h.ts';
import { inChinese, t } from './language.ts';

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

type Condition = { condition: string; met: boolean | null; reason: string };

/** Every condition of a policy with its answer: met, not met, nobody can tell from what is known. */
export function conditions(fit: { conditions: readonly Condition[] }): HTMLElement {
  return h(
    'ul',
    { class: 'conditions' },
    fit.conditions.map(({ condition, met, reason }) =>
      h(
        'li',
        { class: met === null ? 'open' : met ? 'met' : 'unmet' },
        h('span', { 'aria-hidden': 'true' }, met === null ? '?' : met ? '✓' : '×'),
        h(
          'span',
          { class: 'hidden-text' },
          met === null ? t('policy.unknown') : met ? t('policy.met') : t('policy.unmet'),
        ),
        h('span', { ...inChinese() }, ` ${condition}：${reason}`),
      ),
    ),
  );
}
