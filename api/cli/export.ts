/** `yuzhao export`: a published table as Parquet, CSV (with BOM for Excel) or xlsx. */
import { createReadStream, createWriteStream, rmSync, writeFileSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../data/errors.ts';
import { columnsOf } from '../../data/schema/columns.ts';
import { published } from '../../data/schema/published.ts';
import { currentSnapshot, Database, literal, quote } from '../../data/store/index.ts';
import { writeWorkbook } from '../../data/xlsx.ts';
import { count } from './progress.ts';

/** Excel's own limit, less the header. */
const sheetRows = 1_048_575;

/** @throws AppError relation_not_found, option_invalid, snapshot_missing */
export async function exportCommand(
  relation: string,
  file: string,
  { store, json }: { store: string; json: boolean },
): Promise<void> {
  const record = (published as Record<string, (typeof published)[keyof typeof published]>)[relation];
  if (!record)
    throw new AppError(
      'relation_not_found',
      `there is no table «${relation}»`,
      `name one of ${Object.keys(published).join(', ')}`,
    );
  const snapshot = currentSnapshot(store);
  if (!snapshot)
    throw new AppError('snapshot_missing', 'this store has no snapshot yet', 'run «yuzhao build» first', {
      file: store,
    });
  const db = await Database.open(snapshot.path, { readOnly: true });
  const table = quote(relation);
  const { rows } = await db.one<{ rows: number }>(`select count(*) as rows from ${table}`);
  if (file.endsWith('.parquet')) await db.run(`copy ${table} to ${literal(file)} (format parquet)`);
  else if (file.endsWith('.csv')) await writeCsv(db, relation, file);
  else if (file.endsWith('.xlsx')) {
    if (rows > sheetRows)
      throw new AppError(
        'option_invalid',
        `${relation} has ${count(rows)} rows, a sheet holds ${count(sheetRows)}`,
        'export to .parquet or .csv',
        { file },
      );
    const columns = columnsOf(record);
    const body = await db.rows<Record<string, unknown>>(`select * from ${table}`);
    writeFileSync(
      file,
      await writeWorkbook([
        {
          name: relation,
          header: [columns.map((c) => c.title)],
          rows: body.map((row) => columns.map((c) => row[c.name])),
        },
      ]),
    );
  } else
    throw new AppError('option_invalid', `«${file}» has no known ending`, 'end it in .parquet, .csv or .xlsx', {
      file,
    });
  db.closeAll();
  process.stdout.write(
    json
      ? `${JSON.stringify({ relation, file, rows, snapshot: snapshot.id })}\n`
      : `✓ ${relation}: ${count(rows)} rows → ${file} (snapshot ${snapshot.id})\n`,
  );
}

/** DuckDB writes no byte order mark, without which Excel takes Chinese for another encoding. */
async function writeCsv(db: Database, relation: string, file: string): Promise<void> {
  const draft = `${file}.draft`;
  await db.run(`copy ${quote(relation)} to ${literal(draft)} (format csv, header)`);
  writeFileSync(file, '\ufeff');
  await pipeline(createReadStream(draft), createWriteStream(file, { flags: 'a' }));
  rmSync(draft);
}
