/** Chooses the reader by what the file is. */
import { statSync } from 'node:fs';
import { AppError } from '../../data/errors.ts';
import type { Database } from '../../data/store/index.ts';
import { stageDocument } from '../document/stage.ts';
import type { Corrections } from '../header.ts';
import type { Library } from '../library/declare.ts';
import { stageCsv } from './csv.ts';
import type { Staged } from './staged.ts';
import { stageJson, stageParquet } from './structured.ts';
import { stageWorkbook } from './workbook.ts';

/** @throws AppError file_not_found, file_empty */
export function requireFile(path: string): void {
  const file = statSync(path, { throwIfNoEntry: false });
  if (!file?.isFile()) throw new AppError('file_not_found', 'there is no such file', 'check the path', { file: path });
  if (file.size === 0)
    throw new AppError('file_empty', 'the file has 0 bytes', 'export it again from its source', { file: path });
}

/**
 * @param key makes temporary names unique within the session
 * @param draft folder for temporary files
 * @param corrections which heading is which field, where the sender knows better
 */
export async function stage(
  db: Database,
  library: Library,
  path: string,
  key: string,
  draft: string,
  corrections: Corrections = {},
): Promise<Staged> {
  if (library.documents) return stageDocument(db, path, key);
  const name = path.toLowerCase().replace(/\.gz$/, '');
  if (name.endsWith('.xlsx') || name.endsWith('.xlsm')) return stageWorkbook(db, library, path, key, corrections);
  if (name.endsWith('.parquet')) return stageParquet(db, path);
  if (name.endsWith('.jsonl') || name.endsWith('.ndjson')) return stageJson(db, path, key);
  if (name.endsWith('.csv') || name.endsWith('.tsv') || name.endsWith('.txt'))
    return stageCsv(db, library, path, key, draft, corrections);
  throw new AppError(
    'file_format',
    'this kind of file is not read here',
    'send .xlsx, .csv, .csv.gz, .jsonl or .parquet (save an old .xls as .xlsx)',
    { file: path },
  );
}
