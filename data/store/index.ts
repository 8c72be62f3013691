/** The store: what every room may use of it. */
export type { Batch } from './chunks.ts';
export {
  type Appender,
  Database,
  type Parameter,
  type Row,
} from './database.ts';
export { currentDerived, derivedFile, removeDerived, replaceDerived } from './derived.ts';
export { type Entry, Journal, type Verified } from './journal.ts';
export { commitLoad, contentHash, draftFolder, loadPath, loadsOf, nextSequence, sync, withLoadLock } from './lake.ts';
export { type AppendOptions, addEvents, appendEvents, readEventsAsOf } from './ledger.ts';
export {
  copyLedger,
  createLedger,
  type FrozenLedger,
  freezeLedger,
  nobodyWrote,
  readingLedger,
  writingLedger,
} from './ledger-file.ts';
export { addRows, appendRows, lastSequence, readRows, selectRows } from './ledger-table.ts';
export { withWriteLock } from './lock.ts';
export { isMarked, markIds } from './marks.ts';
export type { OpenOptions } from './settings.ts';
export {
  buildSnapshot,
  currentSnapshot,
  type Draft,
  openDraft,
  openSnapshot,
  pruneSnapshots,
  type Snapshot,
  snapshotOf,
  tableFile,
} from './snapshot.ts';
export { literal, quote } from './sql-text.ts';
export { createSchemas, createTable, insertRows } from './table.ts';
export { isSet, kindOf, numbersAt, textAt, textsOf, type VectorBatch, type VectorColumn } from './vectors.ts';
export { columnOf } from './vectors-of-values.ts';
