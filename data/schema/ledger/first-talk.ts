/** First talk (首谈): who filed what and when, and what was decided about it. Every table only grows. */
import Type, { type TObject } from 'typebox';
import { shareKinds } from '../first-talk.ts';
import { date, maybe, real, text, texts } from '../types.ts';

const oneOf = <const T extends readonly string[]>(values: T, title: string, description = '') =>
  Type.Unsafe<T[number]>(Type.Enum([...values], { title, description, type: 'string' }));
const said = (title: string, description = '') => Type.String({ minLength: 1, title, description });

/** One filing. Its day of talk and its evidence are the district's claim; when it was filed is `recorded_at`. */
export const FirstTalkFiling = Type.Object({
  filing_id: text('报备编号', 'from district, investor, project and day of talk'),
  district_id: text('报备区县', 'adcode'),
  project_name: said('项目名称'),
  investor_name: said('投资主体'),
  investor_credit_code: maybe(text('统一社会信用代码')),
  content: maybe(text('投资内容')),
  link: maybe(text('产业链环节', 'name of a link')),
  investment: real('计划投资', 'in units of the currency'),
  currency: text('币种', 'ISO 4217'),
  investment_cny: real('计划投资折合', 'CNY'),
  talked_on: date('首谈日期'),
  evidence: Type.Array(Type.String({ minLength: 1 }), {
    minItems: 1,
    title: '佐证',
    description: 'documents or links',
  }),
  actor: text('经办', 'person or office, pseudonym'),
});

export const filingSteps = ['renewed', 'withdrawn', 'signed'] as const;
export const FirstTalkStep = Type.Object({
  filing_id: text('报备编号'),
  step: oneOf(filingSteps, '进展', 'renewed 续期, withdrawn 撤回, signed 已签约'),
  on: date('日期'),
  reason: said('说明'),
  project_id: maybe(text('项目代码', 'of the contract that came of it')),
  evidence: texts('佐证'),
  actor: text('经办'),
});

/** The arbiter's decision that another district goes on talking (续谈). */
export const FirstTalkTransfer = Type.Object({
  filing_id: text('报备编号'),
  from_district_id: text('移出区县', 'adcode'),
  to_district_id: text('承接区县', 'adcode'),
  reason: said('流转原因'),
  decided_by: said('决定机构'),
  decided_on: date('决定日期'),
  decision: said('决定文号', 'minutes or document'),
  actor: text('经办'),
});

/** One party's share of one kind; the rows of an agreement add up to 100 per kind. The newest agreement speaks. */
export const FirstTalkShare = Type.Object({
  agreement_id: text('分享协议'),
  filing_id: text('报备编号'),
  kind: oneOf(shareKinds, '分享内容'),
  district_id: text('区县', 'adcode'),
  share_pct: real('比例', 'per cent'),
  start_trigger: said('起算', 'what starts the years, such as 首次纳税'),
  years: maybe(real('年限', 'years; empty = without end')),
  decided_by: said('决定机构'),
  decided_on: date('决定日期'),
  actor: text('经办'),
});

/** Two filings that claim one project: both claims as they were made, and how alike the filings are. */
export const FirstTalkDispute = Type.Object({
  dispute_id: text('争议编号'),
  filing_id: text('报备编号', 'of the district that raises it'),
  rival_id: text('相对报备', 'the other filing'),
  claim: said('主张'),
  rival_claim: maybe(text('相对方主张')),
  similarity: real('相似度', '0 to 1'),
  parts: text('相似度分项', 'JSON: part → 0 to 1, null where one side says nothing'),
  opened_on: date('提出日期'),
  actor: text('经办'),
});

export const rulings = ['first', 'rival', 'both', 'different'] as const;
export const FirstTalkRuling = Type.Object({
  dispute_id: text('争议编号'),
  ruling: oneOf(rulings, '裁定', 'first 报备方, rival 相对方, both 双方共享, different 并非同一项目'),
  reason: said('理由'),
  decided_by: said('决定机构'),
  decided_on: date('决定日期'),
  decision: said('决定文号'),
  actor: text('经办'),
});

export const firstTalkTables = {
  first_talk_filing: FirstTalkFiling,
  first_talk_step: FirstTalkStep,
  first_talk_transfer: FirstTalkTransfer,
  first_talk_share: FirstTalkShare,
  first_talk_dispute: FirstTalkDispute,
  first_talk_ruling: FirstTalkRuling,
} as const satisfies Record<string, TObject>;
