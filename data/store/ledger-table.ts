/** Typed append-only tables of the ledger: append with optimistic concurrency and idempotency, read live. */
import { createHash } from 'node:crypto';
import type { TObject } from 'typebox';
import { AppError } from '../errors.ts';
import { check } from '../schema/check.ts';
import { columnsOf } from '../schema/columns.ts';
import {
  type LedgerRow,
  type LedgerTable,
  ledgerTables,
  type StoredRow,
  storedRecord,
} from '../schema/ledger-tables.ts';
import type { Database, Parameter } from './database.ts';
import { readingLedger, writingLedger } from './ledger-file.ts';
import { quote } from './sql-text.ts';
import { insertText } from './table.ts';

/** Rows whose columns equal these values; nothing = all rows. */
export type Where<T extends LedgerTable> = { [column in keyof StoredRow<T>]?: Parameter };

export type AppendRowsOptions<T extends LedgerTable> = {
  /** Refuse unless this is the last sequence among the rows of `where` (0 = there is none yet): nobody wrote since we looked. */
  expected?: { where: Where<T>; sequence: number };
  /** Idempotency key: the same key with the same rows returns what was recorded then and records nothing. */
  once?: string;
};

/** `repeated`: these rows were on record already under the same key. */
export type AppendedRows<T extends LedgerTable> = { rows: StoredRow<T>[]; repeated: boolean };

/**
 * Appends rows to a table of data/schema/ledger-tables.ts: all or none, durable when the promise resolves.
 * @throws AppError ledger_row_invalid for a row that does not fit its record, ledger_conflict when `expected` is not the
 * case, once_reused for a key that came with other rows before, store_locked
 */
export const appendRows = <T extends LedgerTable>(
  store: string,
  table: T,
  rows: readonly LedgerRow<T>[],
  options: AppendRowsOptions<T> = {},
): Promise<AppendedRows<T>> => writingLedger(store, (db) => addRows(db, table, rows, options));

/** The same within a transaction of `writingLedger`, for work that reads, judges and writes to several tables at once. */
export async function addRows<T extends LedgerTable>(
  db: Database,
  table: T,
  rows: readonly LedgerRow<T>[],
  options: AppendRowsOptions<T> = {},
): Promise<AppendedRows<T>> {
  const record: TObject = ledgerTables[table];
  for (const [at, row] of rows.entries()) checkRow(table, record, row, at);
  const once_hash = options.once === undefined ? null : hashOf(rows);
  if (options.once !== undefined) {
    const earlier = await selectRows(db, table, { once: options.once } as Where<T>);
    if (earlier.some((row) => row.once_hash !== once_hash))
      throw new AppError(
        'once_reused',
        `the key «${options.once}» came before with other rows for ${table}`,
        'give every new entry a key of its own',
      );
    if (earlier.length) return { rows: earlier, repeated: true };
  }
  if (options.expected) await expect(db, table, options.expected);
  const last = await lastSequence(db, table);
  const recorded_at = new Date().toISOString();
  const stored = rows.map(
    (row, at) =>
      ({ ...row, sequence: last + at + 1, recorded_at, once: options.once ?? null, once_hash }) as StoredRow<T>,
  );
  await insertText(db, `ledger.${table}`, storedRecord(record), stored as Record<string, unknown>[]);
  return { rows: stored, repeated: false };
}

/** The rows of a table as of now, in order of sequence. `after`: only later ones. */
export const readRows = <T extends LedgerTable>(
  store: string,
  table: T,
  where: Where<T> = {},
  after = 0,
): Promise<StoredRow<T>[]> => readingLedger(store, (db) => selectRows(db, table, where, after));

/** The same on an open ledger or a snapshot. */
export function selectRows<T extends LedgerTable>(
  db: Database,
  table: T,
  where: Where<T> = {},
  after = 0,
): Promise<StoredRow<T>[]> {
  const { condition, parameters } = conditionOf(where);
  const list = columnsOf(storedRecord(ledgerTables[table])).map((c) =>
    c.type === 'TIMESTAMP' ? `strftime(${quote(c.name)}, '%Y-%m-%dT%H:%M:%S.%gZ') as ${quote(c.name)}` : quote(c.name),
  );
  return db.rows<StoredRow<T>>(
    `select ${list.join(', ')} from ledger.${quote(table)} as t where ${condition} and t.sequence > $after order by t.sequence`,
    { ...parameters, after },
  );
}

/** The last sequence among the rows of `where`; 0 without any. Hand it to `expected` when you write what you decided on them. */
export async function lastSequence<T extends LedgerTable>(
  db: Database,
  table: T,
  where: Where<T> = {},
): Promise<number> {
  const { condition, parameters } = conditionOf(where);
  const { last } = await db.one<{ last: number }>(
    `select coalesce(max(sequence), 0) as last from ledger.${quote(table)} as t where ${condition}`,
    parameters,
  );
  return last;
}

async function expect<T extends LedgerTable>(
  db: Database,
  table: T,
  { where, sequence }: NonNullable<AppendRowsOptions<T>['expected']>,
): Promise<void> {
  const last = await lastSequence(db, table, where);
  if (last !== sequence)
    throw new AppError(
      'ledger_conflict',
      `${table} was written to since: its last row is ${last}, not ${sequence}`,
      'read it again, then decide and send again',
    );
}

const conditionOf = (where: Record<string, Parameter | undefined>) => {
  const given = Object.entries(where).filter(([, value]) => value !== undefined) as [string, Parameter][];
  return {
    condition: ['true', ...given.map(([column], at) => `t.${quote(column)} is not distinct from $w${at}`)].join(
      ' and ',
    ),
    parameters: Object.fromEntries(given.map(([, value], at) => [`w${at}`, value])),
  };
};

function checkRow(table: string, record: TObject, row: Record<string, unknown>, at: number): void {
  const strange = Object.keys(row).filter((column) => !(column in record.properties));
  if (strange.length)
    throw new AppError(
      'ledger_row_invalid',
      `${table} row ${at + 1}: unknown field ${strange.join(', ')}`,
      'compare it with its record in data/schema/ledger',
    );
  check(record, row, 'ledger_row_invalid', `${table} row ${at + 1}`);
}

const hashOf = (rows: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(rows.map(sorted))).digest('hex').slice(0, 24); // biome-ignore format: one thought

const sorted = (row: unknown): unknown => Object.entries(row as object).toSorted(([a], [b]) => (a < b ? -1 : 1));
