/** What became of approaching a company for a link and a district: the only ground on which a probability may ever stand. */
import Type, { type TObject } from 'typebox';
import { lineage } from '../lineage.ts';
import { date, maybe, real, text } from '../types.ts';

/**
 * 接洽 is open. 落地: a formal contract is signed, or the company is registered in the district. 未落地: it will not come.
 * The newest row of company, link and district speaks; the words of files are in data/rules/refit.json.
 */
export const outcomeResults = ['接洽', '落地', '未落地'] as const;
export type OutcomeResult = (typeof outcomeResults)[number];

/** One step of one approach. What was measured is kept as it stood at the first step: later knowledge must not explain it. */
export const MatchOutcome = Type.Object({
  enterprise_id: text('企业标识'),
  name: text('企业名称'),
  link_id: text('环节'),
  district_id: text('区县', 'adcode'),
  contacted_on: date('接洽日期'),
  result: Type.Unsafe<OutcomeResult>(
    Type.Enum([...outcomeResults], { type: 'string', title: '结果', description: '接洽 = still open' }),
  ),
  decided_on: maybe(date('结果日期')),
  reason: maybe(text('说明')),
  values: text('测得值', 'JSON: factor → 0 to 1 between its fixed ends, as of the first row'),
  score: real('得分', 'as of the first row'),
  snapshot: text('快照', 'on which the first row was measured'),
  profile: text('评分方案指纹'),
  actor: text('经办', 'person or office, pseudonym'),
});
export type MatchOutcome = Type.Static<typeof MatchOutcome>;

/** One row of a list of approaches as an office files it; it enters the ledger, not the lake. */
export const FiledOutcome = Type.Object({
  name: text('企业名称'),
  credit_code: maybe(text('统一社会信用代码')),
  link: text('环节', 'name or id'),
  district: text('区县', 'name or adcode'),
  contacted_on: date('接洽日期'),
  filed_as: text('结果', 'as filed'),
  decided_on: maybe(date('结果日期')),
  reason: maybe(text('说明')),
  ...lineage,
});
export type FiledOutcome = Type.Static<typeof FiledOutcome>;

export const outcomeTables = { match_outcome: MatchOutcome } as const satisfies Record<string, TObject>;
