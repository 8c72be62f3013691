/** How a database is opened, in DuckDB's words. */
import { literal } from './sql-text.ts';

export type OpenOptions = {
  /** Open without a writer; the file must exist. */
  readOnly?: boolean;
  /** Forbid the file system and any further configuration: for connections that serve requests. */
  sealed?: boolean;
  /** For example `2GB`. Default: 2 GB. */
  memory?: string;
  threads?: number;
  /** A file in the making, which is thrown away after a crash: no log of its changes is written beside it. */
  draft?: boolean;
};

/** @param temporary folder for what does not fit into memory; default: beside the file */
export const settingsOf = ({ readOnly, memory, threads }: OpenOptions, temporary?: string): Record<string, string> => ({
  access_mode: readOnly ? 'READ_ONLY' : 'AUTOMATIC',
  memory_limit: memory ?? '2GB',
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  ...(threads ? { threads: String(threads) } : {}),
  ...(temporary ? { temp_directory: temporary } : {}),
});

/** How much it holds may still be said, for `Database.leave`. */
export const seal = `set enable_external_access = false; set allowed_configs = ['memory_limit']; set lock_configuration = true`;

/** Only a database that is attached to another one can do without a log. */
export const attachDraft = (path: string): string => `attach ${literal(path)} as draft (recovery_mode no_wal_writes)`;
/** For every connection that works on it. */
export const useDraft = 'use draft';
