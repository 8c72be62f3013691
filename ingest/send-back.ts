/** Rejects go home: the sender's own workbook with the cells coloured that need a look, and the reason in a column behind. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Database } from '../data/store/index.ts';
import { literal } from '../data/store/index.ts';
import { markWorkbook, type SheetMarks, writeWorkbook } from '../data/xlsx.ts';
import type { Library } from './library/declare.ts';
import { inChinese } from './reasons-zh.ts';
import { type Outcome, type Trial, type TrialOptions, tryFile } from './trial.ts';

/** One row that needs a look: columns from 0; none: the whole row. */
type Bad = { sheet: string; line: number; columns: number[]; reason: string };

export type SentBack = { bytes: Uint8Array; rejected: number; doubted: number };

const heading = '退回原因';

/**
 * An .xlsx comes back as it is, sheets, order and layout kept; of any other file the rows concerned with all their columns.
 * @throws AppError as ingestFile does
 */
export function sendBack(db: Database, library: Library, path: string, options: TrialOptions): Promise<SentBack> {
  return tryFile(db, library, path, options, async (trial, finish) => {
    const { rejects, doubted, rejected } = trial.judged ? await finish() : none;
    const bad = [...rejectedRows(rejects, trial, library), ...doubtedRows(doubted, trial, library)];
    const bytes =
      trial.staged.encoding === 'xlsx'
        ? await markWorkbook(readFileSync(path), marksOf(bad, trial), basename(path))
        : await asWorkbook(db, trial, bad, rejects);
    return { bytes, rejected, doubted: doubted.length };
  });
}

const none: Pick<Outcome, 'rejects' | 'doubted' | 'rejected'> = { rejects: [], doubted: [], rejected: 0 };

const columnsOf = (trial: Trial, sheet: string) => trial.tables.find((t) => t.sheet === sheet)?.columns ?? [];

/** A required field that is missing or cannot be read is a cell; everything else concerns the row. */
const rejectedRows = (rejects: Outcome['rejects'], trial: Trial, library: Library): Bad[] =>
  rejects.map((r) => {
    const columns = columnsOf(trial, r.source_sheet);
    const cells = columns.flatMap(({ field }, i) => {
      const title = field && library.fields[field]!.required ? library.fields[field]!.headers[0]! : null;
      return r.code === 'required_missing' && title && r.reason.startsWith(`${title} `) ? [i] : [];
    });
    return { sheet: r.source_sheet, line: r.source_line, columns: cells, reason: inChinese.reject(r.code, r.reason) };
  });

const doubtedRows = (doubted: Outcome['doubted'], trial: Trial, library: Library): Bad[] =>
  doubted.map(({ source_sheet: sheet, source_line: line, issues }) => {
    const columns = columnsOf(trial, sheet);
    const fields = issues.map((issue) => issue.slice(0, issue.indexOf(':')));
    return {
      sheet,
      line,
      columns: fields.flatMap((field) => columns.flatMap((c, i) => (c.field === field ? [i] : []))),
      reason: issues
        .map((issue, i) =>
          inChinese.issue(
            issue,
            columns.find((c) => c.field === fields[i])?.header ?? library.fields[fields[i]!]?.headers[0] ?? '',
          ),
        )
        .join('；'),
    };
  });

function marksOf(bad: readonly Bad[], trial: Trial): SheetMarks[] {
  return trial.staged.tables.map(({ sheet, header, headings }) => {
    const own = bad.filter((b) => b.sheet === sheet);
    return {
      sheet,
      cells: own.flatMap(({ line, columns }) =>
        (columns.length ? columns : headings.map((_, i) => i)).map((column) => ({ line: line - 1, column })),
      ),
      heading: { text: heading, line: header[1] - 1 },
      reasons: own.map(({ line, reason }) => ({ line: line - 1, text: reason })),
    };
  });
}

/** Line, reason and all cells of the rows concerned; a row that never became cells stands as one text. */
async function asWorkbook(
  db: Database,
  trial: Trial,
  bad: readonly Bad[],
  rejects: Outcome['rejects'],
): Promise<Uint8Array> {
  const texts = new Map(rejects.map((r) => [r.source_line, r.row_text]));
  const width = trial.staged.width;
  const wanted = bad.map((b) => b.line);
  const cells = new Map(
    wanted.length === 0
      ? []
      : (
          await db.rows<Record<string, unknown>>(
            `select * from ${trial.cells} where line in (select unnest(from_json(${literal(JSON.stringify(wanted))}, '["bigint"]')))`,
          )
        ).map((row) => [row.line as number, Array.from({ length: width }, (_, i) => row[`c${i}`])]),
  );
  const sorted = bad.toSorted((a, b) => a.line - b.line);
  const headers = columnsOf(trial, '').map((c) => c.header);
  return writeWorkbook([
    {
      name: '退回',
      header: [['原行号', ...headers, heading]],
      rows: sorted.map(({ line, reason }) => [
        line,
        ...(cells.get(line) ?? [texts.get(line), ...Array.from({ length: width - 1 }, () => '')]),
        reason,
      ]),
      marks: sorted.flatMap(({ columns }, row) =>
        (columns.length ? columns : headers.map((_, i) => i)).map((column) => ({ row, column: column + 1 })),
      ),
    },
  ]);
}
