/** Whom a row of a project list names as its investor. */
import Type from 'typebox';
import { text, whole } from './types.ts';

/** lake.investor: one row a filed project with an investor, and the company that it is. */
export const Investor = Type.Object({
  project_id: text('项目代码'),
  enterprise_id: text('填报标识', 'credit code, or hash of the name'),
  entity_id: text('企业标识', 'of the company that this filing belongs to'),
  name_key: text('名称键', 'as filed, in normal form'),
  load_id: text('批次'),
  source_sheet: text('来源表'),
  source_line: whole('来源行'),
});
export type Investor = Type.Static<typeof Investor>;
