/** Lists as Parquet, written by DuckDB from the lines of the NDJSON with the types of the columns. */
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Database, literal } from '../../../data/store/index.ts';
import type { Table } from '../table.ts';
import { ndjson } from './text.ts';

/** Whole tables are quicker at `/tables/<relation>.parquet`, where they are written once a snapshot. */
export async function parquet(table: Table): Promise<Readable> {
  const folder = mkdtempSync(join(tmpdir(), 'yuzhao-parquet-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const [lines, target] = [join(folder, 'rows.ndjson'), join(folder, 'rows.parquet')];
    await pipeline(Readable.from(ndjson(table)), createWriteStream(lines));
    const db = await Database.open();
    try {
      const types = table.columns.map((c) => `${literal(c.name)}: ${literal(c.type)}`).join(', ');
      await db.run(
        `copy (select * from read_json(${literal(lines)}, format = 'newline_delimited', maximum_object_size = 67108864, columns = {${types}})) to ${literal(target)} (format parquet, compression zstd)`,
      );
    } finally {
      db.closeAll();
    }
    return createReadStream(target).once('close', remove);
  } catch (error) {
    remove();
    throw error;
  }
}
