/**
 * C1: the district of a company that registers in Chongqing next year, from what it does.
 *
 * Input is the presence of terms of a closed vocabulary in scope and name. The terms are mined in the registries of
 * all other provinces of the train folder and stand there in at least 0.6 of the provinces, so neither the names of
 * Chongqing's districts nor the habits of their registrars can define one; names of places are excluded besides.
 * Without other provinces in the folder the areas are Chongqing's own districts, training years only.
 * The last year of Chongqing in the folder is forecast from the years before. With a test folder, its companies of later
 * years (of any year, when there are none) are forecast from all of the train folder.
 */
import { ActivityMiner, type ActivityVocabulary } from '../../engine/relatedness/activity-vocabulary.ts';
import { type DistrictModel, fitDistrictModel } from '../../engine/relatedness/district-model.ts';
import type { Entry } from '../../engine/relatedness/entries.ts';
import { bootstrap, mean } from './district-interval.ts';
import { type Registration, readRegistry } from './district-registry.ts';
import { styleItems } from './district-style.ts';
import type { QualityTask } from './scoreboard.ts';

const CITY = '重庆';
const PASS = 0.49;
const TOP = 3;
const RULE = { minTexts: 10, minAreaShare: 0.6 };

type Split = { past: Registration[]; next: Registration[]; asOf: number; elsewhere: Registration[] };

const lastYear = (rows: Registration[]): number => Math.floor(rows.reduce((most, { year }) => Math.max(most, year), 0));

async function split(train: string, test: string | null): Promise<Split> {
  const all = await readRegistry(train);
  const here = all.filter(({ province }) => province === CITY);
  const elsewhere = all.filter(({ province }) => province !== CITY);
  const last = lastYear(here);
  if (!test) {
    const next = here.filter(({ year }) => year >= last);
    return { past: here.filter(({ year }) => year < last), next, asOf: last, elsewhere };
  }
  const held = (await readRegistry(test, 'empty')).filter(({ province }) => province === CITY);
  const later = held.filter(({ year }) => year >= last + 1);
  return { past: here, next: later.length ? later : held, asOf: last + 1, elsewhere };
}

function mine({ past, elsewhere }: Split, places: string[]): ActivityVocabulary {
  const miner = new ActivityMiner();
  if (elsewhere.length) for (const row of elsewhere) miner.add({ text: row.scope, name: row.name, area: row.province });
  else for (const row of past) miner.add({ text: row.scope, name: row.name, area: row.region });
  return miner.vocabulary(RULE, [...places, CITY]);
}

/** 1 where the true district is among the first three, else 0. A district never seen before is a miss. */
function hits(
  model: DistrictModel,
  rows: Registration[],
  itemsOf: (row: Registration) => Int32Array,
  places: string[],
) {
  return rows.map((row) => {
    const truth = places.indexOf(row.region);
    if (truth < 0) return 0;
    const scores = model.score(itemsOf(row));
    return scores.filter((score) => score > scores[truth]!).length < TOP ? 1 : 0;
  });
}

export const districtEntryTask: QualityTask = {
  id: 'C1',
  what: 'district of new companies from their activities',
  async run({ train, test, seed, progress }) {
    const data = await split(train, test);
    if (!data.past.length || !data.next.length) {
      progress('skipped: no companies of Chongqing to forecast');
      return [];
    }
    const places = [...new Set(data.past.map(({ region }) => region))].sort();
    const vocabulary = mine(data, places);
    progress(`${vocabulary.terms.length} terms; ${data.past.length} past, ${data.next.length} new companies`);

    const evaluate = async (itemsOf: (row: Registration) => Int32Array): Promise<number[]> => {
      const entries: Entry[] = data.past.map((row) => ({
        place: places.indexOf(row.region),
        year: row.year,
        items: itemsOf(row),
      }));
      const model = fitDistrictModel(entries, places.length, { asOf: data.asOf, seed });
      return hits(model, data.next, itemsOf, places);
    };
    const ours = await evaluate(({ scope, name }) => vocabulary.itemsOf([scope, name]));
    progress('activities done');
    const style = await evaluate(({ scope }) => styleItems(scope));
    progress('style alarm done');
    const popularity = await evaluate(() => new Int32Array());

    const value = mean(ours);
    return [
      {
        id: 'C1',
        what: `district of the ${data.next.length} companies from ${data.asOf} on, of ${places.length}; style-only is the leakage alarm`,
        metric: 'hit@3',
        value,
        n: ours.length,
        interval: bootstrap(ours, seed),
        pass: PASS,
        baselines: { popularity: mean(popularity), 'style-only': mean(style) },
        ok: value >= PASS,
      },
    ];
  },
};
