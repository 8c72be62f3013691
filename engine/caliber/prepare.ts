/** Makes a database ready for calibers: `ledger.known` once a build, the macros once a connection. */
import { readFileSync } from 'node:fs';
import { kindWords } from '../../data/schema/ledger.ts';
import type { Database } from '../../data/store/index.ts';

const read = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8');

const filed = read('filed.sql');
const asked = read('asked.sql');
const known = read('known.sql');
const macros = read('macros.sql');

/** The statements of this folder that a build runs: part of what a snapshot was made from. */
export const buildStatements = filed + asked + known;

/**
 * Adds what files tell of (`lake.projects`, `lake.events`, `lake.evaluations`, `lake.tasks`) to `ledger.event`, with the actor `file`. For the builder of a
 * snapshot, between copyLedger and buildKnown, which lets an entry in the ledger speak for the file that told the same.
 */
export async function addFiled(db: Database): Promise<void> {
  await db.run(`insert into ledger.event by name ${filed}`, { words: JSON.stringify(kindWords()) });
  await db.run(`insert into ledger.event by name ${asked}`);
}

/** Builds `ledger.known` from `ledger.event`. For the builder of a snapshot, after copyLedger. */
export async function buildKnown(db: Database): Promise<void> {
  await db.run(known);
}

/** Loads the macros into the connection; needs `ledger.known`. Works on a sealed, read-only connection. */
export async function prepareCaliber(db: Database): Promise<void> {
  await db.once(macros);
}
