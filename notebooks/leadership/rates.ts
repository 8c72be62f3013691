/** The headline rates, and the course of the chosen one beside what the age of its contracts lets expect. */
import { chart, Plot, tone } from '../shell/chart.ts';
import { figureCard, percent } from '../shell/figure.ts';
import { h } from '../shell/h.ts';
import { pick, t } from '../shell/language.ts';
import type { Trend, TrendPoint } from './answers.ts';
import { type Context, chosenMetric } from './facts.ts';

export function rates(context: Context): HTMLElement {
  const { data, values } = context;
  return h(
    'section',
    { class: 'figures', 'aria-label': t('leadership.rates') },
    data.fulfilment.rates.map((figure) =>
      figureCard(
        figure,
        h(
          'div',
          { class: 'buttons no-print' },
          h(
            'button',
            {
              type: 'button',
              class: 'quiet',
              id: `drill-${figure.metric}`,
              on: {
                click: () =>
                  void context.change({ drill: figure.metric, of: values.district, project: '' }, { push: true }),
              },
            },
            t('leadership.projects', { n: figure.n }),
          ),
          h(
            'button',
            {
              type: 'button',
              class: 'quiet',
              id: `choose-${figure.metric}`,
              'aria-pressed': String(figure.metric === chosenMetric(context)),
              on: { click: () => void context.change({ metric: figure.metric }) },
            },
            t('leadership.course'),
          ),
        ),
      ),
    ),
  );
}

export function trend(context: Context): HTMLElement {
  const shown = context.data.fulfilment.trends.find(({ metric }) => metric === chosenMetric(context));
  const title = shown ? pick(shown.caliber.title, shown.caliber.title_en) : '';
  return h(
    'section',
    { class: 'panel', 'aria-labelledby': 'trend' },
    h('h2', { id: 'trend' }, t('leadership.trend', { title })),
    shown?.points.some(({ value }) => value !== null)
      ? drawing(shown, title)
      : h('p', { class: 'muted' }, t('leadership.no_course')),
  );
}

function drawing({ points }: Trend, title: string): HTMLElement {
  const at = (point: TrendPoint) => new Date(`${point.on}T00:00:00Z`);
  const known = points.filter(({ value }) => value !== null);
  const expected = points.filter((point) => point.expected !== null);
  const last = known.at(-1)!;
  const summary = t('leadership.trend_summary', {
    title,
    from: percent(known[0]!.value),
    to: percent(last.value),
    expected: percent(last.expected),
  });
  return h(
    'div',
    {},
    chart(
      {
        height: 260,
        x: { type: 'utc', label: null },
        y: { label: null, grid: true, percent: true, tickFormat: (value: number) => `${value}%` },
        marks: [
          Plot.areaY(expected, { x: at, y1: 'expected_low', y2: 'expected_high', fill: tone(5), fillOpacity: 0.25 }),
          Plot.lineY(expected, { x: at, y: 'expected', stroke: tone(5), strokeDasharray: '4 3' }),
          Plot.areaY(
            known.filter(({ low }) => low !== null),
            { x: at, y1: 'low', y2: 'high', fill: tone(1), fillOpacity: 0.18 },
          ),
          Plot.lineY(known, { x: at, y: 'value', stroke: tone(1), strokeWidth: 2 }),
        ],
      },
      summary,
    ),
    h(
      'ul',
      { class: 'legend' },
      h('li', {}, h('span', { class: 'swatch mark-1', 'aria-hidden': 'true' }), t('leadership.actual')),
      expected.length > 0 &&
        h('li', {}, h('span', { class: 'swatch mark-5', 'aria-hidden': 'true' }), t('leadership.expected')),
    ),
  );
}
