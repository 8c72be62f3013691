/** What a file would become if it were loaded: how each column was understood, what would go back, nothing written. */
import Type from 'typebox';
import { Reject } from './load.ts';

const Nullable = (description: string) => Type.Union([Type.String(), Type.Null()], { description });

export const PreviewColumn = Type.Object({
  sheet: Type.String(),
  header: Type.String({ description: 'path of merged headings, joined with /' }),
  field: Nullable('field of the library; null: left out'),
  title: Nullable('the field in Chinese'),
  cleaner: Nullable('how cells are read'),
  unit: Type.String({ description: 'unit that bare figures take; empty: none' }),
  why: Type.String({
    description: 'why the column is left out: no_field, no_heading, field_taken, left_out; empty: it is not',
  }),
  filled: Type.Integer({ description: 'cells that say something' }),
  readable: Type.Union([Type.Number(), Type.Null()], { description: 'share of those that could be read, 0 to 1' }),
  samples: Type.Array(Type.Object({ text: Type.String(), value: Nullable('as it is understood') })),
  suggestions: Type.Array(Type.Object({ field: Type.String(), title: Type.String(), similarity: Type.Number() }), {
    description: 'fields with a similar heading, most similar first',
  }),
});
export type PreviewColumn = Type.Static<typeof PreviewColumn>;

export const Preview = Type.Object({
  library: Type.String(),
  file: Type.String(),
  encoding: Type.String(),
  tables: Type.Array(
    Type.Object({ sheet: Type.String(), header_from: Type.Integer(), header_to: Type.Integer(), rows: Type.Integer() }),
  ),
  ignored: Type.Array(Type.Object({ sheet: Type.String(), why: Type.String() })),
  columns: Type.Array(PreviewColumn),
  missing: Type.Array(Type.Object({ field: Type.String(), title: Type.String() }), {
    description: 'required fields without a column: the file cannot be loaded before they have one',
  }),
  fields: Type.Array(Type.Object({ field: Type.String(), title: Type.String(), required: Type.Boolean() })),
  rows_in: Type.Integer(),
  accepted: Type.Integer(),
  rejected: Type.Integer(),
  rejected_by: Type.Record(Type.String(), Type.Integer()),
  issues_by: Type.Record(Type.String(), Type.Integer()),
  rejects: Type.Array(
    Type.Object({ ...Reject.properties, reason_zh: Type.String({ description: 'the reason in Chinese' }) }),
    { description: 'the first of them' },
  ),
});
export type Preview = Type.Static<typeof Preview>;
