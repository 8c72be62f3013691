/**
 * The metric registry: what a rate counts, as data. One JSON file a metric in data/rules/metrics. A metric has one of three
 * forms: projects that reached something, money against money, or a promise of a later year. Its caliber is said in words
 * by engine/caliber/caliber.ts from these fields alone, so that words and figures cannot part.
 */
import { readdirSync, readFileSync } from 'node:fs';
import Type from 'typebox';
import { AppError } from '../errors.ts';
import { check } from './check.ts';
import { contractClasses, evidenceGrades, investorOrigins, kindNames, projectClasses } from './ledger.ts';

const some = <const T extends readonly string[]>(values: T, description: string, maxItems: number = values.length) =>
  Type.Array(Type.Unsafe<T[number]>(Type.Enum([...values])), { description, maxItems, uniqueItems: true });

/** Which contracts are spoken of. */
export const Cohort = Type.Object(
  {
    contract_class: some(contractClasses, 'classes that count'),
    investor_origin: some(investorOrigins, 'where the money comes from; an unstated origin is unknown'),
    min_amount_cny: Type.Number({ minimum: 0, description: 'size gate on the original contract amount' }),
    exclude: some(projectClasses, 'project classes that are left out'),
  },
  { additionalProperties: false },
);
export type Cohort = Type.Static<typeof Cohort>;

const common = {
  metric_id: Type.String({ pattern: '^[a-z]+\\.[a-z0-9_]+$' }),
  version: Type.String(),
  title: Type.String(),
  title_en: Type.String(),
  authority: Type.String({ description: 'document that fixes the caliber, or "project default"' }),
  cohort: Cohort,
  grades: some(evidenceGrades, 'evidence grades of the numerator; an event without a grade counts as D'),
};
const closed = { additionalProperties: false };

/** Share of contracts (or of their money) that reached something. */
export const MilestoneMetric = Type.Object(
  {
    ...common,
    form: Type.Literal('milestone'),
    requires: some(kindNames, 'all of these happened; empty = being signed is enough', 3),
    unless: some(kindNames, 'this did not happen', 1),
    base: Type.Enum(['contract', 'production', 'due'], {
      description: 'denominator: contracts signed, those in production, or those whose agreed day and grace are over',
    }),
    due: Type.Optional(Type.Enum(['agreed_start_on', 'agreed_production_on'])),
    grace_days: Type.Optional(Type.Integer({ minimum: 0 })),
    weight: Type.Enum(['project', 'amount'], { description: 'a project counts as one, or as its contract amount' }),
  },
  closed,
);
export type MilestoneMetric = Type.Static<typeof MilestoneMetric>;

/** Money that came against money that was agreed or asked for. */
export const MoneyMetric = Type.Object(
  {
    ...common,
    form: Type.Literal('money'),
    of: Type.Enum(['arrival', 'fixed_investment']),
    against: Type.Enum(['contract', 'instalment', 'task'], {
      description: 'contract amounts, agreed instalments due, or tasks of districts',
    }),
    window: Type.Enum(['to_date', 'period'], {
      description: 'since signing, or from the start of the period whatever the signing year',
    }),
  },
  closed,
);
export type MoneyMetric = Type.Static<typeof MoneyMetric>;

/** Tax paid in a year of production against what was promised for that year, once the year is over. */
export const PromiseMetric = Type.Object(
  { ...common, form: Type.Literal('promise'), year: Type.Enum([1, 2, 3]) },
  closed,
);
export type PromiseMetric = Type.Static<typeof PromiseMetric>;

export const Metric = Type.Union([MilestoneMetric, MoneyMetric, PromiseMetric]);
export type Metric = MilestoneMetric | MoneyMetric | PromiseMetric;

const folder = new URL('../rules/metrics/', import.meta.url);

let shipped: Map<string, Metric> | undefined;

/** All metrics by id, in order of id; ours are read once. @throws AppError rule_invalid naming file and breach */
export function readMetrics(from: URL = folder): ReadonlyMap<string, Metric> {
  if (from !== folder) return readFolder(from);
  shipped ??= readFolder(folder);
  return shipped;
}

function readFolder(from: URL): Map<string, Metric> {
  const files = readdirSync(from)
    .filter((file) => file.endsWith('.json'))
    .sort();
  return new Map(
    files.map((file) => {
      const content = JSON.parse(readFileSync(new URL(file, from), 'utf8')) as { form?: string };
      const form =
        { milestone: MilestoneMetric, money: MoneyMetric, promise: PromiseMetric }[content.form ?? ''] ?? Metric;
      const metric = check(form, content, 'rule_invalid', file) as Metric;
      return [metric.metric_id, metric];
    }),
  );
}

/** @throws AppError option_invalid naming the metrics that there are */
export function namedMetric(id: string): Metric {
  const registry = readMetrics();
  const metric = registry.get(id);
  if (!metric)
    throw new AppError(
      'option_invalid',
      `there is no metric «${id}»`,
      `name one of ${[...registry.keys()].join(', ')}`,
    );
  return metric;
}

/** What a published figure must say about how it was counted. */
export const Caliber = Type.Object({
  metric_id: Type.String({ minLength: 1 }),
  version: Type.String({ minLength: 1 }),
  title: Type.String({ minLength: 1 }),
  title_en: Type.String({ minLength: 1 }),
  authority: Type.String({ minLength: 1 }),
  cohort: Type.String({ minLength: 1, title: '范围' }),
  numerator: Type.String({ minLength: 1, title: '分子' }),
  denominator: Type.String({ minLength: 1, title: '分母' }),
  window: Type.String({ minLength: 1, title: '时间' }),
  evidence: Type.String({ minLength: 1, title: '佐证' }),
  sentence: Type.String({ minLength: 1, title: '口径' }),
  sentence_en: Type.String({ minLength: 1, title: 'caliber' }),
});
export type Caliber = Type.Static<typeof Caliber>;
