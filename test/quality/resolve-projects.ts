/**
 * D3: one project, several codes. Demo cities with seeds of their own sign projects again and file them in two districts;
 * their truth.json says which. A pair is right when both codes are one project. Beside it the usual rule of audits (same
 * investor, same district, amount within 20 %, within 24 months) and the same project name. Synthetic: real offices reword
 * more freely, so the figures bound what to expect from above.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateCity } from '../../data/demo/city.ts';
import { readProfile } from '../../data/schema/profile.ts';
import { Database, loadsOf } from '../../data/store/index.ts';
import { attachInputs, modelParameters } from '../../engine/build.ts';
import { readModels } from '../../engine/runner/model.ts';
import { runModels } from '../../engine/runner/run.ts';
import { declared, ingestFile, openCleaningSession, resolveStore } from '../../ingest/index.ts';
import { stream } from './district-interval.ts';
import type { QualityRow, QualityTask } from './scoreboard.ts';

const CITIES = 3;
const ROUNDS = 500;

type Pair = { left_id: string; right_id: string };
/** Pairs of every method in one city, and the true pairs. */
type City = { found: Record<string, Set<string>>; truth: Set<string> };

const key = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`);

/** All pairs of codes of one project: a signing that was repeated twice makes three. */
function truePairs(
  truth: { repeat_signings: string[][]; double_filings: string[][] },
  filed: Set<string>,
): Set<string> {
  const group = new Map<string, Set<string>>();
  for (const [first, second] of [...truth.repeat_signings, ...truth.double_filings] as [string, string][]) {
    const codes = new Set([...(group.get(first) ?? [first]), ...(group.get(second) ?? [second])]);
    for (const code of codes) group.set(code, codes);
  }
  const pairs = new Set<string>();
  for (const codes of new Set(group.values())) {
    const known = [...codes].filter((code) => filed.has(code));
    known.forEach((a, i) => {
      for (const b of known.slice(i + 1)) pairs.add(key(a, b));
    });
  }
  return pairs;
}

const latest = `(select project_id, min(name) as name, min(investor_name) as investor, min(district_id) as district, min(signed_on) as day,
  min(agreed_investment_cny) as amount from lake.projects group by project_id)`;
const methods: Record<string, string> = {
  ours: 'select left_id, right_id from project.pair',
  'audit rule': `select a.project_id as left_id, b.project_id as right_id from ${latest} as a join ${latest} as b
    on a.investor = b.investor and a.district = b.district and a.project_id < b.project_id
    where abs(a.amount - b.amount) <= 0.2 * greatest(a.amount, b.amount) and abs(date_diff('day', a.day, b.day)) <= 730`,
  'same name': `select a.project_id as left_id, b.project_id as right_id from ${latest} as a join ${latest} as b
    on a.name = b.name and a.project_id < b.project_id`,
};

async function readCity(seed: number): Promise<City> {
  const folder = mkdtempSync(join(tmpdir(), 'yuzhao-d3-'));
  const store = join(folder, 'store');
  const session = await openCleaningSession();
  const db = await Database.open();
  try {
    const { files } = await generateCity({ seed, outDir: folder });
    for (const [i, file] of files.filter((f) => f.library === 'projects').entries())
      await ingestFile(session, store, declared.projects, file.path, i + 1, {
        asOf: '2026-06-30',
        by: 'demo',
        now: new Date('2026-06-30T00:00:00Z'),
      });
    await resolveStore(store);
    await attachInputs(db, store, loadsOf(store), readProfile());
    const models = (await readModels()).filter((m) => m.relation === 'project.pair');
    await runModels(db, models, modelParameters(readProfile(), 'p', 'm'), () => {});
    const found: City['found'] = {};
    for (const [method, sql] of Object.entries(methods))
      found[method] = new Set((await db.rows<Pair>(sql)).map((p) => key(p.left_id, p.right_id)));
    const filed = await db.rows<{ id: string }>('select distinct project_id as id from lake.projects');
    const truth = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8'));
    return { found, truth: truePairs(truth, new Set(filed.map(({ id }) => id))) };
  } finally {
    db.closeAll();
    session.closeAll();
    rmSync(folder, { recursive: true, force: true });
  }
}

const shareOf = (flags: readonly boolean[]): number => flags.filter(Boolean).length / flags.length;

/** 90 % interval of a share, resampling its cases. */
function interval(flags: readonly boolean[], seed: number): [number, number] {
  const next = stream(seed);
  const rounds = Array.from({ length: ROUNDS }, () =>
    shareOf(flags.map(() => flags[Math.floor(next() * flags.length)]!)),
  ).sort((a, b) => a - b);
  return [rounds[Math.floor(ROUNDS * 0.05)]!, rounds[Math.ceil(ROUNDS * 0.95) - 1]!];
}

export const projectPairsTask: QualityTask = {
  id: 'D3',
  what: 'project codes that are one project, in demo cities',
  async run({ seed, progress }) {
    const cities: City[] = [];
    for (let i = 0; i < CITIES; i++) {
      cities.push(await readCity(7000 + seed * 10 + i));
      progress(`city ${i + 1}: ${cities[i]!.truth.size} true pairs, ${cities[i]!.found.ours!.size} proposed`);
    }
    const precision = (method: string) => cities.flatMap((c) => [...c.found[method]!].map((pair) => c.truth.has(pair)));
    const recall = (method: string) => cities.flatMap((c) => [...c.truth].map((pair) => c.found[method]!.has(pair)));
    const row = (metric: string, flags: (method: string) => boolean[], pass: number): QualityRow => {
      const ours = flags('ours');
      const baselines = Object.fromEntries(
        Object.keys(methods)
          .slice(1)
          .map((method) => [method, shareOf(flags(method))]),
      );
      const value = shareOf(ours);
      const what = `${CITIES} synthetic cities: signed again or filed by two districts`;
      return {
        id: 'D3',
        what,
        metric,
        value,
        n: ours.length,
        interval: interval(ours, seed),
        pass,
        baselines,
        ok: value >= pass,
      };
    };
    return [row('precision', precision, 0.85), row('recall', recall, 0.95)];
  },
};
