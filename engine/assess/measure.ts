/** Every measure of a formula for every unit: value, n, interval, caliber, and the projects behind it. */
import { AppError } from '../../data/errors.ts';
import type { Formula, Measure } from '../../data/schema/assessment.ts';
import { type Caliber, type Metric, readMetrics } from '../../data/schema/metric.ts';
import type { Database } from '../../data/store/index.ts';
import { type Interval, intervalOfParts, metricParts, type Part, tallyParts } from '../caliber/index.ts';
import type { Units } from './units.ts';

export type Asked = { as_known_at: string; on: string; from: string };

/** What a project brings to a unit's figure, after shares. `project_id` null: a task of the unit, in which there is no chance. */
export type Piece = Pick<Part, 'project_id' | 'num' | 'den'>;

export type Measured = {
  form: 'ratio' | 'tally' | 'reported';
  value: number | null;
  /** Projects behind the figure; null for a reported one. */
  n: number | null;
  numerator: number | null;
  denominator: number | null;
  interval: Interval | null;
  caliber: Caliber;
  pieces: Piece[];
  /** File and line of a reported figure. */
  source: string | null;
};

export const measureKey = (measure: Measure): string => JSON.stringify(measure);

/** Measure → unit → what was measured. Units without any project have an entry too. @throws AppError rule_invalid for an unknown metric */
export async function measureAll(
  db: Database,
  formula: Formula,
  units: Units,
  asked: Asked,
): Promise<Map<string, Map<string, Measured>>> {
  const measures = [
    ...formula.items.flatMap((item) => item.parts.map((part) => part.measure)),
    ...formula.deductions.map((d) => d.trigger),
  ];
  const done = new Map<string, Map<string, Measured>>();
  for (const measure of measures)
    if (!done.has(measureKey(measure)))
      done.set(measureKey(measure), await measureOne(db, formula, measure, units, asked));
  return done;
}

async function measureOne(
  db: Database,
  formula: Formula,
  measure: Measure,
  units: Units,
  asked: Asked,
): Promise<Map<string, Measured>> {
  if (measure.of === 'reported') return reported(db, measure.indicator, units, asked);
  if (measure.of === 'tally') {
    const { caliber, parts } = await tallyParts(db, measure, asked);
    return byUnit(units, parts, (pieces, n) => tallied(caliber, pieces, n));
  }
  const metric = readMetrics().get(measure.metric_id);
  if (!metric)
    throw new AppError('rule_invalid', `there is no metric «${measure.metric_id}»`, 'name one of data/rules/metrics');
  const since = formula.period === 'year' ? {} : { signed_from: formula.period };
  const { caliber, parts } = await metricParts(db, metric, { ...asked, ...since });
  return byUnit(units, parts, (pieces, n) => rated(metric, caliber, pieces, n));
}

function byUnit(
  units: Units,
  parts: readonly Part[],
  measured: (pieces: Piece[], n: number) => Measured,
): Map<string, Measured> {
  const groups = new Map(units.list.map((unit) => [unit.unit_id, { pieces: [] as Piece[], n: 0 }]));
  for (const part of parts)
    for (const { unit_id, share } of units.credit(part)) {
      const group = groups.get(unit_id);
      if (!group) continue;
      group.pieces.push({ project_id: part.project_id, num: part.num * share, den: part.den * share });
      group.n += part.n;
    }
  return new Map([...groups].map(([unit_id, { pieces, n }]) => [unit_id, measured(pieces, n)]));
}

const total = (pieces: readonly Piece[], of: 'num' | 'den'): number =>
  pieces.reduce((sum, piece) => sum + piece[of], 0);

function rated(metric: Metric, caliber: Caliber, pieces: Piece[], n: number): Measured {
  const [numerator, denominator] = [total(pieces, 'num'), total(pieces, 'den')];
  const value = denominator > 0 ? numerator / denominator : null;
  const interval = intervalOfParts(metric, pieces);
  return { form: 'ratio', value, n, numerator, denominator, interval, caliber, pieces, source: null };
}

function tallied(caliber: Caliber, pieces: Piece[], n: number): Measured {
  const value = total(pieces, 'num');
  return {
    form: 'tally',
    value,
    n,
    numerator: value,
    denominator: null,
    interval: null,
    caliber,
    pieces,
    source: null,
  };
}

type TaskRow = { unit: string; target: number | null; reported: number | null; source: string };

/** Rows of the task sheets for the year of `on`, as known then: the latest issue of each unit. Keyed by unit id or name. */
async function taskRows(db: Database, indicator: string, asked: Asked): Promise<Map<string, TaskRow>> {
  const rows = await db.rows<TaskRow>(
    `select unit, arg_max(target, known_on) as target, arg_max(reported, known_on) as reported,
       arg_max(source_file || ' 第 ' || cast(source_line as varchar) || ' 行', known_on) as source
     from assess.task
     where indicator = $indicator and year = year(cast($on as date)) and known_on <= cast(cast($as_known as timestamp) + interval 8 hour as date)
     group by unit`,
    { indicator, on: asked.on, as_known: asked.as_known_at },
  );
  return new Map(rows.map((row) => [row.unit, row]));
}

const own = <T>(rows: Map<string, T>, unit: { unit_id: string; name: string }): T | undefined =>
  rows.get(unit.unit_id) ?? rows.get(unit.name);

/** Each unit's own target for every task that the formula names: indicator → unit → target with its source. */
export async function targetsOf(
  db: Database,
  formula: Formula,
  units: Units,
  asked: Asked,
): Promise<Map<string, Map<string, { target: number; source: string }>>> {
  const indicators = new Set(
    formula.items.flatMap((item) =>
      item.parts.flatMap(({ rule }) =>
        rule.type === 'ratio' && typeof rule.target === 'object' ? [rule.target.task] : [],
      ),
    ),
  );
  const found = new Map<string, Map<string, { target: number; source: string }>>();
  for (const indicator of indicators) {
    const rows = await taskRows(db, indicator, asked);
    found.set(
      indicator,
      new Map(
        units.list.flatMap((unit) => {
          const row = own(rows, unit);
          return row && row.target !== null
            ? [[unit.unit_id, { target: row.target, source: row.source }] as const]
            : [];
        }),
      ),
    );
  }
  return found;
}

async function reported(db: Database, indicator: string, units: Units, asked: Asked): Promise<Map<string, Measured>> {
  const rows = await taskRows(db, indicator, asked);
  const known = asked.as_known_at.slice(0, 10);
  const caliber: Caliber = {
    metric_id: 'reported.figure',
    version: '1',
    title: indicator,
    title_en: indicator,
    authority: '填报单位',
    cohort: '填报单位自定',
    numerator: `${indicator}（填报值）`,
    denominator: '未说明',
    window: asked.on.slice(0, 4),
    evidence: '填报，未经核验',
    sentence: `${indicator}：填报值，口径由填报单位自定，未经核验；按 ${known} 已知`,
    sentence_en: `${indicator}: as reported, counted in the reporter’s own way, not verified; as known at ${known}`,
  };
  return new Map(
    units.list.map((unit) => {
      const row = own(rows, unit);
      const value = row?.reported ?? null;
      return [unit.unit_id, { form: 'reported', value, n: null, numerator: value, denominator: null, interval: null, caliber, pieces: [], source: row?.source ?? null }]; // biome-ignore format: one thought
    }),
  );
}
