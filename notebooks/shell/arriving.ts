/** A part of a page that stands before its answer has come. */
import { h } from './h.ts';
import { problemText } from './problem-text.ts';

/** Fills `place` with what comes, or with why it does not; busy until then. */
export function arriving<T>(place: HTMLElement, coming: Promise<T>, show: (answer: T) => HTMLElement[]): HTMLElement {
  const fill = (...shown: HTMLElement[]) => {
    place.replaceChildren(...shown);
    place.removeAttribute('aria-busy');
  };
  place.setAttribute('aria-busy', 'true');
  coming
    .then((answer) => fill(...show(answer)))
    .catch((problem) => fill(h('p', { class: 'problem', role: 'alert' }, problemText(problem).join(' '))));
  return place;
}
