/**
 * B1: which industries that a region lacks will it have in the next five years?
 *
 * Regions: prefectures (in Chongqing and Shanghai: districts) of the registry, with at least 100 companies in every
 * period. The forecast period ends where most regions
 * qualify (the later one when equal); with a test folder, where most regions of the test folder do, not before its first
 * year. Industries: the 400 most frequent terms of the closed vocabulary, mined before the period that is forecast.
 * A region lacks an industry when its location quotient among the entries of a five-year period is below 1; the
 * industry came when it is at least 1 in the next period. Weights are learned on the transition before the one that is
 * forecast. Metric: AUC over a region's lacking industries, mean over regions; intervals resample regions.
 * Baselines: relatedness density alone (Hidalgo et al. 2007) and the product of the sizes of region and industry.
 */

import { areaUnderCurve } from '../../engine/linear/ranking.ts';
import { ActivityMiner } from '../../engine/relatedness/activity-vocabulary.ts';
import { countEntries, type Entry, type EntryCounts } from '../../engine/relatedness/entries.ts';
import { advantage, fitRegionModel, type Pair, regionParts, scorePair } from '../../engine/relatedness/region-model.ts';
import { bootstrap, mean } from './district-interval.ts';
import { type Registration, readRegistry } from './district-registry.ts';
import type { QualityRow, QualityTask } from './scoreboard.ts';

const INDUSTRIES = 400;
const LEAST_ENTRIES = 100;
const PERIOD = 5;

/** Counts of the period that ends at `end` (exclusive), every entry with weight 1. */
const countPeriod = (entries: Entry[], shape: { items: number; places: number }, end: number): EntryCounts =>
  countEntries(
    entries.filter(({ year }) => year >= end - PERIOD && year < end),
    shape,
    end,
    Number.POSITIVE_INFINITY,
  );

type Transition = { parts: ReturnType<typeof regionParts>; pairs: Pair[]; came: Uint8Array };

/** The pairs that lack at the end of `recent`, and whether they came in `next`. */
function transition(earlier: EntryCounts, recent: EntryCounts, next: EntryCounts): Transition {
  const before = advantage(recent).data;
  const after = advantage(next).data;
  const pairs = [...before.keys()].filter((pair) => before[pair]! < 1);
  return {
    parts: regionParts(recent, earlier),
    pairs,
    came: Uint8Array.from(pairs, (pair) => (after[pair]! >= 1 ? 1 : 0)),
  };
}

/** Mean AUC needs the AUC of every region: NaN where nothing or everything came. */
function byRegion({ pairs, came }: Transition, regions: number[], places: number, score: (pair: Pair) => number) {
  return regions.map((region) => {
    const own = [...pairs.keys()].filter((at) => pairs[at]! % places === region);
    return areaUnderCurve(
      own.map((at) => score(pairs[at]!)),
      own.map((at) => came[at]!),
    );
  });
}

const keyOf = ({ province, region }: Registration): string => `${province} ${region}`;

/** Regions with enough entries in each of the four periods that end at `end`. */
function steadyRegions(rows: Registration[], end: number): string[] {
  const counts = new Map<string, Float64Array>();
  for (const row of rows) {
    const back = Math.floor((end - row.year) / PERIOD);
    if (back < 0 || back > 3 || row.year >= end) continue;
    const key = keyOf(row);
    counts.set(key, counts.get(key) ?? new Float64Array(4));
    counts.get(key)![back]!++;
  }
  return [...counts.entries()].filter(([, periods]) => periods.every((n) => n >= LEAST_ENTRIES)).map(([key]) => key);
}

