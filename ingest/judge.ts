/** The statement that turns unknown cells into a judged table: cleaned, derived, with the reason where a row must go back. */
import { columnsOf } from '../data/schema/columns.ts';
import { literal } from '../data/store/index.ts';
import { cellsOf, cleanSteps, type UnderstoodTable } from './clean-steps.ts';
import type { Library } from './library/declare.ts';
import type { Staged } from './read/staged.ts';
import { issuesSql, periodsSql, Verdict } from './reasons.ts';

/** Columns that a judged table has beside the record's own. */
export const judgement = ['reject_code', 'reject_reason', 'row_text'] as const;

export function judgeSql(
  target: string,
  staged: Staged,
  library: Library,
  tables: readonly UnderstoodTable[],
  load: { file: string; asOf: string; loadId: string },
): string {
  const all = cellsOf(staged);
  const fields = Object.entries(library.fields);
  const columns = columnsOf(library.record).filter((c) => c.name !== 'issues' && c.name !== 'periods');
  const lineage: Record<string, string> = {
    as_of: `date ${literal(load.asOf)}`,
    source_file: literal(load.file),
    source_sheet: 'source_sheet',
    source_line: 'source_line',
    load_id: literal(load.loadId),
    row_hash: 'row_hash',
  };
  const verdict = new Verdict(library, fields, staged.width);
  const steps = cleanSteps(staged, library, tables, load.asOf).only([
    ...columns.map(
      (c) => `try_cast(${library.derived[c.name] ?? lineage[c.name] ?? c.name} as ${c.type}) as ${c.name}`,
    ),
    `${periodsSql(fields)} as periods`,
    `${issuesSql(fields, library.doubts)} as issues`,
    `${verdict.number} as reject_number`,
    ...fields.flatMap(([name]) => [`raw_${name}`, `text_${name}`]),
    ...all,
  ]);
  return `create or replace temp table ${target} as ${steps.select([
    ...columns.map((c) => c.name),
    'periods',
    'issues',
    `${verdict.code} as reject_code`,
    `${verdict.reason} as reject_reason`,
    `case when reject_number is not null then concat_ws(',', ${quoted(library, all)
      .map((c) => `left(${c}, 200)`)
      .join(', ')}) end as row_text`,
  ])}`;
}

/** The cells that a rejected row shows: all, or those that may be shown. */
const quoted = ({ quotable }: Library, all: string[]): string[] =>
  quotable ? ["''", ...quotable.map((field) => `raw_${field}`)] : all;
