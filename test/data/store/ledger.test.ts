import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type NewEvent, refusalCodes } from '../../../data/schema/ledger.ts';
import {
  appendEvents,
  copyLedger,
  Database,
  freezeLedger,
  readEventsAsOf,
  readingLedger,
} from '../../../data/store/index.ts';

const by = { actor: 'officer-1', source: 'form' };
const contract = (project_id: string, happened_on = '2020-03-01', more: Partial<NewEvent> = {}): NewEvent => ({
  ...by,
  kind: 'contract',
  project_id,
  district_id: '500112',
  happened_on,
  amount: 5e8,
  currency: 'CNY',
  contract_class: 'formal',
  ...more,
});
const event = (
  kind: NewEvent['kind'],
  project_id: string,
  happened_on: string,
  more: Partial<NewEvent> = {},
): NewEvent => ({ ...by, kind, project_id, happened_on, ...more });

let store: string;
beforeEach(() => {
  store = mkdtempSync(join(tmpdir(), 'ledger-'));
});
afterEach(() => rmSync(store, { recursive: true, force: true }));

const asOf = (day: string) => readingLedger(store, (db) => readEventsAsOf(db, day));

describe('appendEvents', () => {
  it('keeps a project whole, in any order of entry, and fills CNY and district', async () => {
    const { accepted, refused } = await appendEvents(store, [
      event('arrival', 'P1', '2021-02-01', { amount: 1e7, currency: 'USD', evidence_grade: 'A' }),
      contract('P1'),
      event('start', 'P1', '2020-09-01'),
    ]);
    expect(refused).toEqual([]);
    expect(accepted.map((e) => e.kind)).toEqual(['arrival', 'contract', 'start']);
    expect(accepted[0]).toMatchObject({ district_id: '500112', currency: 'USD' });
    expect(accepted[0]!.amount_cny! / 1e7).toBeGreaterThan(6);
    expect((await asOf('2099-01-01')).map((e) => e.kind)).toEqual(['contract', 'start', 'arrival']);
  });
});

describe('a bad event', () => {
  it.each<[string, NewEvent, string, RegExp]>([
    ['a start before its contract', event('start', 'P1', '2019-01-01'), 'before_contract', /2020-03-01/],
    ['an arrival without any contract', event('arrival', 'P2', '2021-01-01', { amount_cny: 1 }), 'no_contract', /P2/],
    ['an unknown project', event('permit', 'P9', '2021-01-01'), 'unknown_project', /P9/],
    [
      'an unknown currency',
      event('arrival', 'P1', '2021-01-01', { amount: 1, currency: 'XXX' }),
      'unknown_currency',
      /XXX/,
    ],
    ['an unknown district', contract('P3', '2021-01-01', { district_id: '510100' }), 'unknown_district', /510100/],
    ['an arrival without an amount', event('arrival', 'P1', '2021-01-01'), 'amount_missing', /资金到位/],
    ['a negative amount', event('arrival', 'P1', '2021-01-01', { amount_cny: -1 }), 'amount_negative', /negative/],
    ['an event of tomorrow', event('start', 'P1', '2098-01-01'), 'happens_later_than_known', /2098-01-01/],
    ['a second contract', contract('P1', '2020-05-01'), 'contract_exists', /revision/],
    [
      'a transfer to itself',
      event('transfer', 'P1', '2021-01-01', { district_id: '500112' }),
      'transfer_to_itself',
      /500112/,
    ],
    [
      'a correction of nothing',
      event('start', 'P1', '2021-01-01', { corrects: 'nowhere' }),
      'corrects_unknown',
      /nowhere/,
    ],
    ['a retraction of nothing', event('retraction', 'P1', '2021-01-01'), 'shape', /corrects/],
    ['a kind that is not one', event('party' as 'start', 'P1', '2021-01-01'), 'shape', /kind/],
    ['a day that is not one', event('start', 'P1', '2021-02-30'), 'shape', /happened_on/],
    [
      'a grade that is not one',
      event('start', 'P1', '2021-02-03', { evidence_grade: 'E' as 'A' }),
      'shape',
      /evidence_grade/,
    ],
    [
      'a field that is not one',
      { ...event('start', 'P1', '2021-02-03'), colour: 'red' } as NewEvent,
      'shape',
      /colour/,
    ],
  ])('refuses %s with the reason and keeps everything else', async (_, bad, code, reason) => {
    const batch = [contract('P1'), event('lead', 'P2', '2020-01-01'), bad, event('start', 'P1', '2020-10-01')];
    const { accepted, refused } = await appendEvents(store, batch);
    expect(refused).toEqual([{ index: 2, event: bad, code, reason: expect.stringMatching(reason) }]);
    expect(accepted).toHaveLength(3);
    expect(await asOf('2099-01-01')).toHaveLength(3);
  });

  it('refuses what is no event at all', async () => {
    const { accepted, refused } = await appendEvents(store, [null, 7, {}, contract('P1')] as unknown as NewEvent[]);
    expect(refused.map((r) => r.code)).toEqual(['shape', 'shape', 'shape']);
    expect(accepted).toHaveLength(1);
  });
});

