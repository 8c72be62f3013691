/** Lists as Parquet, written by DuckDB from the lines of the NDJSON with the types of the columns. */
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { runBehind } from '../../../data/store/behind.ts';
import { literal } from '../../../data/store/index.ts';
import type { Table } from '../table.ts';
import { draft } from './draft.ts';
import { ndjson } from './lines.ts';

/** Whole tables are quicker at `/tables/<relation>.parquet`, where they are written once a snapshot. */
export const parquet = (table: Table): Promise<Readable> =>
  draft('rows.parquet', async (target, folder) => {
    const lines = join(folder, 'rows.ndjson');
    await pipeline(Readable.from(ndjson(table)), createWriteStream(lines));
    const types = table.columns.map((c) => `${literal(c.name)}: ${literal(c.type)}`).join(', ');
    await runBehind(
      ':memory:',
      `copy (select * from read_json(${literal(lines)}, format = 'newline_delimited', maximum_object_size = 67108864, columns = {${types}})) to ${literal(target)} (format parquet, compression zstd)`,
    );
  });
