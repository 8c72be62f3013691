/** Runs the checks on the ledger's data. What they find is suspected and needs review: never a verdict, never an accusation. */
import { readFileSync } from 'node:fs';
import { type CheckRules, readCheckRules } from '../../../data/schema/ledger-check.ts';
import type { Database, Parameter } from '../../../data/store/index.ts';
import { prepareCaliber } from '../prepare.ts';
import { instantAt } from '../request.ts';

/** One thing to look at, with its rows. `figure` broke `bound`; their unit is the check's. */
export type Suspicion = {
  district_id: string | null;
  project_ids: string[];
  figure: number;
  bound: number;
  event_ids: string[];
};

export type CheckResult = {
  check: string;
  title: string;
  title_en: string;
  wording: string;
  /** What figure and bound of a finding are counted in. */
  unit: string;
  unit_en: string;
  rules_version: string;
  as_known_at: string;
  found: Suspicion[];
};

/** Every finding carries these words on every screen and export. */
export const WORDING = '疑似，待核 (suspected, needs review)';

type Limits = (rules: CheckRules) => Record<string, Parameter>;
type Check = { check: string; title: string; title_en: string; unit: string; unit_en: string; limits: Limits };

const checks: readonly Check[] = [
  {
    check: 'repeat-signing',
    title: '疑似重复签约',
    title_en: 'one investor, place and amount signed again',
    unit: '两笔金额相差的比例',
    unit_en: 'relative difference of amounts',
    limits: (r) => r.repeat_signing,
  },
  {
    check: 'amount-by-land',
    title: '合同额与用地不相称',
    title_en: 'amount out of proportion to land',
    unit: '稳健标准差的倍数',
    unit_en: 'robust standard deviations',
    limits: (r) => r.amount_outlier,
  },
  {
    check: 'amount-by-capital',
    title: '合同额与注册资金不相称',
    title_en: 'amount out of proportion to registered capital',
    unit: '稳健标准差的倍数',
    unit_en: 'robust standard deviations',
    limits: (r) => r.amount_outlier,
  },
  {
    check: 'arrivals-above-investment',
    title: '到位资金高于投资',
    title_en: 'more arrived than was invested',
    unit: '元',
    unit_en: 'CNY',
    limits: (r) => r.arrivals_above_investment,
  },
  {
    check: 'start-without-permit',
    title: '开工缺许可、用地或备案',
    title_en: 'start without permit, land or filing',
    unit: '三项手续中缺的项数',
    unit_en: 'papers missing of 3',
    limits: (r) => r.start_without_permit,
  },
  {
    check: 'step-order',
    title: '阶段顺序倒置',
    title_en: 'steps out of order',
    unit: '倒置的阶段数',
    unit_en: 'steps out of order',
    limits: () => ({}),
  },
  {
    check: 'december-spike',
    title: '十二月突增',
    title_en: 'December spike',
    unit: '件',
    unit_en: 'events',
    limits: (r) => r.december_spike,
  },
  {
    check: 'round-numbers',
    title: '整数金额偏多',
    title_en: 'too many round amounts',
    unit: '占合同的比例',
    unit_en: 'share of contracts',
    limits: (r) => r.round_numbers,
  },
];
const jump: Check = {
  check: 'release-jump',
  title: '前后两次发布不一致',
  title_en: 'a past year changed between releases',
  unit: '元',
  unit_en: 'CNY',
  limits: (r) => r.release_jump,
};

const sqlOf = (check: Check): string => readFileSync(new URL(`${check.check}.sql`, import.meta.url), 'utf8');

/**
 * All checks on what is known at `as_known_at` (instant or day); with `since`, the change of past years from that release
 * to this one too. A check without findings is in the list with none. @throws AppError option_invalid for no day
 */
export async function runChecks(
  db: Database,
  asked: { as_known_at: string; since?: string },
  rules: CheckRules = readCheckRules(),
): Promise<CheckResult[]> {
  await prepareCaliber(db);
  const as_known_at = instantAt(asked.as_known_at);
  const run = async (check: Check, more: Record<string, Parameter>): Promise<CheckResult> => {
    const { limits, ...named } = check;
    const found = await db.rows<Suspicion>(sqlOf(check), { as_known: as_known_at, ...more, ...limits(rules) });
    return { ...named, wording: WORDING, rules_version: rules.version, as_known_at, found };
  };
  const results: CheckResult[] = [];
  for (const check of checks) results.push(await run(check, {}));
  if (asked.since) results.push(await run(jump, { as_known_before: instantAt(asked.since) }));
  return results;
}