describe('what is on record', () => {
  it('takes the same statement once, within a batch and across batches', async () => {
    await appendEvents(store, [contract('P1')]);
    const arrival = event('arrival', 'P1', '2021-01-01', { amount_cny: 1e6 });
    const second = await appendEvents(store, [
      contract('P1'),
      arrival,
      arrival,
      { ...arrival, note: 'second transfer of the day' },
    ]);
    expect(second.refused.map((r) => [r.index, r.code])).toEqual([[0, 'duplicate'], [2, 'duplicate']]); // biome-ignore format: pairs
    expect(second.accepted).toHaveLength(2);
  });

  it('corrects by new rows and tells every past day what was known then', async () => {
    const [first] = (await appendEvents(store, [contract('P1')], { knownAt: '2020-04-01' })).accepted;
    const { accepted } = await appendEvents(store, [event('arrival', 'P1', '2020-06-01', { amount_cny: 9e7 })], {
      knownAt: '2020-07-01',
    });
    const wrong = accepted[0]!;
    const [right] = (
      await appendEvents(
        store,
        [event('arrival', 'P1', '2020-06-01', { amount_cny: 9e6, corrects: wrong.event_id, cause: 'a zero too many' })],
        { knownAt: '2020-09-01' },
      )
    ).accepted;
    const twice = await appendEvents(store, [
      event('arrival', 'P1', '2020-06-01', { amount_cny: 5, corrects: wrong.event_id }),
    ]);
    expect(twice.refused[0]).toMatchObject({
      code: 'already_corrected',
      reason: expect.stringContaining(right!.event_id),
    });
    await appendEvents(store, [event('retraction', 'P1', '2020-06-01', { corrects: right!.event_id })], {
      knownAt: '2020-12-01',
    });
    const amounts = async (day: string) => (await asOf(day)).map((e) => e.amount_cny);
    expect(await amounts('2020-03-31')).toEqual([]);
    expect(await amounts('2020-06-30')).toEqual([5e8]);
    expect(await amounts('2020-08-31')).toEqual([5e8, 9e7]);
    expect(await amounts('2020-09-01')).toEqual([5e8, 9e6]);
    expect(await amounts('2021-01-01')).toEqual([5e8]);
    const all = await readingLedger(store, (db) =>
      db.rows<{ event_id: string; amount_cny: number }>('select * from ledger.event order by known_at'),
    );
    expect(all.map((e) => e.amount_cny)).toEqual([5e8, 9e7, 9e6, null]);
    expect(all[0]!.event_id).toBe(first!.event_id);
  });

  it('knows projects of the library without an opening event', async () => {
    const projects = new Map([['LIB-1', { contract_on: '2019-05-01', district_id: '500109' }]]);
    const { accepted, refused } = await appendEvents(
      store,
      [event('start', 'LIB-1', '2019-12-01'), event('start', 'LIB-1', '2019-01-01')],
      { projects },
    );
    expect(accepted[0]!.district_id).toBe('500109');
    expect(refused[0]!.code).toBe('before_contract');
  });
});

