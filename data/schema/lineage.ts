/** Where an accepted row came from: the last columns of every library record. */
import { date, text, texts, whole } from './types.ts';

export const lineage = {
  as_of: date('数据日期', 'the day for which the sender vouches'),
  source_file: text('来源文件', 'file name as sent'),
  source_sheet: text('来源表', 'sheet name, empty for files without sheets'),
  source_line: whole('来源行', 'line in the file or row in the sheet, from 1'),
  load_id: text('批次', 'content hash of the load'),
  row_hash: whole('行指纹', 'hash of all cells as sent: equal rows in two loads have equal hashes'),
  periods: texts(
    '期间日期',
    'dates whose cell named a period and not a day, as field:year|half|quarter|month: what happened stands on its first day, what was promised on its last',
  ),
  issues: texts('存疑', 'cells that could not be read as they should: field, text, reason'),
};
