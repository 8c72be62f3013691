/** What every reader hands on: a relation of unknown text cells with the line they stood in, and the rows it could not read at all. */
export type UnreadRow = { sheet: string; line: number; code: string; reason: string; text: string };

export type Staged = {
  /** SQL for `from`: columns line (BIGINT, from 1), sheet (VARCHAR), c0 … cn (VARCHAR). May be read once only. */
  from: string;
  headers: string[];
  encoding: string;
  /** Rows that never became cells; to be asked for after `from` has been read. */
  unread(): Promise<UnreadRow[]>;
  /** Drops temporary tables and files. */
  close(): Promise<void>;
};
