/**
 * Assessment formulas (考核办法) as data: which measure earns how many points of a unit, up to which cap, and what is deducted.
 * One JSON file a formula in data/rules/assessment. A unit is scored from its own figures and the constants of the formula
 * alone, so that adding or removing another unit changes nobody's score.
 */
import Type from 'typebox';
import { contractClasses, evidenceGrades, investorOrigins, kindNames } from './ledger.ts';
import { Cohort } from './metric.ts';

const closed = { additionalProperties: false };
const id = Type.String({ pattern: '^[a-z][a-z0-9_-]*$', maxLength: 60 });
const words = Type.String({ minLength: 1, maxLength: 400 });

/** Who is assessed. A zone is a development zone of the reference, or a park as the projects name it. */
export const unitKinds = ['district', 'zone', 'department'] as const;
export type UnitKind = (typeof unitKinds)[number];

/** What is measured of a unit. Each form says how it is counted; engine/assess puts that into words. */
export const MetricMeasure = Type.Object({ of: Type.Literal('metric'), metric_id: Type.String() }, closed);

const among = <const T extends readonly string[]>(values: T, description: string) =>
  Type.Array(Type.Unsafe<T[number]>(Type.Enum([...values])), { minItems: 1, uniqueItems: true, description });

/** Projects (or CNY) to which something happened within the period. */
export const TallyMeasure = Type.Object(
  {
    of: Type.Literal('tally'),
    event: Type.Enum([...kindNames.filter((kind) => kind !== 'task' && kind !== 'retraction'), 'overdue_start'], {
      description:
        'kind of event; overdue_start = agreed start and grace are over without a start by the end of the period',
    }),
    count: Type.Enum(['project', 'amount']),
    cohort: Type.Optional(Cohort),
    grades: Type.Optional(among(evidenceGrades, 'evidence that counts; default all')),
    grace_days: Type.Optional(Type.Integer({ minimum: 0, maximum: 3650 })),
    cause: Type.Optional(
      Type.String({ minLength: 1, maxLength: 100, description: 'only events whose cause holds this word' }),
    ),
  },
  closed,
);

/** A figure that somebody handed in on a task sheet: surveys, third-party evaluation, what the ledger cannot know. */
export const ReportedMeasure = Type.Object(
  { of: Type.Literal('reported'), indicator: Type.String({ minLength: 1, maxLength: 60 }) },
  closed,
);
export const Measure = Type.Union([MetricMeasure, TallyMeasure, ReportedMeasure]);
export type MetricMeasure = Type.Static<typeof MetricMeasure>;
export type TallyMeasure = Type.Static<typeof TallyMeasure>;
export type Measure = Type.Static<typeof Measure>;

const RatioRule = Type.Object(
  {
    type: Type.Literal('ratio'),
    target: Type.Union(
      [
        Type.Number({ exclusiveMinimum: 0 }),
        Type.Object({ task: Type.String({ minLength: 1, maxLength: 60 }) }, closed),
      ],
      { description: 'a number, or the indicator of the task sheet that holds each unit’s own target' },
    ),
    cap: Type.Union([Type.Number({ exclusiveMinimum: 0 }), Type.Null()], {
      description: 'most that value ÷ target may count; null = no cap',
    }),
    least: Type.Optional(Type.Number({ minimum: 0, description: 'below this value ÷ target nothing is earned' })),
  },
  closed,
);

/** 功效系数: base + span × (x − min) ÷ (max − min), in percent of the points; min and max are frozen. */
const CoefficientRule = Type.Object(
  {
    type: Type.Literal('coefficient'),
    min: Type.Number(),
    max: Type.Number(),
    base: Type.Number({ minimum: 0, maximum: 100 }),
    span: Type.Number({ exclusiveMinimum: 0, maximum: 100 }),
    reference: Type.String({
      minLength: 1,
      maxLength: 300,
      description: 'the set of units and the day from which min and max were taken',
    }),
  },
  closed,
);
const StepsRule = Type.Object(
  {
    type: Type.Literal('steps'),
    steps: Type.Array(Type.Object({ from: Type.Number(), share: Type.Number({ minimum: 0, maximum: 2 }) }, closed), {
      minItems: 1,
      maxItems: 30,
      description: 'share of the points from this value on; below the first: nothing',
    }),
  },
  closed,
);
export const Rule = Type.Union([RatioRule, CoefficientRule, StepsRule]);
export type Rule = Type.Static<typeof Rule>;

