/** A chart of counts over bins with a brush: dragged, or moved by keys at its two ends. Who brushes is told at once, the counts come when they are known. */
import { BrushFrame } from './brush-frame.ts';
import { draggedTo, type Hold, holdAt, keyTo, orAll, type Range, withEnd } from './brush-range.ts';
import { Plot, tone } from './chart.ts';
import { count } from './format.ts';
import { h } from './h.ts';

export type BrushSettings = {
  id: string;
  title: string;
  /** Accessible names of the ends and of the button that clears. */
  names: { from: string; below: string; clear: string };
  /** A range in words; null = all. */
  say(range: Range | null): string;
  /** Words of an end, for screen readers. */
  sayEnd(end: 'from' | 'below', edge: number): string;
  /** Label of the axis at an edge; null = none. */
  tick(edge: number): string | null;
  /** Words of a bin with its counts. */
  sayBin(bin: number, count: number): string;
  onBrush(range: Range | null): void;
};

const height = 104;
/** Narrower than this nothing is laid out yet. */
const leastWidth = 100;
const margin = { top: 8, right: 10, bottom: 20, left: 38 };

export class BrushChart {
  private readonly frame: BrushFrame;
  private readonly settings: BrushSettings;
  private readonly drawing = h('div', { class: 'brush-drawing', 'aria-hidden': 'true' });
  private readonly area = h('div', { class: 'brush-area' });
  private readonly shades = { from: h('div', { class: 'brush-shade' }), below: h('div', { class: 'brush-shade' }) };
  private readonly ends: Record<'from' | 'below', HTMLElement>;
  /** As last laid out: to ask for it would lay out the page anew. */
  private width = 0;
  private counts: readonly number[] = [];
  private range: Range | null = null;

  constructor(settings: BrushSettings) {
    this.settings = settings;
    this.ends = { from: this.end('from'), below: this.end('below') };
    this.area.append(this.shades.from, this.shades.below, this.ends.from, this.ends.below);
    const { id, title, names } = settings;
    const onClear = () => {
      this.brush(null);
      this.ends.from.focus();
    };
    this.frame = new BrushFrame(
      { id, title, clear: names.clear, onClear },
      h('div', { class: 'brush-plot' }, this.drawing, this.area),
    );
    this.area.addEventListener('pointerdown', (event) => this.down(event));
    new ResizeObserver(([drawing]) => {
      this.width = drawing!.contentRect.width;
      this.draw();
    }).observe(this.drawing);
  }

  get element(): HTMLElement {
    return this.frame.element;
  }

  /** New counts, one a bin, and the range that now holds. `words`: of limits that lie between or beyond the bins. */
  show(counts: readonly number[], range: Range | null, words?: string): void {
    this.counts = counts;
    this.range = range;
    this.element.hidden = counts.length === 0;
    this.draw();
    this.place();
    if (range && words) this.frame.say(words, true);
  }

  private draw(): void {
    const { width } = this;
    if (width < leastWidth || this.counts.length === 0) return;
    const { tick, sayBin } = this.settings;
    const edges = Array.from({ length: this.counts.length + 1 }, (_, edge) => edge).filter(
      (edge) => tick(edge) !== null,
    );
    const plot = Plot.plot({
      ...{ className: 'plot', width, height },
      ...{ marginTop: margin.top, marginRight: margin.right, marginBottom: margin.bottom, marginLeft: margin.left },
      x: {
        domain: [0, this.counts.length],
        ticks: edges,
        tickFormat: (edge: number) => tick(edge) ?? '',
        tickSize: 3,
        label: null,
      },
      y: {
        domain: [0, Math.max(1, ...this.counts)],
        ticks: 2,
        tickFormat: (n: number) => (Number.isInteger(n) ? count(n) : ''),
        label: null,
        grid: true,
        tickSize: 0,
      },
      marks: [
        Plot.rectY(this.counts, {
          ...{ x1: (_, bin: number) => bin, x2: (_, bin: number) => bin + 1, y: (n: number) => n },
          ...{
            fill: tone(1),
            insetLeft: 0.5,
            insetRight: 0.5,
            title: (n: number, bin: number) => sayBin(bin, n),
          },
        }),
        Plot.ruleY([0]),
      ],
    });
    this.drawing.replaceChildren(plot as unknown as HTMLElement);
  }

  /** Ends and shades where the range is; no answer is waited for. */
  private place(): void {
    const bins = this.counts.length;
    const { from, below } = this.range ?? { from: 0, below: bins };
    this.ends.from.style.left = `${(100 * from) / bins}%`;
    this.ends.below.style.left = `${(100 * below) / bins}%`;
    this.shades.from.style.width = `${(100 * from) / bins}%`;
    this.shades.below.style.width = `${(100 * (bins - below)) / bins}%`;
    for (const [name, edge] of [
      ['from', from],
      ['below', below],
    ] as const) {
      const end = this.ends[name];
      end.setAttribute('aria-valuemax', String(bins));
      end.setAttribute('aria-valuenow', String(edge));
      end.setAttribute('aria-valuetext', this.settings.sayEnd(name, edge));
    }
    this.frame.say(this.settings.say(this.range), this.range !== null);
  }

  private end(name: 'from' | 'below'): HTMLElement {
    return h('div', {
      class: `brush-end ${name}`,
      id: `${this.settings.id}-${name}`,
      role: 'slider',
      tabindex: 0,
      'aria-label': this.settings.names[name],
      'aria-valuemin': 0,
      on: { keydown: (event) => this.key(event, name) },
    });
  }

  private key(event: KeyboardEvent, name: 'from' | 'below'): void {
    const bins = this.counts.length;
    const range = this.range ?? { from: 0, below: bins };
    const to = keyTo(event.key, range[name], bins);
    if (event.key === 'Escape') this.brush(null);
    else if (to !== null) this.brush(orAll(withEnd(range, name, to, bins), bins));
    else return;
    event.preventDefault();
  }

  /** A drag, until the pointer is let go. Where it did not move, the bin under it is taken, or let go if it alone was there. */
  private down(event: PointerEvent): void {
    const bins = this.counts.length;
    if (event.button !== 0 || bins === 0) return;
    const { left, width } = this.area.getBoundingClientRect();
    const at = ({ clientX }: PointerEvent) => Math.max(0, Math.min(bins, ((clientX - left) / width) * bins));
    const before = this.range;
    const hold: Hold = holdAt(before, at(event), bins, width / bins);
    let moved = false;
    const move = (now: PointerEvent) => {
      if (!moved && Math.abs(now.clientX - event.clientX) < 3) return;
      moved = true;
      this.brush(orAll(draggedTo(hold, before, at(now), bins), bins));
    };
    const up = () => {
      this.area.removeEventListener('pointermove', move);
      if (moved || 'end' in hold) return;
      const bin = Math.min(bins - 1, Math.floor(at(event)));
      const alone = before?.from === bin && before.below === bin + 1;
      this.brush(alone ? null : { from: bin, below: bin + 1 });
    };
    event.preventDefault();
    this.area.setPointerCapture(event.pointerId);
    this.area.addEventListener('pointermove', move);
    this.area.addEventListener('pointerup', up, { once: true });
    this.area.addEventListener('pointercancel', () => this.area.removeEventListener('pointermove', move), {
      once: true,
    });
    this.ends['end' in hold ? hold.end : 'from'].focus({ preventScroll: true });
  }

  private brush(range: Range | null): void {
    if (range?.from === this.range?.from && range?.below === this.range?.below) return;
    this.range = range;
    this.place();
    this.settings.onBrush(range);
  }
}
