/** 政策库: one row a policy document, in the fields by which the law asks about it. */
import Type from 'typebox';
import { lineage } from './lineage.ts';
import { date, maybe, real, text, texts, whole } from './types.ts';

/** The states of a policy. Only 有效 may be relied on; 待复核 waits for a review under 《公平竞争审查条例》. */
export const policyStates = ['有效', '待复核', '停止执行', '废止'] as const;
export type PolicyState = (typeof policyStates)[number];

/** 支持方式: what kind of support a policy gives. */
export const instruments = ['税收', '财政', '要素', '金融', '服务'] as const;
export type Instrument = (typeof instruments)[number];

/** The day from which 《公平竞争审查条例》 (国务院令第783号) is in force. */
export const regulationInForce = '2024-08-01';

export const Policy = Type.Object({
  policy_id: text('文号'),
  title: text('政策名称'),
  issuer: maybe(text('制定机关')),
  level: maybe(text('层级', '国家级, 市级, 区县级, 开发区')),
  issued_on: maybe(date('发布日期')),
  effective_on: maybe(date('生效日期')),
  expires_on: maybe(date('失效日期')),
  places: maybe(texts('适用区域', 'as filed')),
  district_ids: maybe(
    texts('适用区县', 'adcodes; NULL = the whole city, empty = a place was filed that is not known here'),
  ),
  chains: maybe(texts('适用产业链', 'names of chains or links as filed; NULL = any')),
  industries: maybe(texts('适用行业', 'GB/T 4754-2017 codes or words as filed; NULL = any')),
  sizes: maybe(texts('适用规模', '大型, 中型, 小型, 微型; NULL = any')),
  min_investment_cny: maybe(real('投资额下限', 'CNY')),
  min_intensity_cny_per_mu: maybe(real('投资强度下限', 'CNY a mu')),
  conditions: maybe(text('申报条件')),
  instruments: maybe(texts('支持方式', '税收, 财政, 要素, 金融, 服务; several')),
  standard: maybe(text('支持标准', 'as written')),
  cap: maybe(text('支持上限', 'as written')),
  cap_cny: maybe(real('支持上限金额', 'CNY, where the text names one; orders nothing')),
  legal_basis: maybe(text('法律依据', 'title and article as filed')),
  basis_kind: maybe(text('依据类别', '法律, 行政法规, 国务院批准; NULL = not stated')),
  reviewed_on: maybe(date('公平竞争审查日期')),
  review_conclusion: maybe(text('审查结论')),
  review_body: maybe(text('审查机构')),
  exception_ground: maybe(text('例外情形', '条例 Art. 12: which of the four grounds')),
  exception_alternative: maybe(text('替代方案说明', 'why no alternative restricts competition less')),
  exception_ends: maybe(text('实施期限或终止条件', 'as written')),
  exception_until: maybe(date('例外截止日', 'where the text names a day')),
  filing_number: maybe(text('备案号', 'at 市招商投资局')),
  rule_pack: maybe(text('规则包版本', 'pack under which the sender screened it')),
  stated_status: maybe(text('报送状态', 'as filed')),
  status: text('状态', '有效, 待复核, 停止执行, 废止'),
  status_reason: maybe(text('待复核原因')),
  summary: maybe(text('条款摘要')),
  ...lineage,
});
export type Policy = Type.Static<typeof Policy>;

/** 政策文本: one row a piece of a document. In the order of `ordinal` the texts of a load are the document, white space included. */
export const PolicyText = Type.Object({
  policy_id: text('文号', 'as the document or its file name says'),
  piece_id: text('片段', '<文号>#<path>, the same as long as the document keeps its numbering'),
  ordinal: whole('次序', 'from 1'),
  kind: text('类别', '标题, 文号, 附件, 编, 章, 节, 部分, 条, 项, 目, 子目, 列举, 段'),
  number: maybe(text('编号', 'as written: 第三条, （一）, 1.')),
  path: text('位置', 'for example 第二章/第八条/（一）'),
  title: maybe(text('文件标题')),
  text: text('正文', 'verbatim'),
  page: maybe(whole('页', 'from 1; for files with pages')),
  ...lineage,
});
export type PolicyText = Type.Static<typeof PolicyText>;
