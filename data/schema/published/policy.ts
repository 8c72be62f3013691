/** Policies with their legal status first, their text, the clauses to look at, and where policies cover a link. */
import Type, { type TObject } from 'typebox';
import { Policy } from '../policy.ts';
import { date, flag, maybe, text, texts, whole } from '../types.ts';

const p = Policy.properties;

/** One row a document number: the latest filing, or the text alone where the library has no row for it. */
const PolicyCurrent = Type.Object({
  policy_id: p.policy_id,
  status: p.status,
  standing: text('效力说明', 'why it may or may not be relied on, in words'),
  in_force: flag('可适用', 'status 有效, begun, not expired, exception not run out, on the data day'),
  title: p.title,
  issuer: p.issuer,
  level: p.level,
  issued_on: p.issued_on,
  effective_on: p.effective_on,
  expires_on: p.expires_on,
  places: p.places,
  district_ids: p.district_ids,
  chains: p.chains,
  link_ids: maybe(
    texts('适用环节', 'links that the chains name; NULL = any chain, empty = names that are not known here'),
  ),
  industries: p.industries,
  sizes: p.sizes,
  min_investment_cny: p.min_investment_cny,
  min_intensity_cny_per_mu: p.min_intensity_cny_per_mu,
  conditions: p.conditions,
  instruments: p.instruments,
  standard: p.standard,
  cap: p.cap,
  cap_cny: p.cap_cny,
  legal_basis: p.legal_basis,
  basis_kind: p.basis_kind,
  reviewed_on: p.reviewed_on,
  review_conclusion: p.review_conclusion,
  review_body: p.review_body,
  exception_ground: p.exception_ground,
  exception_alternative: p.exception_alternative,
  exception_ends: p.exception_ends,
  exception_until: p.exception_until,
  filing_number: p.filing_number,
  summary: p.summary,
  filings: whole('报送份数', 'rows that offices filed for it; 0 = only its text is here'),
  as_of: date('数据日期'),
  source_file: text('来源文件'),
  source_line: whole('来源行'),
});

const PolicyArticle = Type.Object({
  policy_id: p.policy_id,
  piece_id: text('片段'),
  ordinal: whole('次序', 'from 1 within the document'),
  kind: text('类别', '条, 项, …; 摘要 = a line of the summary, where no full text was loaded'),
  number: maybe(text('编号')),
  path: text('位置'),
  text: text('正文', 'line breaks of the page taken out'),
  page: maybe(whole('页')),
  source_file: text('来源文件'),
  source_line: whole('来源行'),
});

const PolicyHit = Type.Object({
  hit_id: text('命中', 'hash of piece, rule and quote: the same as long as these are'),
  policy_id: p.policy_id,
  piece_id: text('片段'),
  article: text('条例条款', '《公平竞争审查条例》'),
  also: texts('相关条款', '«(unconfirmed)»: the wording was not at hand'),
  strength: text('强度', '强, 中, 弱'),
  title: text('事项'),
  quote: text('原文', 'the words that were found'),
  start: whole('起点', 'UTF-16 units into the text of the piece'),
  why: text('标准'),
  check: text('核查要点'),
  rule_id: text('规则'),
  pack: text('规则包', 'id and version'),
});

const PolicyCoverage = Type.Object({
  link_id: text('环节'),
  district_id: text('区县', 'adcode'),
  in_force: whole('可适用政策数', 'reviewed and in force, of the district or the whole city, of the chain or any'),
  awaiting: whole('待复核政策数', 'not to be relied on'),
  instruments: texts('支持方式', 'kinds of support of the policies in force'),
  policy_ids: texts('可适用政策', 'document numbers'),
});

export const policyTables = {
  'policy.current': PolicyCurrent,
  'policy.article': PolicyArticle,
  'policy.hit': PolicyHit,
  'policy.coverage': PolicyCoverage,
} as const satisfies Record<string, TObject>;
