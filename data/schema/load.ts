/** The manifest of one load, and a rejected row. */
import Type from 'typebox';

/** One file that went through the door: what came in and what became of it. rows_in = accepted + rejected. */
export const Load = Type.Object({
  load_id: Type.String({ pattern: '^[0-9a-f]{16}$', description: 'content hash of library and file' }),
  sequence: Type.Integer({ description: 'order of loads in this store, from 1' }),
  library: Type.String(),
  file: Type.String({ description: 'name as sent' }),
  bytes: Type.Integer(),
  encoding: Type.String(),
  as_of: Type.String({ format: 'date' }),
  loaded_at: Type.String({ format: 'date-time' }),
  loaded_by: Type.String(),
  rows_in: Type.Integer(),
  accepted: Type.Integer(),
  rejected: Type.Integer(),
  rejected_by: Type.Record(Type.String(), Type.Integer(), { description: 'reject code → rows' }),
  issues_by: Type.Record(Type.String(), Type.Integer(), { description: 'field → cells that could not be read' }),
  columns: Type.Array(
    Type.Object({ header: Type.String(), field: Type.Union([Type.String(), Type.Null()]), unit: Type.String() }),
  ),
  corrections: Type.Optional(
    Type.Record(Type.String(), Type.Union([Type.String(), Type.Null()]), {
      description: 'heading → field (null: left out), as the sender corrected it',
    }),
  ),
  content: Type.Optional(Type.String({ description: 'hash of the file alone' })),
  supersedes: Type.Optional(Type.String({ description: 'load of the same file before its columns were corrected' })),
});
export type Load = Type.Static<typeof Load>;

/** One row that was not accepted, with the reason in words a sender can act on. */
export const Reject = Type.Object({
  source_file: Type.String({ title: '来源文件' }),
  source_sheet: Type.String({ title: '来源表' }),
  source_line: Type.Integer({ title: '来源行' }),
  code: Type.String({ title: '代码' }),
  reason: Type.String({ title: '原因' }),
  row_text: Type.String({ title: '原文' }),
});
export type Reject = Type.Static<typeof Reject>;
