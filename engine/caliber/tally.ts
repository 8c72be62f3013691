/** Counts of projects, or of their money, to which something happened within a period: with a caliber, as every number. */
import { readFileSync } from 'node:fs';
import { defaultCohort, type TallyMeasure } from '../../data/schema/assessment.ts';
import { type EventKind, eventKinds, evidenceGrades } from '../../data/schema/ledger.ts';
import type { Caliber, Metric } from '../../data/schema/metric.ts';
import type { Database } from '../../data/store/index.ts';
import { cohortAs } from './caliber.ts';
import type { Part } from './parts.ts';
import { prepareCaliber } from './prepare.ts';
import { type Request, settle } from './request.ts';

const statement = readFileSync(new URL('tally.sql', import.meta.url), 'utf8');

export type TallyRequest = Required<Pick<Request, 'as_known_at' | 'on' | 'from'>>;

/** One part a project, `num` 1 or CNY, `den` 0. @throws AppError option_invalid for an impossible request */
export async function tallyParts(
  db: Database,
  tally: TallyMeasure,
  request: TallyRequest,
): Promise<{ caliber: Caliber; parts: Part[] }> {
  await prepareCaliber(db);
  const asked = settle({ ...request, by: 'district' });
  const cohort = tally.cohort ?? defaultCohort;
  const rows = await db.rows<{ project_id: string; district_id: string; num: number }>(statement, {
    as_known: asked.as_known_at,
    on: asked.on,
    from: asked.from,
    classes: cohort.contract_class.join('|'),
    origins: cohort.investor_origin.join('|'),
    excluded: cohort.exclude.join('|'),
    min_amount_cny: cohort.min_amount_cny,
    event: tally.event,
    grades: (tally.grades ?? evidenceGrades).join('|'),
    grace_days: tally.grace_days ?? 0,
    cause: tally.cause ?? '',
    money: tally.count === 'amount',
  });
  return {
    caliber: tallyCaliber(tally, asked),
    parts: rows.map((row) => ({ ...row, den: 0, n: 1 })),
  };
}

function tallyCaliber(tally: TallyMeasure, asked: ReturnType<typeof settle>): Caliber {
  const kind =
    tally.event === 'overdue_start'
      ? {
          title: `约定开工日加 ${tally.grace_days ?? 0} 天仍未开工`,
          title_en: `not started ${tally.grace_days ?? 0} days after the agreed start`,
        }
      : eventKinds[tally.event as EventKind];
  const money = tally.count === 'amount';
  const cohort = cohortAs({ form: 'milestone', cohort: tally.cohort ?? defaultCohort } as Metric, {
    ...asked,
    by: 'all',
  });
  const cause = tally.cause
    ? { zh: `，原因含“${tally.cause}”`, en: `, cause holds «${tally.cause}»` }
    : { zh: '', en: '' };
  const numerator = `${asked.from} 至 ${asked.on} ${kind.title}${cause.zh}的${money ? '金额' : '项目数'}`;
  const evidence = `佐证等级 ${(tally.grades ?? evidenceGrades).join('/')}`;
  const known = asked.as_known_at.slice(0, 10);
  return {
    metric_id: `tally.${tally.event}_${tally.count}`,
    version: '1',
    title: `${kind.title}${money ? '金额' : '项目数'}`,
    title_en: `${kind.title_en}, ${money ? 'money' : 'projects'}`,
    authority: 'project default',
    cohort: cohort.zh,
    numerator,
    denominator: '计数，无分母',
    window: `${asked.from} 至 ${asked.on}`,
    evidence,
    sentence: `${numerator}；${cohort.zh}；${evidence}；按 ${known} 已知`,
    sentence_en: `${money ? 'money' : 'projects'} ${kind.title_en}${cause.en} from ${asked.from} to ${asked.on}; ${cohort.en}; evidence ${(tally.grades ?? evidenceGrades).join('/')}; as known at ${known}`,
  };
}
