/** Districts beside each other: on the map, and in a league of intervals and of groups that cannot be told apart. */
import { chart, Plot, tone } from '../shell/chart.ts';
import { dataTable } from '../shell/data-table.ts';
import { percent } from '../shell/figure.ts';
import { count, dash, decimal } from '../shell/format.ts';
import { h } from '../shell/h.ts';
import { pick, t } from '../shell/language.ts';
import { tileMap } from '../shell/tile-map.ts';
import type { LeagueRow } from './answers.ts';
import { type Context, districtNamed } from './facts.ts';

export function map(context: Context): HTMLElement {
  const { data, values } = context;
  const byId = new Map(data.league.rows.map((row) => [row.district_id, row]));
  const steps = [0.2, 0.4, 0.6, 0.8];
  return h(
    'section',
    { class: 'panel no-print', 'aria-labelledby': 'map' },
    h(
      'h2',
      { id: 'map' },
      t('leadership.map', { title: pick(data.league.caliber.title, data.league.caliber.title_en) }),
    ),
    tileMap({
      districts: data.districts,
      chosen: values.district || null,
      onChoose: (district) =>
        void context.change(
          { district: values.district === district ? '' : district, drill: '', project: '' },
          { push: true },
        ),
      tone: ({ district_id }) => {
        const row = byId.get(district_id);
        return row ? `value-${steps.filter((step) => row.value >= step).length}` : 'value-none';
      },
      hint: ({ district_id }) => {
        const row = byId.get(district_id);
        return row
          ? `${percent(row.value)} [${percent(row.low)}, ${percent(row.high)}] n=${row.figure.n}`
          : t('leadership.unranked');
      },
    }),
    h('p', { class: 'hint' }, t('leadership.map_hint')),
  );
}

export function league(context: Context): HTMLElement {
  const { league } = context.data;
  return h(
    'section',
    { class: 'panel wide', 'aria-labelledby': 'league' },
    h('h2', { id: 'league' }, t('leadership.league', { title: pick(league.caliber.title, league.caliber.title_en) })),
    h('p', { class: 'hint' }, t('leadership.league_how', { method: pick(league.method, league.method_en) })),
    league.rows.length > 0
      ? h('div', { class: 'league' }, drawing(context), rows(context))
      : h('p', { class: 'muted' }, t('leadership.no_league')),
    league.unranked.length > 0 &&
      h(
        'p',
        { class: 'hint' },
        t('leadership.left_out', {
          names: league.unranked.map((one) => `${districtNamed(context, one.district_id)} (n=${one.n})`).join('、'),
        }),
      ),
  );
}

function drawing(context: Context): HTMLElement {
  const { league } = context.data;
  const name = (row: LeagueRow) => districtNamed(context, row.district_id);
  const mark = (row: LeagueRow) => tone(row.group % 2 === 1 ? 1 : 2);
  return chart(
    {
      height: 36 + 15 * league.rows.length,
      marginLeft: 96,
      x: { label: null, grid: true, percent: true, tickFormat: (value: number) => `${value}%` },
      y: { label: null, domain: league.rows.map(name) },
      marks: [
        Plot.ruleY(league.rows, { y: name, x1: 'low', x2: 'high', stroke: mark, strokeWidth: 3, strokeOpacity: 0.45 }),
        Plot.dot(league.rows, { y: name, x: 'value', fill: mark, r: 3.5 }),
        Plot.tickX(
          league.rows.filter((row) => row.expected_for_age !== null),
          { y: name, x: 'expected_for_age', stroke: tone(5), strokeWidth: 2 },
        ),
      ],
    },
    t('leadership.league_summary', {
      n: league.rows.length,
      groups: new Set(league.rows.map(({ group }) => group)).size,
    }),
    t('leadership.league_marks'),
  );
}

function rows(context: Context): HTMLElement {
  const { league } = context.data;
  const open = (row: LeagueRow) =>
    h(
      'button',
      {
        type: 'button',
        class: 'quiet',
        on: {
          click: () => void context.change({ drill: league.metric, of: row.district_id, project: '' }, { push: true }),
        },
      },
      districtNamed(context, row.district_id),
    );
  return dataTable({
    id: 'league-table',
    caption: t('leadership.league', { title: pick(league.caliber.title, league.caliber.title_en) }),
    nothing: t('leadership.no_league'),
    columns: [
      { title: t('leadership.group'), cell: (row) => row.group, by: (row) => row.group, number: true },
      {
        title: t('leadership.district'),
        cell: open,
        by: (row) => districtNamed(context, row.district_id),
        heads: true,
      },
      { title: t('leadership.value'), cell: (row) => percent(row.value), by: (row) => row.value, number: true },
      { title: t('leadership.interval'), cell: (row) => `${percent(row.low)} – ${percent(row.high)}` },
      {
        title: t('leadership.place'),
        cell: (row) => `${decimal(row.place_low, 0)} – ${decimal(row.place_high, 0)}`,
        by: (row) => row.place_low,
        number: true,
      },
      {
        title: t('leadership.now'),
        cell: (row) => percent(row.figure.value),
        by: (row) => row.figure.value,
        number: true,
      },
      {
        title: t('leadership.expected_short'),
        cell: (row) => (row.expected_for_age === null ? dash : percent(row.expected_for_age)),
        by: (row) => row.expected_for_age,
        number: true,
      },
      { title: 'n', cell: (row) => count(row.figure.n), by: (row) => row.figure.n, number: true },
    ],
    rows: league.rows,
  });
}
