/** One number of the metric registry as a page shows it: never without its caliber, n, interval and age. */
import { dash, decimal } from './format.ts';
import { h } from './h.ts';
import { inChinese, pick, t } from './language.ts';

/** As the API publishes a figure (engine/caliber). `value` and `interval` are shares; null = nothing to divide by. */
export type Figure = {
  metric: string;
  on: string;
  value: number | null;
  n: number;
  numerator: number;
  denominator: number;
  interval: { low: number; high: number } | null;
  caliber: {
    title: string;
    title_en?: string;
    sentence: string;
    sentence_en?: string;
    version?: string;
    authority?: string;
  };
  data_age_days: number | null;
  as_known_at: string;
  by: Record<string, string>;
};

export const percent = (share: number | null, digits = 1): string =>
  share === null ? dash : `${decimal(100 * share, digits)}%`;

/** «[12.3, 15.6]%», or nothing where no interval can be given. */
export const interval = (figure: Pick<Figure, 'interval'>): string =>
  figure.interval ? `[${decimal(100 * figure.interval.low, 1)}, ${decimal(100 * figure.interval.high, 1)}]%` : dash;

/** Title, value, interval, n, age; the caliber opens below. `more` are links or a small chart. */
export function figureCard(figure: Figure, ...more: (HTMLElement | null)[]): HTMLElement {
  const { caliber } = figure;
  const age = figure.data_age_days === null ? dash : t('figure.days', { n: figure.data_age_days });
  return h(
    'article',
    { class: 'figure', 'data-metric': figure.metric },
    h('h3', caliber.title_en ? {} : inChinese(), pick(caliber.title, caliber.title_en)),
    h('p', { class: 'value' }, percent(figure.value)),
    h('p', { class: 'interval' }, t('figure.interval', { span: interval(figure) })),
    h('p', { class: 'basis' }, t('figure.basis', { n: figure.n, day: figure.as_known_at.slice(0, 10), age })),
    ...more,
    h(
      'details',
      { class: 'caliber' },
      h('summary', {}, t('figure.caliber')),
      h('p', caliber.sentence_en ? {} : inChinese(), pick(caliber.sentence, caliber.sentence_en)),
      h('p', { class: 'muted' }, [figure.metric, caliber.version, caliber.authority].filter(Boolean).join(' · ')),
    ),
  );
}
