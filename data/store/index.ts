/** The store: what every room may use of it. */
export {
  type Appender,
  type Batch,
  Database,
  literal,
  type OpenOptions,
  type Parameter,
  quote,
  type Row,
} from './database.ts';
export { commitLoad, contentHash, draftFolder, loadPath, loadsOf, sync } from './lake.ts';
export { copyLedger, ledgerPath } from './ledger.ts';
export { withWriteLock } from './lock.ts';
export { buildSnapshot, currentSnapshot, openSnapshot, pruneSnapshots, type Snapshot } from './snapshot.ts';
export { createTable, insertRows } from './table.ts';
