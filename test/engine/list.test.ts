/** Whole lists in memory, on the synthetic city: equal to the statement that publishes, narrowed as the rows say, and counted so that it adds up. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Factor, factors } from '../../data/schema/profile.ts';
import { type Database, openSnapshot } from '../../data/store/index.ts';
import { type MatchRow, matchList, matchSpread, type Narrowing } from '../../engine/index.ts';
import { binAt, edgesOf } from '../../engine/list/bins.ts';
import { rankedStatement } from '../../engine/ranked.ts';
import { parametersFor } from '../../engine/runner/contract.ts';
import { copyOfCity } from '../support/server.ts';

let city: Awaited<ReturnType<typeof copyOfCity>>;
let db: Database;
let all: MatchRow[];
const pair = { link: 'c23-nev', district: '500112' };
const whole = 100_000;

beforeAll(async () => {
  city = await copyOfCity();
  ({ db } = await openSnapshot(city.store));
  all = (await matchList(db, { ...pair, top: whole })).rows;
  expect(all.length).toBeGreaterThan(100);
});
afterAll(() => {
  db.closeAll();
  city.remove();
});

/** The list as the statement of `match.ranked` gives it. */
async function stated(link_id: string, district_id: string, top: number, weights: Partial<Record<Factor, number>>) {
  const given = { link_id, district_id, unit_id: null, enterprises: null, top, weights: JSON.stringify(weights) };
  const hashes = { profile_hash: '', models_hash: '' };
  return db.rows<Record<string, unknown>>(rankedStatement, parametersFor(rankedStatement, { ...given, ...hashes }));
}

describe('a list under other weights', () => {
  it.each([
    ['nev-cell', '500112', { scale: 2.5 }],
    ['nev-cell', '500101', { placement: 0, youth: 7.3, activities: 3 }],
    ['nev-chassis', '500107', { origin: 100, presence: 0, gap: 0.1 }],
    ['c23-nev', '500118', Object.fromEntries(factors.map((f) => [f, 0]))],
  ] as const)('of %s and %s under %j is what the statement of match.ranked ranks', async (link, district, weights) => {
    const { rows } = await matchList(db, { link, district, top: 150, weights });
    const statement = await stated(link, district, 150, weights);
    expect(rows.length).toBeGreaterThan(30);
    expect(rows.map(({ source, evidence, probability, parts, ...row }) => ({ ...row, ...parts }))).toEqual(
      statement.map((row) => Object.fromEntries([...own, ...factors].map((name) => [name, row[name]]))),
    );
    expect(rows.map((r) => [r.source.file, r.source.line])).toEqual(
      statement.map((r) => [r.source_file, r.source_line]),
    );
  });
});
const own = [
  'rank',
  'enterprise_id',
  'name',
  'province',
  'prefecture',
  'registered_on',
  'capital_cny',
  'score',
] as const;

const founded = (row: MatchRow) => (row.registered_on === null ? Number.NaN : Number(row.registered_on.slice(0, 4)));
const within = (value: number, from = Number.NEGATIVE_INFINITY, below = Number.POSITIVE_INFINITY) =>
  value >= from && value < below;
const tests: Record<string, (row: MatchRow, n: Narrowing) => boolean> = {
  score: (row, n) => within(row.score, n.score_from, n.score_below),
  capital_cny: (row, n) =>
    (n.capital_cny_from === undefined && n.capital_cny_below === undefined) ||
    within(row.capital_cny ?? Number.NaN, n.capital_cny_from, n.capital_cny_below),
  founded: (row, n) =>
    (n.founded_from === undefined && n.founded_below === undefined) ||
    within(founded(row), n.founded_from, n.founded_below),
  provinces: (row, n) => !n.provinces || n.provinces.includes(row.province ?? ''),
};
const passes = (row: MatchRow, n: Narrowing, but = '') =>
  Object.entries(tests).every(([name, test]) => name === but || test(row, n));

const narrowings: Narrowing[] = [
  {},
  { capital_cny_from: 1e7 },
  { capital_cny_from: 1e6, capital_cny_below: 5e7, founded_from: 2010, founded_below: 2020 },
  { score_from: 4.5, provinces: ['广东', '江苏'] },
  { score_below: 4, founded_below: 2015, provinces: ['浙江'] },
  { score_from: 1e6 },
];

describe('a narrowed list', () => {
  it.each(narrowings)('%j holds those within the limits, at their ranks in the whole list', async (narrowing) => {
    const answer = await matchList(db, { ...pair, top: whole, narrowing });
    const wanted = all.filter((row) => passes(row, narrowing));
    expect(answer.rows).toEqual(wanted);
    expect(answer).toMatchObject({ candidates: all.length, left: wanted.length });
    const first = await matchList(db, { ...pair, top: 7, narrowing });
    expect(first.rows).toEqual(wanted.slice(0, 7));
    expect(first.left).toBe(wanted.length);
  });

  it.each(narrowings)(
    '%j spreads as its rows do, each chart under the other limits, and adds up',
    async (narrowing) => {
      const spread = await matchSpread(db, { ...pair, narrowing });
      expect(spread).toMatchObject({
        listed: all.length,
        left: all.filter((row) => passes(row, narrowing)).length,
      });
      const values = {
        score: (r: MatchRow) => r.score,
        capital_cny: (r: MatchRow) => r.capital_cny ?? Number.NaN,
        founded,
      };
      for (const measure of ['score', 'capital_cny', 'founded'] as const) {
        const { bins, unknown } = spread.measures[measure];
        const left = all.filter((row) => passes(row, narrowing, measure));
        const among = (rows: MatchRow[], { from, below }: (typeof bins)[number]) =>
          rows.filter((row) => within(values[measure](row), from ?? undefined, below ?? undefined)).length;
        expect(bins.map((bin) => [bin.listed, bin.left])).toEqual(
          bins.map((bin) => [among(all, bin), among(left, bin)]),
        );
        const sum = (of: 'listed' | 'left') => bins.reduce((n, bin) => n + bin[of], unknown[of]);
        expect([sum('listed'), sum('left')]).toEqual([all.length, left.length]);
        expect(bins.slice(1).map((bin) => bin.from)).toEqual(bins.slice(0, -1).map((bin) => bin.below));
      }
      const left = all.filter((row) => passes(row, narrowing, 'provinces'));
      for (const { province, ...counts } of spread.provinces)
        expect(counts).toEqual({
          listed: all.filter((row) => (row.province ?? '') === province).length,
          left: left.filter((row) => (row.province ?? '') === province).length,
        });
      expect(spread.provinces.reduce((n, p) => n + p.listed, 0)).toBe(all.length);
    },
  );
});

describe('the bins of a score', () => {
  it('are few, round, and hold every score', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1800, noNaN: true }), { minLength: 1, maxLength: 50 }),
        (scores) => {
          const edges = edgesOf.score(Float64Array.from(scores));
          expect(edges.length).toBeLessThanOrEqual(42);
          for (const score of scores) {
            const bin = binAt(edges, score);
            expect(score >= edges[bin]! && score < edges[bin + 1]!).toBe(true);
          }
        },
      ),
    );
  });
});
