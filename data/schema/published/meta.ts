/** What a snapshot says of its own data. */
import Type, { type TObject } from 'typebox';
import { date, text, whole } from '../types.ts';

const DataAge = Type.Object({
  library: text('库'),
  loads: whole('批次数'),
  files: whole('文件数'),
  rows: whole('行数', 'accepted'),
  oldest_as_of: date('最早数据日期'),
  newest_as_of: date('最新数据日期'),
  behind_days: whole('落后天数', 'days behind the newest data of the store'),
});

export const metaTables = { 'meta.data_age': DataAge } as const satisfies Record<string, TObject>;
