/** Makes a database ready for calibers: `ledger.known` once a build, the macros once a connection. */
import { readFileSync } from 'node:fs';
import type { Database } from '../../data/store/index.ts';

const read = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8');

const known = read('known.sql');
const macros = read('macros.sql');

/** Builds `ledger.known` from `ledger.event`. For the builder of a snapshot, after copyLedger. */
export async function buildKnown(db: Database): Promise<void> {
  await db.run(known);
}

const ready = new WeakSet<Database>();

/** Loads the macros into the connection; needs `ledger.known`. Works on a sealed, read-only connection. */
export async function prepareCaliber(db: Database): Promise<void> {
  if (ready.has(db)) return;
  await db.run(macros);
  ready.add(db);
}
