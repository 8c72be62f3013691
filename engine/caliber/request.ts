/** What is asked of a metric, and the parameters that its SQL binds. */
import { AppError } from '../../data/errors.ts';
import { evidenceGrades } from '../../data/schema/ledger.ts';
import type { Metric } from '../../data/schema/metric.ts';
import type { Parameter } from '../../data/store/index.ts';
import { asInstant } from '../../data/store/ledger-entry.ts';
import { chinaDay } from '../../data/store/ledger-judge.ts';

export type Request = {
  /** Instant or day (its end in China) up to which events are known. */
  as_known_at: string;
  /** Day for which the figure stands. Default: the day of as_known_at. */
  on?: string;
  /** Start of the period of a flow metric. Default: 1 January of `on`. */
  from?: string;
  /** Only contracts signed from … to. Of no effect on flow metrics, whose point is to ignore it. */
  signed_from?: string;
  signed_to?: string;
  /** Only this district. */
  district?: string;
  by?: 'all' | 'district' | 'signing_year';
  /** Contract amounts as first signed, or as revised. Default: current. */
  basis?: 'original' | 'current';
};

export type Settled = Required<Pick<Request, 'as_known_at' | 'on' | 'from' | 'by' | 'basis'>> &
  Pick<Request, 'signed_from' | 'signed_to' | 'district'>;

/** @throws AppError option_invalid for a day that is none or a period that ends before it begins */
export function settle(request: Request): Settled {
  const as_known_at = instantAt(request.as_known_at);
  const on = request.on ?? chinaDay(as_known_at);
  const settled = {
    ...request,
    as_known_at,
    on,
    from: request.from ?? `${on.slice(0, 4)}-01-01`,
    by: request.by ?? 'all',
    basis: request.basis ?? 'current',
  } as const;
  for (const day of [on, settled.from, request.signed_from, request.signed_to])
    if (day !== undefined && !isDay(day)) throw invalid(`${day} is not a day (YYYY-MM-DD)`);
  if (settled.from > on) throw invalid(`the period from ${settled.from} to ${on} ends before it begins`);
  return settled;
}

/** The instant of a day (its end in China) or an instant. @throws AppError option_invalid */
export function instantAt(time: string): string {
  const instant = asInstant(time);
  if (Number.isNaN(Date.parse(instant))) throw invalid(`${time} is no day and no instant`);
  return instant;
}

/** A flow metric counts what happened in the period, whatever the signing year. */
export const isFlow = (metric: Metric): boolean => metric.form === 'money' && metric.window === 'period';

/** The increments of a metric as SQL over the macros, with the values that it binds. */
export function increments(metric: Metric, asked: Settled): { sql: string; parameters: Record<string, Parameter> } {
  const parameters: Record<string, Parameter> = {
    as_known: asked.as_known_at,
    classes: metric.cohort.contract_class.join('|'),
    origins: metric.cohort.investor_origin.join('|'),
    excluded: metric.cohort.exclude.join('|'),
    min_amount_cny: metric.cohort.min_amount_cny,
    basis: asked.basis,
    by_key: asked.by,
    in_district: asked.district ?? null,
    signed_from: isFlow(metric) ? null : (asked.signed_from ?? null),
    signed_to: isFlow(metric) ? null : (asked.signed_to ?? null),
    refused: evidenceGrades.filter((grade) => !metric.grades.includes(grade)).join(''),
  };
  const list = (name: string) => `string_split($${name}, '|')`;
  const shared = `cast($as_known as timestamp), ${list('classes')}, ${list('origins')}, ${list('excluded')}, $min_amount_cny, $basis, $by_key,
    cast($in_district as varchar), cast($signed_from as date), cast($signed_to as date)`;
  if (metric.form === 'milestone')
    return {
      sql: `from milestone_increments(${shared}, cast($kind_1 as varchar), cast($kind_2 as varchar), cast($kind_3 as varchar), cast($unless_kind as varchar), $refused, $base, $due, $grace_days, $weight)`,
      parameters: {
        ...parameters,
        kind_1: metric.requires[0] ?? null,
        kind_2: metric.requires[1] ?? null,
        kind_3: metric.requires[2] ?? null,
        unless_kind: metric.unless[0] ?? null,
        base: metric.base,
        due: metric.due ?? '',
        grace_days: metric.grace_days ?? 0,
        weight: metric.weight,
      },
    };
  if (metric.form === 'money')
    return {
      sql: `from money_increments(${shared}, $refused, $money_kind, $against, cast($since as date))`,
      parameters: {
        ...parameters,
        money_kind: metric.of,
        against: metric.against,
        since: isFlow(metric) ? asked.from : null,
      },
    };
  return {
    sql: `from promise_increments(${shared}, $refused, $nth_year)`,
    parameters: { ...parameters, nth_year: metric.year },
  };
}

const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);

const invalid = (what: string): AppError => new AppError('option_invalid', what, 'give days as YYYY-MM-DD');