describe('any batch', () => {
  it('loses no event and no count, whatever is sent', async () => {
    const ids = fc.constantFrom('P1', 'P2', 'P3', undefined as unknown as string);
    const kinds = fc.constantFrom<NewEvent['kind']>(
      'lead',
      'contract',
      'start',
      'arrival',
      'transfer',
      'retraction',
      'task',
      'contract_revision',
    );
    const anything = fc.record(
      {
        kind: kinds,
        project_id: ids,
        happened_on: fc.constantFrom('2020-01-05', '2021-05-05', '2097-01-01', 'soon'),
        amount: fc.constantFrom(1e6, -3, 0),
        currency: fc.constantFrom('CNY', 'USD', 'ZZZ'),
        district_id: fc.constantFrom('500112', '500109', '1'),
        actor: fc.constant('a'),
        source: fc.string({ maxLength: 3 }),
      },
      { requiredKeys: ['kind', 'happened_on', 'actor', 'source'] },
    );
    let sent = 0;
    let kept = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(anything, { maxLength: 12 }), async (batch) => {
        const { accepted, refused } = await appendEvents(store, batch as NewEvent[]);
        expect(accepted.length + refused.length).toBe(batch.length);
        for (const r of refused) expect(refusalCodes).toContain(r.code);
        sent += batch.length;
        kept += accepted.length;
      }),
      { numRuns: 15, seed: 5 },
    );
    const { rows } = await readingLedger(store, (db) =>
      db.one<{ rows: number }>('select count(*) as rows from ledger.event'),
    );
    expect(rows).toBe(kept);
    expect(kept).toBeLessThan(sent);
  });
});

describe('the ledger on disk', () => {
  it('takes appends that are made at once one after another', async () => {
    await Promise.all(Array.from({ length: 6 }, (_, i) => appendEvents(store, [contract(`P${i}`)])));
    expect(await asOf('2099-01-01')).toHaveLength(6);
  });

  it('is copied into a snapshot under the same name', async () => {
    await appendEvents(store, [contract('P1'), event('start', 'P1', '2020-10-01')]);
    const db = await Database.open();
    const frozen = await freezeLedger(store);
    await copyLedger(frozen, db);
    frozen.remove();
    expect(await readEventsAsOf(db, '2099-01-01')).toEqual(await asOf('2099-01-01'));
    db.closeAll();
  });

  it('holds every event that was acknowledged before the process was killed', async () => {
    const script = `
      import { appendEvents } from ${JSON.stringify(new URL('../../../data/store/ledger.ts', import.meta.url).href)};
      for (let i = 0; i < 1000; i++) {
        const { accepted } = await appendEvents(${JSON.stringify(store)}, [{ kind: 'lead', project_id: 'P' + i, happened_on: '2020-01-01', actor: 'a', source: 's' }]);
        process.stdout.write(accepted[0].event_id + '\\n');
      }`;
    const tsx = import.meta.resolve('tsx');
    const node = spawn(process.execPath, ['--import', tsx, '--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    await new Promise<void>((done) => {
      node.stdout.on('data', (part: Buffer) => {
        said += part.toString();
        if (said.split('\n').length > 6) done();
      });
      node.on('close', () => done());
    });
    const closed = new Promise((done) => node.on('close', done));
    node.kill('SIGKILL');
    await closed;
    const acknowledged = said.split('\n').slice(0, -1);
    const there = new Set((await asOf('2099-01-01')).map((e) => e.event_id));
    expect(acknowledged.length).toBeGreaterThan(5);
    expect(acknowledged.filter((id) => !there.has(id))).toEqual([]);
  });
});
