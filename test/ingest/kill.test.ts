/**
 * `kill -9` at random moments of an ingest: every load that was committed is whole, no half of one can be seen, and the next
 * ingest works. KILLS=30 runs the long version (default 3); a run that ended before its kill does not count.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Rng } from '../../data/demo/rng.ts';
import { Database, literal, loadPath, loadsOf } from '../../data/store/index.ts';
import { registryCsv } from '../support/enterprises.ts';
import { type TestStore, testStore } from '../support/store.ts';

const kills = Number(process.env.KILLS ?? 3);
const files = 6;
const rowsOfFile = 4000;

let t: TestStore;
let paths: string[];
beforeAll(async () => {
  t = await testStore();
  paths = Array.from({ length: files }, (_, f) => {
    const rng = new Rng(`kill:${f}`);
    const rows = Array.from({ length: rowsOfFile }, (_, i) => ({
      name: `虚构${f}${'甲乙丙丁戊己庚辛壬癸'[i % 10]}${i}电子有限公司`,
      capital: rng.pick(['500(万元人民币)', '70万美元', '不详']),
      scope: '集成电路封装、测试；半导体分立器件制造；'.repeat(rng.int(1, 6)),
    }));
    return t.write(`名单${f}.csv`, registryCsv(rows));
  });
});
afterAll(() => t.remove());

/** An ingest of all files in a process of its own: says «ready» when it starts, «done» when all is loaded. */
function ingesting(store: string) {
  const door = new URL('../../api/cli/ingest.ts', import.meta.url).href;
  const script = `
    const { ingestFiles } = await import(${JSON.stringify(door)});
    process.stdout.write('ready\\n');
    const outcomes = await ingestFiles('enterprises', ${JSON.stringify(paths)}, { store: ${JSON.stringify(store)}, json: true, by: 'kill', asOf: '2026-06-30' });
    process.stdout.write(outcomes.every((o) => o.result) ? 'done\\n' : JSON.stringify(outcomes.map((o) => o.error)) + '\\n');`;
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (part: Buffer) => {
    said += part.toString();
  });
  const closed = new Promise<void>((done) => child.on('close', () => done()));
  const until = async (word: string): Promise<void> => {
    while (!said.includes(word) && child.exitCode === null && child.signalCode === null) await pause(2);
  };
  return { child, closed, until, said: () => said };
}

/** The bytes of every committed load, by its file and its part. */
const committed = (store: string): Record<string, string> =>
  Object.fromEntries(
    loadsOf(store).flatMap((load) =>
      (['accepted', 'rejected'] as const).map((part) => [
        `${load.file} ${part}`,
        createHash('sha256')
          .update(readFileSync(loadPath(store, load.library, load.load_id, part)))
          .digest('hex'),
      ]),
    ),
  );

it(
  `${kills} kills at random moments: what was committed is whole, and the next ingest goes on from there`,
  async () => {
    const db = await Database.open();
    const rng = new Rng('moments');
    const began = Date.now();
    const whole = ingesting(join(t.folder, 'whole'));
    await whole.until('ready');
    const ready = Date.now();
    await whole.until('done');
    /** Where a run was quicker than its kill, the next kill comes earlier. */
    let took = Date.now() - ready;
    await whole.closed;
    expect(whole.said(), `after ${ready - began} ms`).toContain('done');
    const expected = loadsOf(join(t.folder, 'whole')).map((l) => [l.file, l.accepted, l.rejected]);
    expect(expected).toHaveLength(files);

    let killed = 0;
    let half = 0;
    let store = '';
    let before: Record<string, string> = {};
    for (let run = 0; killed < kills && run < 10 * kills; run++) {
      if (run === 0 || loadsOf(store).length === files) {
        store = join(t.folder, `killed-${run}`);
        before = {};
      }
      const work = ingesting(store);
      await work.until('ready');
      await pause(rng.next() * took);
      work.child.kill('SIGKILL');
      await work.closed;
      if (work.said().includes('done')) {
        took *= 0.7;
        continue;
      }
      killed++;
      const after = committed(store);
      expect(after, `kill ${killed}: earlier loads are as they were`).toMatchObject(before);
      for (const load of loadsOf(store)) {
        const rows = async (part: 'accepted' | 'rejected') =>
          (
            await db.one<{ n: number }>(
              `select count(*) as n from read_parquet(${literal(loadPath(store, load.library, load.load_id, part))})`,
            )
          ).n;
        expect([load.file, await rows('accepted'), await rows('rejected')]).toEqual([
          load.file,
          load.accepted,
          load.rejected,
        ]);
      }
      if (Object.keys(after).length < 2 * files) half++;
      before = after;
    }
    expect(killed).toBe(kills);
    expect(half, 'kills in the midst of the work').toBeGreaterThan(0);

    const next = ingesting(store);
    await next.closed;
    expect(next.said()).toContain('done');
    expect(committed(store)).toMatchObject(before);
    expect(
      loadsOf(store)
        .map((l) => [l.file, l.accepted, l.rejected])
        .sort(),
    ).toEqual(expected.sort());
    expect(readdirSync(join(store, 'draft')), 'nothing is left lying about').toEqual([]);
    db.closeAll();
  },
  120_000 + kills * 60_000,
);
