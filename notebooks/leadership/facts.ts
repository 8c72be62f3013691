/** What the page loads, and what every part of it may read. */
import type { District } from '../shell/answers.ts';
import { get } from '../shell/api.ts';
import type { Figure } from '../shell/figure.ts';
import type { Life } from '../shell/life.ts';
import type { Check, Diff, Fulfilment, League, Part, Timeline } from './answers.ts';

/** The address of the page. `known`: day up to which events were known; `drill`: metric whose projects are listed. */
export const defaults = { known: '', district: '', metric: '', drill: '', of: '', project: '', before: '' };
export type State = typeof defaults;

export type Facts = {
  fulfilment: Fulfilment;
  league: League;
  /** Far down the page and slow to find: the panel waits for them, the page does not. */
  checks: Promise<Check[]>;
  districts: District[];
  drill: { figure: Figure; rows: Part[] } | null;
  timeline: Timeline | null;
  diff: Diff | null;
};
export type Context = Life<State, Facts>;

/** The rate that a page shows of which nobody chose one: the strictest reading of 履约. */
const leading = 'fulfil.substantive';

/** Projects of a figure that are listed; the rest is in the export. */
export const listed = 200;

export async function load(values: State, signal: AbortSignal): Promise<Facts> {
  const known = { as_known_at: values.known || null };
  const here = { ...known, district: values.district || null };
  const metric = values.metric || leading;
  const of = { ...known, district: values.of || values.district || null };
  const [fulfilment, districts, league, drill, timeline] = await Promise.all([
    get<Fulfilment>('fulfilment', here, signal),
    get<{ rows: District[] }>('districts', {}, signal),
    get<League>('league', { ...known, metric }, signal),
    values.drill
      ? get<{ figure: Figure; rows: Part[] }>(`metrics/${values.drill}/projects`, { ...of, limit: listed }, signal)
      : null,
    values.project ? get<Timeline>(`projects/${encodeURIComponent(values.project)}`, {}, signal) : null,
  ]);
  const diff = values.before
    ? await get<Diff>(
        `metrics/${metric}/diff`,
        { before: values.before, after: fulfilment.as_known_at, district: values.district || null },
        signal,
      )
    : null;
  const checks = afterRendering()
    .then(() => get<{ checks: Check[] }>('checks', here, signal))
    .then((answer) => answer.checks);
  checks.catch(() => {}); // the panel says so
  return { fulfilment, league, checks, districts: districts.rows, drill, timeline, diff };
}

const afterRendering = (): Promise<unknown> =>
  new Promise((resolve) => (window.requestIdleCallback ?? setTimeout)(resolve));

/** The metric that trend, map and league show. */
export const chosenMetric = ({ values }: Context): string => values.metric || leading;

/** Name of a district by adcode, in the language of the page. */
export const districtNamed = ({ data, values }: Context, id: string | null): string => {
  const district = data.districts.find(({ district_id }) => district_id === id);
  return district ? (values.lang === 'zh' ? district.name : district.name_en) : (id ?? '');
};
