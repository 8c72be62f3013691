/** What a page shows while it waits, and when something failed. */
import { Problem } from './api.ts';
import { h } from './h.ts';
import { language, t } from './language.ts';
import { problemText } from './problem-text.ts';

export function failed(problem: unknown, retry: () => void): HTMLElement {
  const [title, ...rest] = problemText(problem);
  return h(
    'div',
    { class: 'state problem', role: 'alert' },
    h('h2', {}, title),
    rest.map((text) => h('p', {}, text)),
    h(
      'div',
      { class: 'buttons' },
      problem instanceof Problem &&
        problem.status === 401 &&
        h('a', { class: 'button', href: loginAddress() }, t('problem.log_in')),
      h('button', { type: 'button', on: { click: retry } }, t('problem.retry')),
    ),
  );
}

/** The login page, which leads back here. */
const loginAddress = (): string => {
  const query = new URLSearchParams({ next: `${location.pathname}${location.search}` });
  if (language() === 'en') query.set('lang', 'en');
  return `../login/?${query}`;
};

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
