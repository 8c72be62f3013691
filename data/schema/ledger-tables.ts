/**
 * The append-only tables of the ledger beside `event`: what people do through the platform. One record a table, declared
 * in `ledger/<part>.ts`; nothing is updated in place, a later row of the same key speaks instead of an earlier one.
 * The store adds the columns of `Stored` to each.
 */
import Type, { type TObject } from 'typebox';
import { exitTables } from './ledger/exit.ts';
import { firstTalkTables } from './ledger/first-talk.ts';
import { identityTables } from './ledger/identity.ts';
import { outcomeTables } from './ledger/outcome.ts';
import { panelTables } from './ledger/panel.ts';
import { policyLedgerTables } from './ledger/policy.ts';
import { reviewTables } from './ledger/review.ts';
import { shortlistTables } from './ledger/shortlist.ts';
import { instant, maybe, text, whole } from './types.ts';

export const ledgerTables = {
  ...identityTables,
  ...firstTalkTables,
  ...exitTables,
  ...policyLedgerTables,
  ...panelTables,
  ...outcomeTables,
  ...reviewTables,
  ...shortlistTables,
} as const satisfies Record<string, TObject>;
export type LedgerTable = keyof typeof ledgerTables;

/** A row as it is handed in. */
export type LedgerRow<T extends LedgerTable> = Type.Static<(typeof ledgerTables)[T]>;

/** What the store adds to every row. */
export const Stored = Type.Object({
  sequence: whole('序号', 'from 1 within the table, in the order of recording'),
  recorded_at: instant('入账时间', 'UTC'),
  once: maybe(text('幂等键', 'a second append with the same key records nothing')),
  once_hash: maybe(text('幂等内容指纹', 'of the rows that were sent with the key')),
});
export type Stored = Type.Static<typeof Stored>;
export type StoredRow<T extends LedgerTable> = LedgerRow<T> & Stored;

/** All columns of a table on disk. */
export const storedRecord = (record: TObject): TObject => Type.Object({ ...Stored.properties, ...record.properties });
