/** What stands between two companies or two products, and dated signs that a company is about to move. */
import Type from 'typebox';
import { lineage } from './lineage.ts';
import { date, maybe, real, text } from './types.ts';

/** The relations that we keep, each read head → tail; meaning in `data/reference/relation/README.md`. */
export const relations = [
  '上游于',
  '包含',
  '供给',
  '投资',
  '控股',
  '并购',
  '合资',
  '合作',
  '竞争',
  '生产',
  '从事',
  '持有专利',
] as const;

/** A word that files use for a relation (`data/reference/relation/relation_word.csv`). `reversed`: head and tail change places. */
export const RelationWord = Type.Object({
  word: Type.String({ minLength: 1 }),
  relation: Type.Enum([...relations]),
  reversed: Type.Boolean(),
  source: Type.String({ minLength: 1 }),
});
export type RelationWord = Type.Static<typeof RelationWord>;

/** 关系: one row a relation between companies, products or trades, as one sender filed it; head and tail in our direction. */
export const Relation = Type.Object({
  head: text('主体', 'company, product or trade, as written'),
  relation: text('关系', relations.join(', ')),
  tail: text('客体', 'company, product, trade or patent, as written'),
  head_key: text('主体名称键', 'name in normal form'),
  tail_key: text('客体名称键', 'name in normal form'),
  dated_on: maybe(date('日期', 'when it was reported or began')),
  share_pct: maybe(real('占比', 'per cent: shares held, or share of purchases, as filed')),
  evidence: maybe(text('出处', 'where the sender has it from')),
  filed_as: text('原始关系', 'the word in the file'),
  ...lineage,
});
export type Relation = Type.Static<typeof Relation>;

/** 企业信号: one row a dated sign that a company may invest, with where the sender has it from. */
export const Signal = Type.Object({
  name: text('企业名称', 'registered or short name, as written'),
  name_key: text('名称键', 'name in normal form'),
  credit_code: maybe(text('统一社会信用代码', 'GB 32100-2015, check digit verified')),
  kind: text('信号', 'a kind of data/rules/signals.json'),
  happened_on: date('日期', 'when it happened'),
  amount_cny: maybe(real('金额', 'CNY')),
  province: maybe(text('地点', 'province where it happened, short name')),
  district_id: maybe(text('区县', 'adcode, where it happened in Chongqing')),
  detail: maybe(text('内容', 'what happened; for a list its name')),
  evidence: maybe(text('出处', 'where the sender has it from; empty = only the file')),
  filed_as: text('原始信号', 'the word in the file'),
  ...lineage,
});
export type Signal = Type.Static<typeof Signal>;
