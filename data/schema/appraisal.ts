/** Appraisal of a project (项目评价) as data: gates, the seven indicators of the Opinion (十四), value functions, weights. */
import { readFileSync } from 'node:fs';
import Type from 'typebox';
import { AppError } from '../errors.ts';
import { check } from './check.ts';

const closed = { additionalProperties: false };
const words = Type.String({ minLength: 1 });
const id = Type.String({ pattern: '^[a-z][a-z0-9_]*$' });

/** The seven indicators that the Opinion names, in its order. */
export const indicatorIds = ['prospect', 'scale', 'economic', 'social', 'drive', 'environment', 'safety'] as const;
export type IndicatorId = (typeof indicatorIds)[number];
/** The three evaluations that the Opinion asks for. */
export const reportIds = ['benefit', 'environment', 'risk'] as const;
export type ReportId = (typeof reportIds)[number];

/** A condition that no score offsets. What is neither passed nor failed is unknown, and unknown is not passed. */
export const Gate = Type.Object(
  {
    gate_id: id,
    title: words,
    title_en: words,
    report: Type.Enum([...reportIds]),
    field: words,
    passes: Type.Array(Type.Union([Type.Boolean(), words]), { description: 'a flag, or words that the text holds' }),
    fails: Type.Array(Type.Union([Type.Boolean(), words])),
    evidence: Type.Optional(
      Type.String({ description: 'field that must name a file where a text passes, unless the text says 不涉及' }),
    ),
    basis: words,
  },
  closed,
);
export type Gate = Type.Static<typeof Gate>;

/** A measured criterion: its value between 0 and 1 is read off a broken line that never turns. */
export const Criterion = Type.Object(
  {
    criterion_id: id,
    title: words,
    title_en: words,
    unit: Type.String({ description: 'of the value, as shown' }),
    figure: words,
    per: Type.Optional(
      Type.Number({ exclusiveMinimum: 0, description: 'the figure is divided by this for showing and for the line' }),
    ),
    weight: Type.Number({ exclusiveMinimum: 0 }),
    line: Type.Array(Type.Tuple([Type.Number(), Type.Number({ minimum: 0, maximum: 1 })]), { minItems: 2 }),
    threshold: Type.Union([Type.Object({ at_least: Type.Number(), source: words }, closed), Type.Null()], {
      description: 'requirement of the city; null = Chongqing has published none that is known',
    }),
    source: words,
  },
  closed,
);
export type Criterion = Type.Static<typeof Criterion>;

export const Indicator = Type.Object(
  {
    indicator_id: Type.Enum([...indicatorIds]),
    title: words,
    title_en: words,
    report: Type.Enum([...reportIds]),
    criteria: Type.Array(Criterion),
    panel_share: Type.Number({
      minimum: 0,
      maximum: 1,
      description: 'of the indicator, where both panel and figures are there',
    }),
  },
  closed,
);
export type Indicator = Type.Static<typeof Indicator>;

export const Appraisal = Type.Object(
  {
    appraisal_id: id,
    version: words,
    authority: words,
    gates: Type.Array(Gate, { minItems: 1 }),
    indicators: Type.Array(Indicator, { minItems: 7, maxItems: 7 }),
    judgements: Type.Object(
      { matrix: Type.Array(Type.Array(Type.Number({ exclusiveMinimum: 0 }))), judged_by: words },
      {
        ...closed,
        description: 'pairwise, in the order of the indicators: a(i,j) = how many times i matters more than j',
      },
    ),
    critic: Type.Union(
      [
        Type.Object(
          {
            weights: Type.Array(Type.Number({ minimum: 0 }), { minItems: 7, maxItems: 7 }),
            reference: words,
            frozen_on: words,
          },
          closed,
        ),
        Type.Null(),
      ],
      { description: 'frozen by `yuzhao appraise --freeze-critic`; null = not frozen yet' },
    ),
  },
  closed,
);
export type Appraisal = Type.Static<typeof Appraisal>;

/** @throws AppError rule_invalid naming the first breach: shape, order of the indicators, a line that turns */
export function readAppraisal(path: URL = new URL('../rules/appraisal/default.json', import.meta.url)): Appraisal {
  return checkAppraisal(JSON.parse(readFileSync(path, 'utf8')), path.pathname.split('/').at(-1)!);
}

export function checkAppraisal(value: unknown, file: string): Appraisal {
  const appraisal = check(Appraisal, value, 'rule_invalid', file);
  const breach = (what: string) => new AppError('rule_invalid', what, 'correct the file', { file });
  appraisal.indicators.forEach((indicator, i) => {
    if (indicator.indicator_id !== indicatorIds[i])
      throw breach(
        `indicator ${i + 1} is ${indicator.indicator_id}, not ${indicatorIds[i]}: the Opinion’s order is kept`,
      );
    for (const { criterion_id, line } of indicator.criteria) {
      const steps = line.slice(1).map(([x, v], n) => [x - line[n]![0], v - line[n]![1]] as const);
      if (steps.some(([dx]) => !(dx > 0)))
        throw breach(`criterion ${criterion_id}: the line does not run to the right`);
      if (steps.some(([, dv]) => dv > 0) && steps.some(([, dv]) => dv < 0))
        throw breach(`criterion ${criterion_id}: the line turns`);
    }
  });
  return appraisal;
}
