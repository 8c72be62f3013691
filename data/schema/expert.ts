/** 专家库: what a panel needs to know of an expert, and — kept apart — who the expert is. */
import Type from 'typebox';
import { lineage } from './lineage.ts';
import { date, flag, maybe, text, texts, whole } from './types.ts';

/** One row an expert under a pseudonym: no name, no contact. */
export const Expert = Type.Object({
  expert_id: text('专家编号', 'pseudonym'),
  fields: maybe(texts('领域')),
  chains: maybe(texts('擅长产业链')),
  title: maybe(text('职称')),
  employer: maybe(text('单位')),
  past_employers: maybe(texts('曾任职单位')),
  holdings: maybe(texts('持股企业')),
  avoid: maybe(texts('回避单位', 'other relations to be avoided: kin, advisers, disputes')),
  term_from: maybe(date('聘期起')),
  term_to: maybe(date('聘期止')),
  times_served: maybe(whole('参评次数', 'as filed')),
  consent: maybe(flag('授权', 'agreed to be in the library')),
  ...lineage,
});
export type Expert = Type.Static<typeof Expert>;

/** Who an expert is. Lives in the lake only: no snapshot, no model and no published table carries it; admins read it. */
export const ExpertContact = Type.Object({
  expert_id: text('专家编号', 'pseudonym'),
  name: maybe(text('姓名')),
  phone: maybe(text('联系电话')),
  email: maybe(text('电子邮箱')),
  ...lineage,
});
export type ExpertContact = Type.Static<typeof ExpertContact>;