/** The end of the forecast period: the year before which most regions (of `target`, when given) are steady. */
function chooseEnd(rows: Registration[], held: Registration[], target: Set<string>): number {
  const span = (list: Registration[]): [first: number, last: number] =>
    list.reduce<[number, number]>(
      ([a, b], { year }) => [Math.min(a, year), Math.max(b, year)],
      [Number.POSITIVE_INFINITY, 0],
    );
  const [first, last] = span(rows);
  const least = Math.max(Math.floor(first) + 4 * PERIOD, held.length ? Math.floor(span(held)[0]) + 1 : 0);
  let best = { end: Math.floor(last) + 1, regions: -1 };
  for (let end = Math.floor(last) + 1; end >= least; end--) {
    const regions = steadyRegions(rows, end).filter((key) => target.size === 0 || target.has(key)).length;
    if (regions > best.regions) best = { end, regions };
  }
  return best.end;
}

function entriesOf(rows: Registration[], names: string[], forecastFrom: number): Entry[] {
  const miner = new ActivityMiner();
  for (const { scope, name, province, year } of rows)
    if (year < forecastFrom) miner.add({ text: scope, name, area: province });
  const vocabulary = miner.vocabulary({ minTexts: 20, minAreaShare: 0.6 });
  const number = new Map(names.map((name, i) => [name, i]));
  return rows.flatMap((row) => {
    const place = number.get(keyOf(row));
    const items = vocabulary.itemsOf([row.scope]).filter((item) => item < INDUSTRIES);
    return place === undefined ? [] : [{ place, year: row.year, items }];
  });
}

function difference(ours: number[], theirs: number[], seed: number): [number, number] {
  const both = ours.map((value, i) => value - theirs[i]!).filter((value) => !Number.isNaN(value));
  return bootstrap(both, seed);
}

export const newIndustryTask: QualityTask = {
  id: 'B1',
  what: 'new industries of a region',
  async run({ train, test, seed, progress }) {
    const held = test ? await readRegistry(test, 'empty') : [];
    const rows = [...(await readRegistry(train)), ...held];
    const target = new Set(held.map(keyOf));
    const end = chooseEnd(rows, held, target);
    const names = steadyRegions(rows, end).sort();
    if (names.length < 20) {
      progress(`skipped: ${names.length} regions with enough companies in every period`);
      return [];
    }
    const entries = entriesOf(rows, names, end - PERIOD);
    progress(`${names.length} regions, ${entries.length} companies, ${INDUSTRIES} industries, forecast to ${end - 1}`);

    const shape = { items: INDUSTRIES, places: names.length };
    const [oldest, old, recent, next] = [3, 2, 1, 0].map((back) => countPeriod(entries, shape, end - back * PERIOD));
    const learned = transition(oldest!, old!, recent!);
    const fit = fitRegionModel(learned.parts, learned.pairs, learned.came);
    const asked = transition(old!, recent!, next!);
    progress('model fitted');

    const regions = [...names.keys()].filter((i) => target.size === 0 || target.has(names[i]!));
    const judge = (score: (pair: Pair) => number) => byRegion(asked, regions, names.length, score);
    const { parts } = asked;
    const ours = judge((pair) => scorePair(fit, parts, pair));
    const nearby = judge((pair) => parts.density[pair]!);
    const sizes = judge((pair) => parts.region_size[pair]! + parts.industry_size[pair]!);
    const quotients = advantage(recent!).data;
    const quotient = judge((pair) => quotients[pair]!);
    const known = (values: number[]) => values.filter((value) => !Number.isNaN(value));

    const row = (id: string, versus: string, theirs: number[]): QualityRow => {
      const interval = difference(ours, theirs, seed);
      const value = mean(known(ours)) - mean(known(theirs));
      return {
        id,
        what: `new industries of ${known(ours).length} regions: gain over ${versus}; our mean AUC ${mean(known(ours)).toFixed(3)}`,
        metric: 'AUC difference',
        value,
        n: known(ours).length,
        interval,
        pass: 0,
        baselines: { [versus]: mean(known(theirs)), 'location quotient': mean(known(quotient)) },
        ok: interval[0] > 0,
      };
    };
    return [row('B1-density', 'density', nearby), row('B1-size', 'size × size', sizes)];
  },
};
