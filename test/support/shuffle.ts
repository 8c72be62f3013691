/** The same file with its rows in another order: what a colleague's sort of the list does. */
import { readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Rng } from '../../data/demo/rng.ts';
import type { LibraryId } from '../../data/schema/library.ts';
import type { Database } from '../../data/store/index.ts';
import { readWorkbook, type SheetIn, writeWorkbook, type XlsxCell } from '../../data/xlsx.ts';
import { declared, previewFile } from '../../ingest/index.ts';

/** Writes the file anew, in its own order (`seed` null) or in another. Header, title and cells stay. */
export async function rewriteRows(
  db: Database,
  library: LibraryId,
  from: string,
  to: string,
  seed: string | null,
): Promise<void> {
  const order = <T>(rows: T[]): T[] => (seed === null ? rows : shuffled(new Rng(seed), rows));
  if (!from.endsWith('.xlsx')) {
    const packed = from.endsWith('.gz');
    const text = (packed ? gunzipSync(readFileSync(from)) : readFileSync(from)).toString('latin1'); // bytes as they are, also of GBK
    const [header, ...lines] = text.split('\n').filter((line) => line !== '');
    const bytes = Buffer.from(`${[header!, ...order(lines)].join('\n')}\n`, 'latin1');
    writeFileSync(to, packed ? gzipSync(bytes) : bytes);
    return;
  }
  const { tables } = await previewFile(db, declared[library], from, { asOf: '2026-06-30', corrections: {} });
  const sheets = await readWorkbook(readFileSync(from));
  writeFileSync(
    to,
    await writeWorkbook(
      tables.map(({ sheet, header_from, header_to }) => {
        const read = sheets.find((s) => s.sheet === sheet)!;
        return {
          name: sheet,
          title: read.rows.filter((r) => r.line < header_from).map((r) => String(r.cells[0] ?? '')),
          header: headerOf(read, header_from, header_to),
          rows: order(read.rows.filter((r) => r.line > header_to).map((r) => r.cells)),
        };
      }),
    ),
  );
}

/** Lines of a header with every merged cell spelled out, as a writer of workbooks wants them. */
function headerOf({ rows, merges }: SheetIn, from: number, to: number): string[][] {
  const width = Math.max(...rows.filter((r) => r.line >= from && r.line <= to).map((r) => r.cells.length));
  const cell = (line: number, column: number): XlsxCell => rows.find((r) => r.line === line)?.cells[column] ?? null;
  return Array.from({ length: to - from + 1 }, (_, i) =>
    Array.from({ length: width }, (_, column) => {
      const line = from + i;
      const merge = merges.find(
        (m) => m.startRow < line && line <= m.endRow + 1 && m.startCol <= column && column <= m.endCol,
      );
      return String((merge ? cell(merge.startRow + 1, merge.startCol) : cell(line, column)) ?? '');
    }),
  );
}

function shuffled<T>(rng: Rng, rows: readonly T[]): T[] {
  const mixed = [...rows];
  for (let i = mixed.length - 1; i > 0; i--) {
    const j = rng.int(0, i);
    [mixed[i], mixed[j]] = [mixed[j]!, mixed[i]!];
  }
  return mixed;
}
