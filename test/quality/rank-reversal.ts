/**
 * G1: adding or removing companies or districts changes no other pair's score.
 *
 * Real registrations (a fixed sample of the train folder) go through the main path: ingest, build, target lists. Then
 * three times a random third of the companies that may be called leaves, and the city is built again; and every list
 * is asked for one district alone. Every pair that is in both answers must keep its score. The baseline scores the
 * same parts relative to the alternatives at hand (each part between the least and the greatest of its list), as
 * min-max normalisation does.
 */
import { join } from 'node:path';
import { factors } from '../../data/schema/profile.ts';
import { Database, literal } from '../../data/store/index.ts';
import { matchList } from '../../engine/index.ts';
import { testStore } from '../support/store.ts';
import { stream } from './district-interval.ts';
import type { QualityTask } from './scoreboard.ts';

export type Pair = { list: string; alternative: string };
/** The score of a pair; NaN when one side is not there. */
export type ScoreOf = (pair: Pair) => number;
export type Reversals = { pairs: number; changed: number; reversed: number };

/**
 * The property, for any score: over the pairs that both know, how many scores changed, and how many neighbours in the
 * rank order of a list have swapped.
 */
export function countReversals(pairs: Pair[], before: ScoreOf, after: ScoreOf, tolerance = 1e-9): Reversals {
  const both = pairs.filter((pair) => !Number.isNaN(before(pair)) && !Number.isNaN(after(pair)));
  const lists = new Map<string, Pair[]>();
  for (const pair of both) lists.set(pair.list, [...(lists.get(pair.list) ?? []), pair]);
  let reversed = 0;
  for (const list of lists.values()) {
    list.sort((a, b) => before(b) - before(a));
    list.forEach((pair, i) => {
      const next = list[i + 1];
      if (next && before(pair) - before(next) > tolerance && after(next) - after(pair) > tolerance) reversed++;
    });
  }
  const changed = both.filter((pair) => Math.abs(before(pair) - after(pair)) > tolerance).length;
  return { pairs: both.length, changed, reversed };
}

type Row = { link_id: string; district_id: string; name: string; score: number } & Record<string, unknown>;
/** Every score of one build, and the same parts scored relative to their list. */
type City = { rows: Row[]; fixed: ScoreOf; relative: ScoreOf; ask(link: string, district: string): Promise<ScoreOf> };

const pairOf = (row: Row): Pair => ({ list: `${row.link_id} ${row.district_id}`, alternative: row.name });
const keyOf = ({ list, alternative }: Pair): string => `${list} ${alternative}`;
const scoreFrom =
  (scores: Map<string, number>): ScoreOf =>
  (pair) =>
    scores.get(keyOf(pair)) ?? Number.NaN;

function relativeScores(rows: Row[]): ScoreOf {
  const range = new Map<string, number[]>();
  for (const row of rows)
    for (const factor of factors) {
      const key = `${pairOf(row).list} ${factor}`;
      const [low = Number.POSITIVE_INFINITY, high = Number.NEGATIVE_INFINITY] = range.get(key) ?? [];
      range.set(key, [Math.min(low, Number(row[factor])), Math.max(high, Number(row[factor]))]);
    }
  const scaled = (row: Row): number =>
    factors.reduce((sum, factor) => {
      const [low, high] = range.get(`${pairOf(row).list} ${factor}`)!;
      return sum + (high! > low! ? (Number(row[factor]) - low!) / (high! - low!) : 0);
    }, 0);
  return scoreFrom(new Map(rows.map((row) => [keyOf(pairOf(row)), scaled(row)])));
}

/** Builds the city from the sample without the companies that `leave`. */
async function buildCity<T>(source: string, leave: string[], use: (city: City) => Promise<T>): Promise<T> {
  const store = await testStore();
  const database = await Database.open();
  const file = join(store.folder, 'sample.csv');
  await database.run(
    `copy (select * from read_csv(${literal(source)}, header = true, all_varchar = true)
           where not list_contains(from_json(${literal(JSON.stringify(leave))}, '["VARCHAR"]'), "企业名称"))
     to ${literal(file)} (header true, force_quote *)`,
  );
  database.closeAll();
  await store.ingest('enterprises', file);
  await store.build();
  const snapshot = await store.snapshot();
  const rows = await snapshot.rows<Row>('select * from match.ranked');
  const city: City = {
    rows,
    fixed: scoreFrom(new Map(rows.map((row) => [keyOf(pairOf(row)), row.score]))),
    relative: relativeScores(rows),
    async ask(link, district) {
      const answer = await matchList(snapshot, { link, district, top: 100 });
      const list = `${answer.link.link_id} ${answer.district.district_id}`;
      return scoreFrom(new Map(answer.rows.map(({ name, score }) => [keyOf({ list, alternative: name }), score])));
    },
  };
  const result = await use(city);
  snapshot.closeAll();
  await store.remove();
  return result;
}

