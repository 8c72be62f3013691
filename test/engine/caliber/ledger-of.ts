/** Small ledgers for tests: events judged and loaded as a snapshot would hold them. */
import type { NewEvent } from '../../../data/schema/ledger.ts';
import { createLedger, Database } from '../../../data/store/index.ts';
import { append } from '../../../data/store/ledger.ts';
import { judgeEvents } from '../../../data/store/ledger-judge.ts';
import { buildKnown } from '../../../engine/caliber/index.ts';

export const DISTRICT = '500112';

/** A database with `ledger.event` and `ledger.known`. Every event must be sound. */
export async function ledgerOf(events: NewEvent[]): Promise<Database> {
  const { accepted, refused } = judgeEvents(
    events,
    { projects: new Map(), events: new Map() },
    { recordedAt: '2030-01-01T00:00:00.000Z' },
  );
  if (refused.length) throw new Error(`${refused[0]!.code}: ${refused[0]!.reason}`);
  const db = await Database.open();
  await createLedger(db);
  await append(db, accepted, 'ledger.event');
  await buildKnown(db);
  return db;
}

/** An event known on the day on which it happened, unless `more` says otherwise. */
export const happening = (
  kind: NewEvent['kind'],
  project_id: string,
  happened_on: string,
  more: Partial<NewEvent> = {},
): NewEvent => ({
  kind,
  project_id,
  happened_on,
  known_at: happened_on,
  actor: 'tester',
  source: 'test',
  ...more,
});

export const contract = (
  project_id: string,
  happened_on: string,
  amount_cny: number,
  more: Partial<NewEvent> = {},
): NewEvent =>
  happening('contract', project_id, happened_on, {
    amount_cny,
    district_id: DISTRICT,
    contract_class: 'formal',
    investor_origin: 'out_of_city',
    ...more,
  });

/** Contracts that add up to `total_cny`, the first `counts[kind]` of them with that event. */
export function cohortOf(
  size: number,
  signed_on: string,
  total_cny: number,
  counts: Partial<Record<NewEvent['kind'], number>>,
  event_on: string,
): NewEvent[] {
  const projects = Array.from({ length: size }, (_, i) => `P${String(i).padStart(5, '0')}`);
  return [
    ...projects.map((id) => contract(id, signed_on, total_cny / size)),
    ...Object.entries(counts).flatMap(([kind, count]) =>
      projects.slice(0, count).map((id) => happening(kind as NewEvent['kind'], id, event_on)),
    ),
  ];
}
