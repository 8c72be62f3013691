/** What a page shows while it waits, and when something failed. */
import { h } from './h.ts';
import { t } from './language.ts';
import { problemText } from './problem-text.ts';

export function failed(problem: unknown, retry: () => void): HTMLElement {
  const [title, ...rest] = problemText(problem);
  return h(
    'div',
    { class: 'state problem', role: 'alert' },
    h('h2', {}, title),
    rest.map((text) => h('p', {}, text)),
    h('button', { type: 'button', on: { click: retry } }, t('problem.retry')),
  );
}

/** Grey rows in the shape of the list that is coming. */
export function waiting(): HTMLElement {
  const row = () => h('div', { class: 'ghost' }, h('span'), h('span'), h('span'), h('span'));
  return h(
    'div',
    { class: 'state waiting' },
    h('p', { class: 'hidden-text' }, t('state.loading')),
    Array.from({ length: 10 }, row),
  );
}