export const FormulaPart = Type.Object(
  {
    measure: Measure,
    share: Type.Number({ exclusiveMinimum: 0, maximum: 1, description: 'of the item; the shares of an item sum to 1' }),
    rule: Rule,
  },
  closed,
);
export type FormulaPart = Type.Static<typeof FormulaPart>;

export const natures = ['activity', 'outcome', 'quality'] as const;
export const FormulaItem = Type.Object(
  {
    item_id: id,
    title: words,
    title_en: words,
    nature: Type.Enum([...natures], {
      description: 'activity = signing and the like; outcome = started, arrived, producing; quality = surveys',
    }),
    points: Type.Number({ exclusiveMinimum: 0, maximum: 1000 }),
    cap: Type.Optional(
      Type.Union([Type.Number({ exclusiveMinimum: 0 }), Type.Null()], {
        description: 'most points of the item ÷ points; default 1, null = none',
      }),
    ),
    floor: Type.Optional(Type.Number({ minimum: 0, maximum: 1, description: 'least points of the item ÷ points' })),
    parts: Type.Array(FormulaPart, { minItems: 1, maxItems: 10 }),
  },
  closed,
);
export type FormulaItem = Type.Static<typeof FormulaItem>;

export const Deduction = Type.Object(
  {
    deduction_id: id,
    title: words,
    title_en: words,
    trigger: TallyMeasure,
    points_each: Type.Number({ exclusiveMinimum: 0, description: 'points taken for each project' }),
    cap: Type.Union([Type.Number({ exclusiveMinimum: 0 }), Type.Null()], {
      description: 'most points taken; null = no limit',
    }),
  },
  closed,
);
export type Deduction = Type.Static<typeof Deduction>;

export const Formula = Type.Object(
  {
    formula_id: id,
    version: Type.String({ minLength: 1, maxLength: 40 }),
    title: words,
    title_en: words,
    authority: Type.String({ minLength: 1, description: 'document that orders this formula, or what it is otherwise' }),
    source: Type.String({ minLength: 1, description: 'where it was found, with what is not known of it' }),
    example: Type.Boolean({ description: 'true: shown as an example; no authority of Chongqing stands behind it' }),
    units: Type.Enum([...unitKinds]),
    class_by: Type.Enum(['area_group_2020', 'area_group_opinion', 'kind', 'level', 'none'], {
      description: 'peers: units are ranked within their class only; level is of zones, the others of districts',
    }),
    period: Type.Union([Type.Literal('year'), Type.String({ format: 'date' })], {
      description: 'year = from 1 January of the day assessed; a day = cumulative since then',
    }),
    missing: Type.Enum(['no_points', 'left_out'], {
      description:
        'what an item without a figure earns: nothing, or it is left out and the rest scaled up to the full points',
    }),
    sharing: Type.Enum(['none', 'kpi_points'], {
      description: 'whether first-talk shares of points divide a project between units',
    }),
    floor: Type.Optional(Type.Number({ description: 'least total' })),
    items: Type.Array(FormulaItem, { minItems: 1, maxItems: 40 }),
    deductions: Type.Array(Deduction, { maxItems: 20 }),
  },
  closed,
);
export type Formula = Type.Static<typeof Formula>;

/** The cohort of a tally that names none: formal contracts from outside, without what the metrics leave out. */
export const defaultCohort: Cohort = {
  contract_class: [contractClasses[0]],
  investor_origin: [investorOrigins[0], investorOrigins[2]],
  min_amount_cny: 0,
  exclude: ['fiscal', 'real_estate', 'later_phase', 'intra_city_relocation'],
};
