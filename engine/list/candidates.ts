/**
 * All companies on the list of one link and one district as columns in memory, with the share of each weight that they reach:
 * part = weight × share. Moved weights and brushes ask again and again, so what was read is kept. `match.ranked` computes the same
 * in SQL; a test holds them equal.
 */
import { readFileSync } from 'node:fs';
import { setImmediate as breathe } from 'node:timers/promises';
import { districtFactors, type Factor, factors } from '../../data/schema/profile.ts';
import { type Database, textAt, textsOf, type VectorBatch, type VectorColumn } from '../../data/store/index.ts';
import { partOf } from '../fit/part.ts';
import { leaningsOf, type Pull, pullOf } from '../relatedness/leaning.ts';

export type Pair = { link_id: string; district_id: string };

export type Candidates = {
  rows: number;
  /** enterprise_id of a row. */
  id(row: number): string;
  /** CNY; NaN = unknown. */
  capital_cny: Float64Array;
  /** Year; NaN = unknown. */
  founded: Float64Array;
  /** Row → place in `provinces`, of which '' is unknown. */
  province: Uint16Array;
  provinces: readonly string[];
  /** Share of the weight, 0 to 1: one a company, or one for all. */
  shares: Record<Factor, Float64Array | number>;
};

const statement = readFileSync(new URL('candidates.sql', import.meta.url), 'utf8');

/** Factors that differ from company to company, in the order of the statement. */
const companyFactors = factors.filter((f) => !(districtFactors as readonly Factor[]).includes(f));

/** What the district offers the link, as `match.ranked` measures it. */
const offer = `select ${districtFactors.map((f) => (f === 'park' ? 'ln(1 + park_land_mu) as park' : f)).join(', ')}
  from district.fit where link_id = $link_id and district_id = $district_id`;

/** Nobody may be called. */
export const noCandidates: Candidates = {
  rows: 0,
  id: () => '',
  capital_cny: new Float64Array(),
  founded: new Float64Array(),
  province: new Uint16Array(),
  provinces: [],
  shares: Object.fromEntries(factors.map((f) => [f, 0])) as Candidates['shares'],
};

/** In any order. */
export const candidatesOf = (db: Database, pair: Pair): Promise<Candidates> =>
  db.kept(`candidates ${pair.link_id} ${pair.district_id}`, (other) => read(other, pair));

async function read(db: Database, pair: Pair): Promise<Candidates> {
  const [place] = await db.rows<Record<string, number>>(offer, pair);
  // One batch, so that a column is one array.
  const { value: batch } = await db.vectors(statement, pair, Number.POSITIVE_INFINITY).next();
  const [ends] = await db.known<Record<string, number>>('select * from reference.profile');
  return place && batch ? candidates(batch, place, ends!, await pullOf(db, pair.district_id)) : noCandidates;
}

/** Others are answered between two factors. @param ends `<factor>_low` and `<factor>_high` of every factor */
async function candidates(
  { rows, columns }: VectorBatch,
  place: Record<string, number>,
  ends: Record<string, number>,
  pull: Pull,
): Promise<Candidates> {
  const [ids, provinces, capital_cny, founded, ...measured] = columns;
  const share = (factor: Factor): Float64Array | number => {
    const rule = { weight: 1, low: ends[`${factor}_low`]!, high: ends[`${factor}_high`]! };
    const at = companyFactors.indexOf(factor);
    return at < 0 ? partOf(place[factor]!, rule) : values(measured[at]!).map((value) => partOf(value, rule));
  };
  const values = (column: VectorColumn): Float64Array =>
    column.kind === 'list' ? leaningsOf(reals(column.child), column.offsets, pull) : reals(column);
  const shares: Partial<Candidates['shares']> = {};
  for (const factor of factors) {
    shares[factor] = share(factor);
    await breathe();
  }
  return {
    rows,
    id: (row) => textAt(ids!, row)!,
    capital_cny: reals(capital_cny!),
    founded: reals(founded!),
    ...coded(textsOf(provinces!)),
    shares: shares as Candidates['shares'],
  };
}

function reals(column: VectorColumn): Float64Array {
  if (column.kind !== 'real') throw new Error(`a ${column.kind} is no number`);
  return column.values;
}

/** Few different texts as numbers. */
function coded(texts: readonly (string | null)[]): Pick<Candidates, 'province' | 'provinces'> {
  const codes = new Map<string, number>();
  const province = new Uint16Array(texts.length);
  for (let row = 0; row < texts.length; row++) {
    const text = texts[row] ?? '';
    const code = codes.get(text) ?? codes.size;
    if (code === codes.size) codes.set(text, code);
    province[row] = code;
  }
  return { province, provinces: [...codes.keys()] };
}
