/** What every reader hands on: a relation of unknown text cells with the line they stood in, and the rows it could not read at all. */
import type { Heading } from '../header.ts';

export type UnreadRow = { sheet: string; line: number; code: string; reason: string; text: string };

/** One table of a file: a sheet of a workbook, or the whole of any other file (`sheet` empty). */
export type StagedTable = {
  sheet: string;
  /** Column i of the table is `c<i>` of the relation. */
  headings: Heading[];
  /** First and last line of the header; 0 where the format names its fields itself. */
  header: [from: number, to: number];
};

export type Staged = {
  /** SQL for `from`: columns line (BIGINT, from 1), sheet (VARCHAR), c0 … cn (VARCHAR). May be read once only. */
  from: string;
  /** How many columns c0 … there are: the widest table. */
  width: number;
  tables: StagedTable[];
  /** Sheets that were left out, and why. */
  ignored: { sheet: string; why: string }[];
  encoding: string;
  /** Rows that never became cells; to be asked for after `from` has been read. */
  unread(): Promise<UnreadRow[]>;
  /** Lines of `from` are counted without the unread rows: those after one move down. */
  skipsUnread?: true;
  /** Drops temporary tables and files. */
  close(): Promise<void>;
};

/** A table whose format names its fields: no header lines, one heading a column. */
export const namedTable = (names: readonly string[]): StagedTable => ({
  sheet: '',
  headings: names.map((name) => ({ path: [name] })),
  header: [0, 0],
});
