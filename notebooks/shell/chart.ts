/**
 * Charts. The only importer of Observable Plot. Plot writes one <style> element; its text follows from `className` alone, so the
 * server's policy allows just that text by its hash (`chartStyleHash` in api/http/guard.ts).
 */
import * as Plot from '@observablehq/plot';
import { h } from './h.ts';

export { Plot };

/** Width in CSS pixels that fits a panel on a desktop, or the screen where that is narrower: text keeps its size. */
const widthHere = (): number => Math.min(640, document.documentElement.clientWidth - 48);

/**
 * A drawing with a caption. The drawing is hidden from screen readers: `summary` says in words what it shows, and the numbers
 * stand in a table of the page.
 */
export function chart(options: Plot.PlotOptions, summary: string, caption?: string): HTMLElement {
  const drawing = Plot.plot({ width: widthHere(), className: 'plot', marginLeft: 48, ...options });
  drawing.setAttribute('aria-hidden', 'true');
  return h(
    'figure',
    { class: 'chart', role: 'group', 'aria-label': summary },
    drawing as unknown as HTMLElement,
    caption ? h('figcaption', {}, caption) : null,
  );
}

/** Colour of a token, for marks: SVG attributes know no custom property, but `style` and CSS-valued `fill` do. */
export const tone = (name: 1 | 2 | 3 | 4 | 5): string => `var(--mark-${name})`;
