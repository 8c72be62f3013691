/** A figure as known on a day is history: whatever is learned, corrected or retracted later, it stays what it was. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { EventKind, LedgerEvent, NewEvent } from '../../../data/schema/ledger.ts';
import { readMetrics } from '../../../data/schema/metric.ts';
import { createLedger, Database } from '../../../data/store/index.ts';
import { append } from '../../../data/store/ledger.ts';
import { judgeEvents, type Known } from '../../../data/store/ledger-judge.ts';
import { buildKnown, computeMetric } from '../../../engine/caliber/index.ts';

const dayOf = (n: number): string => new Date(Date.UTC(2020, 0, 1 + n)).toISOString().slice(0, 10);
const day = fc.integer({ min: 0, max: 900 });
const money = fc.integer({ min: 1, max: 400 }).map((n) => n * 1e6);
const district = fc.constantFrom('500112', '500105', '500101');
/** What metrics read. */
const lives: EventKind[] = ['registration', 'land', 'permit', 'start', 'arrival', 'instalment', 'production', 'capacity', 'tax', 'contract_revision', 'termination', 'transfer']; // biome-ignore format: a list

/** Things said of one of eight projects, by a file or a person, up to 200 days after they happened. */
const said = fc.record({
  kind: fc.constantFrom<EventKind>(...lives),
  project: fc.integer({ min: 0, max: 7 }),
  happened: day,
  delay: fc.nat({ max: 200 }),
  amount_cny: money,
  district,
  evidence_grade: fc.constantFrom('A' as const, 'B' as const, 'C' as const, 'D' as const, null),
  actor: fc.constantFrom('file', 'officer'),
});
const signed = fc.record({ signed: fc.integer({ min: 0, max: 300 }), delay: fc.nat({ max: 200 }), amount_cny: money, district, formal: fc.boolean() }); // biome-ignore format: one record
/** Later words on earlier events: which (by position), how much later, taken away or put right. */
const second = fc.record({ which: fc.nat({ max: 40 }), later: fc.integer({ min: 1, max: 300 }), retracts: fc.boolean(), amount_cny: money }); // biome-ignore format: one record

const event = (
  kind: EventKind,
  project: number,
  happened: number,
  known: number,
  more: Partial<NewEvent>,
): NewEvent => ({
  kind,
  project_id: `P${project}`,
  happened_on: dayOf(happened),
  known_at: dayOf(known),
  actor: 'officer',
  source: 'test',
  ...more,
});

const history = fc
  .record({
    contracts: fc.array(signed, { minLength: 8, maxLength: 8 }),
    told: fc.array(said, { minLength: 20, maxLength: 60 }),
    corrections: fc.array(second, { minLength: 5, maxLength: 15 }),
    targets: fc.array(fc.record({ district, amount_cny: money, known: day }), { maxLength: 4 }),
  })
  .map(({ contracts, told, corrections, targets }): LedgerEvent[] => {
    const known: Known = { projects: new Map(), events: new Map() };
    const judge = (events: NewEvent[]) =>
      judgeEvents(events, known, { recordedAt: '2030-01-01T00:00:00.000Z' }).accepted;
    const first = judge([
      ...contracts.map((c, i) =>
        event('contract', i, c.signed, c.signed + c.delay, {
          amount_cny: c.amount_cny,
          district_id: c.district,
          contract_class: c.formal ? 'formal' : 'framework',
          agreed_start_on: dayOf(c.signed + 120),
          agreed_production_on: dayOf(c.signed + 300),
          agreed_tax_y1_cny: 1e6,
        }),
      ),
      ...told.map((s) =>
        event(s.kind, s.project, s.happened, s.happened + s.delay, {
          amount_cny: s.amount_cny,
          evidence_grade: s.evidence_grade,
          actor: s.actor,
          ...(s.kind === 'transfer' ? { district_id: s.district } : {}),
        }),
      ),
      ...targets.map(({ district, amount_cny, known }) => ({
        ...event('task', 0, 0, known, { amount_cny, district_id: district }),
        project_id: null,
        happened_on: dayOf(366),
      })),
    ]);
    const again = corrections.flatMap(({ which, later, retracts, amount_cny }) => {
      const target = first[which % first.length]!;
      const known_at = new Date(Date.parse(target.known_at) + later * 86_400_000).toISOString();
      const { event_id, recorded_at: _, ...rest } = target;
      return judge([
        retracts
          ? { kind: 'retraction', project_id: target.project_id, happened_on: target.happened_on, known_at, actor: 'officer', source: 'test', corrects: event_id }
          : { ...rest, known_at, amount_cny, corrects: event_id, actor: 'officer' },
      ]); // biome-ignore format: one event
    });
    return [...first, ...again];
  });

async function figuresOf(events: readonly LedgerEvent[], as_known_at: string): Promise<unknown[]> {
  const db = await Database.open();
  try {
    await createLedger(db);
    await append(db, events, 'ledger.event');
    await buildKnown(db);
    const figures: unknown[] = [];
    for (const metric of readMetrics().values())
      for (const by of ['all', 'district'] as const)
        figures.push(...(await computeMetric(db, metric, { as_known_at, by })));
    return figures.map((figure) => JSON.parse(JSON.stringify(figure)));
  } finally {
    db.closeAll();
  }
}

it('stays what it was on any day of any history', { timeout: 300_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(history, fc.nat(), async (events, n) => {
      // on which something was learned, so that there is a day before and a day after
      const as_known_at = events[n % events.length]!.known_at.slice(0, 10);
      const end = new Date(`${as_known_at}T23:59:59.999+08:00`).toISOString();
      const then = events.filter((e) => e.known_at <= end);
      expect(await figuresOf(events, as_known_at)).toEqual(await figuresOf(then, as_known_at));
    }),
    { numRuns: 10, seed: 2019, endOnFailure: true },
  );
});