/** Factors whose part moved in a pair that both cities know. */
function movedFactors(before: Row[], after: Row[]): string[] {
  const known = new Map(before.map((row) => [keyOf(pairOf(row)), row]));
  return factors.filter((factor) =>
    after.some((row) => {
      const old = known.get(keyOf(pairOf(row)));
      return old !== undefined && Math.abs(Number(old[factor]) - Number(row[factor])) > 1e-9;
    }),
  );
}

/** A fixed sample of the registry, all columns as they are; more of Chongqing, so that districts have something to offer. */
async function drawSample(train: string, folder: string): Promise<string> {
  const file = join(folder, 'source.csv');
  const database = await Database.open();
  await database.run(
    `copy (select * from read_csv(${literal(join(train, 'registry', '*.csv.gz'))}, header = true, all_varchar = true)
           where hash("企业名称") % 150 = 0 or ("所在省份" = '重庆' and hash("企业名称") % 20 = 1))
     to ${literal(file)} (header true, force_quote *)`,
  );
  database.closeAll();
  return file;
}

const TRIALS = 3;
const LISTS_ASKED = 40;

const add = (a: Reversals, b: Reversals): Reversals => ({
  pairs: a.pairs + b.pairs,
  changed: a.changed + b.changed,
  reversed: a.reversed + b.reversed,
});

export const rankReversalTask: QualityTask = {
  id: 'G1',
  what: 'no pair depends on the others',
  async run({ train, seed, progress }) {
    const holder = await testStore();
    const source = await drawSample(train, holder.folder);
    const next = stream(seed);
    const moved = new Set<string>();
    let fixed: Reversals = { pairs: 0, changed: 0, reversed: 0 };
    let relative = fixed;

    const whole = await buildCity(source, [], async (city) => {
      const lists = new Map(city.rows.map((row) => [pairOf(row).list, row]));
      const asked = [...lists.values()].filter(() => next() < LISTS_ASKED / lists.size);
      for (const { link_id, district_id } of asked) {
        const pairs = city.rows.map(pairOf).filter(({ list }) => list === `${link_id} ${district_id}`);
        fixed = add(fixed, countReversals(pairs, city.fixed, await city.ask(link_id, district_id)));
      }
      return city;
    });
    const pairs = whole.rows.map(pairOf);
    progress(`${pairs.length} pairs in ${new Set(pairs.map(({ list }) => list)).size} lists`);
    const names = [...new Set(pairs.map(({ alternative }) => alternative))].sort();
    for (let trial = 0; trial < TRIALS; trial++) {
      const leave = names.filter(() => next() < 1 / 3);
      await buildCity(source, leave, async (city) => {
        fixed = add(fixed, countReversals(pairs, whole.fixed, city.fixed));
        for (const factor of movedFactors(whole.rows, city.rows)) moved.add(factor);
        relative = add(relative, countReversals(pairs, whole.relative, city.relative));
      });
      progress(`without ${leave.length} of ${names.length} companies`);
    }
    await holder.remove();
    const value = fixed.changed;
    return [
      {
        id: 'G1',
        what: `pairs whose score moves when companies or districts leave${moved.size ? `; moved by: ${[...moved].join(', ')}` : ''}`,
        metric: 'changed, at most',
        value,
        n: fixed.pairs,
        interval: [value, value],
        pass: 0,
        baselines: {
          'min-max of the list': relative.changed,
          'its swapped ranks': relative.reversed,
          'our swapped ranks': fixed.reversed,
        },
        ok: value === 0 && fixed.reversed === 0 && fixed.pairs > 0,
      },
    ];
  },
};
