/** How the whole list spreads over score, capital, year and province; brushes on the charts narrow it. */
import type { Match, Spread } from '../shell/answers.ts';
import { get } from '../shell/api.ts';
import type { BrushChart } from '../shell/brush-chart.ts';
import type { BrushNames } from '../shell/brush-names.ts';
import type { Range } from '../shell/brush-range.ts';
import { count } from '../shell/format.ts';
import { h } from '../shell/h.ts';
import { t } from '../shell/language.ts';
import { problemText } from '../shell/problem-text.ts';
import { type Context, clearLimits } from './context.ts';
import { matchQuery } from './heading.ts';
import {
  edgesOf,
  type Limits,
  limitText,
  type Measure,
  measures,
  narrowed,
  provincesOf,
  rangeOf,
  rangeText,
  tickText,
  titles,
  withProvinces,
  withRange,
} from './limits.ts';

const nothing = (): void => undefined;

type Charts = Record<Measure, BrushChart> & { provinces: BrushNames };

export class SpreadPanel {
  readonly element: HTMLElement;
  private readonly context: Context;
  private readonly left = h('p', { class: 'muted' });
  private readonly notes = h('p', { class: 'brush-note' });
  private readonly clear: HTMLButtonElement;
  private readonly grid = h('div', { class: 'spread-grid' });
  private charts: Charts | null = null;
  private edges: Record<Measure, number[]> = { score: [], capital_cny: [], founded: [] };
  private asked = '';
  private asking: AbortController | null = null;

  constructor(context: Context) {
    this.context = context;
    this.clear = h(
      'button',
      { type: 'button', class: 'quiet', id: 'spread-clear', hidden: true },
      t('spread.clear_all'),
    );
    this.clear.addEventListener('click', () => {
      this.clear.hidden = true;
      clearLimits(context);
    });
    const head = h(
      'div',
      { class: 'weights-head' },
      h('h3', {}, t('spread.title')),
      this.left,
      h('span', { class: 'spacer' }),
      this.clear,
    );
    this.element = h(
      'section',
      { class: 'spread', 'aria-label': t('spread.title'), hidden: true },
      head,
      this.grid,
      this.notes,
    );
  }

  /** Takes its place beside a list of these. */
  reveal({ candidates }: Match): void {
    this.element.hidden = candidates === 0;
  }

  /** Asks for the counts under what the state says now, unless they are there. @returns what shows them */
  async ask(): Promise<() => void> {
    const { top: _, ...query } = matchQuery(this.context);
    const question = JSON.stringify(query);
    if (question === this.asked) return nothing;
    this.asked = question;
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    try {
      const [spread] = await Promise.all([get<Spread>('match/spread', query, asking.signal), this.draw()]);
      return asking.signal.aborted ? nothing : () => this.show(spread);
    } catch (problem) {
      if (asking.signal.aborted) return nothing;
      this.asked = '';
      return () => {
        this.notes.textContent = problemText(problem).join(' ');
      };
    }
  }

  hide(): void {
    this.asking?.abort();
    this.asked = '';
    this.element.hidden = true;
  }

  /** The code of the charts comes after the list, which does not need it. */
  private async draw(): Promise<void> {
    if (this.charts) return;
    const [{ BrushChart }, { BrushNames }] = await Promise.all([
      import('../shell/brush-chart.ts'),
      import('../shell/brush-names.ts'),
    ]);
    const along = (measure: Measure) => new BrushChart(this.settings(measure));
    const title = t('spread.provinces');
    this.charts ??= {
      score: along('score'),
      capital_cny: along('capital_cny'),
      founded: along('founded'),
      provinces: new BrushNames({
        id: 'brush-provinces',
        title,
        clear: t('spread.clear', { name: title }),
        say: (names) => (names.length === 0 ? t('spread.all') : names.join(t('spread.and'))),
        sayCount: count,
        onChoose: (names) => this.change(withProvinces(this.context.state.limits, names)),
      }),
    };
    this.grid.replaceChildren(...Object.values(this.charts).map((chart) => chart.element));
  }

  private settings(measure: Measure) {
    const name = t(titles[measure]);
    const edge = (at: number) => this.edges[measure][at]!;
    // A range that ends with the chart has no limit there.
    const text = ({ from, below }: Range) =>
      rangeText(
        measure,
        from === 0 ? Number.NEGATIVE_INFINITY : edge(from),
        below === this.edges[measure].length - 1 ? Number.POSITIVE_INFINITY : edge(below),
      );
    const bin = (at: number) => rangeText(measure, edge(at), edge(at + 1));
    return {
      id: `brush-${measure}`,
      title: name,
      names: {
        from: t('spread.lower', { name }),
        below: t('spread.upper', { name }),
        clear: t('spread.clear', { name }),
      },
      say: (range: Range | null) => (range ? text(range) : t('spread.all')),
      sayEnd: (end: 'from' | 'below', at: number) => this.endText(measure, end, at),
      tick: (at: number) => tickText(measure, this.edges[measure], at),
      sayBin: (at: number, n: number) => t('spread.bin', { range: bin(at), n: count(n) }),
      onBrush: (range: Range | null) =>
        this.change(withRange(this.context.state.limits, measure, range, this.edges[measure])),
    };
  }

  /** The first and the last edge are no limits. */
  private endText(measure: Measure, end: 'from' | 'below', at: number): string {
    const edges = this.edges[measure];
    if (at === (end === 'from' ? 0 : edges.length - 1)) return t('spread.open');
    return end === 'from' ? rangeText(measure, edges[at]!, Infinity) : rangeText(measure, -Infinity, edges[at]!);
  }

  private show(spread: Spread): void {
    const { limits } = this.context.state;
    for (const measure of measures) {
      const { bins } = spread.measures[measure];
      this.edges[measure] = edgesOf(bins);
      this.charts![measure].show(
        bins.map(({ left }) => left),
        rangeOf(limits, measure, this.edges[measure]),
        limitText(limits, measure),
      );
    }
    const named = spread.provinces.filter(({ province }) => province !== '');
    this.charts!.provinces.show(
      named.map(({ province, left }) => ({ name: province, count: left })),
      provincesOf(limits),
    );
    this.left.textContent = t('spread.left', { left: count(spread.left), listed: count(spread.listed) });
    this.clear.hidden = !narrowed(limits);
    this.notes.textContent = this.unknown(spread);
  }

  /** Who stands in no bin. */
  private unknown({ measures: along, provinces }: Spread): string {
    const missing = measures
      .map((measure) => ({ name: t(titles[measure]), n: along[measure].unknown.listed }))
      .concat({ name: t('spread.provinces'), n: provinces.find(({ province }) => province === '')?.listed ?? 0 })
      .filter(({ n }) => n > 0);
    if (missing.length === 0) return '';
    const named = missing.map(({ name, n }) => t('spread.unknown', { name, n: count(n) })).join(t('spread.and'));
    return t('spread.unknown_note', { named });
  }

  private change(limits: Limits): void {
    this.clear.hidden = !narrowed(limits);
    this.context.change({ limits });
  }
}
