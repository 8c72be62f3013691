/** The rows of a target list: read where they are published, else ranked among all candidates. */
import { type Factor, factors } from '../../data/schema/profile.ts';
import type { Database } from '../../data/store/index.ts';
import { type Candidates, candidatesOf, type Pair } from './candidates.ts';
import { leftBy, type Narrowing } from './narrowing.ts';
import { bestOf, partsOf, scoredBy, type Weights } from './scored.ts';

/** The company of a row. */
export type Listed = {
  enterprise_id: string;
  name: string;
  province: string | null;
  prefecture: string | null;
  registered_on: string | null;
  capital_cny: number | null;
};
/** What a list says of a company beside what ranks it. */
type Described = Listed & {
  evidence: string;
  source_file: string;
  source_sheet: string;
  source_line: number;
};
export type Ranked = Described & { rank: number; score: number } & Record<Factor, number>;

/** The best of a list. `left`: how many the narrowing leaves; null = all. */
export type Best = { left: number | null; rows: Ranked[] };

const columns = [
  ...['rank', 'enterprise_id', 'name', 'province', 'prefecture', 'registered_on', 'capital_cny', 'score', ...factors],
  ...['evidence', 'source_file', 'source_sheet', 'source_line'],
].join(', ');

/** The list as published, as far as it goes. Sorted here: for DuckDB that is a second pass. */
export async function publishedRows(db: Database, pair: Pair, top: number): Promise<Best> {
  const rows = await db.rows<Ranked>(
    `select ${columns} from match.ranked where link_id = $link_id and district_id = $district_id and rank <= $top`,
    { ...pair, top },
  );
  return { left: null, rows: rows.sort((a, b) => a.rank - b.rank) };
}

const described = `select enterprise_id, name, province, prefecture, registered_on, capital_cny, evidence, source_file, source_sheet, source_line
  from match.candidate
  where link_id = $link_id and enterprise_id in (select unnest(from_json($ids, '["varchar"]')))`;

/** The list as `match.ranked` would publish it, under any weights, of those whom the narrowing leaves. */
export async function rankedRows(
  db: Database,
  pair: Pair,
  { top, weights, narrowing }: { top: number; weights: Partial<Weights> | undefined; narrowing: Narrowing },
): Promise<Best> {
  const list = await candidatesOf(db, pair);
  const all = await weightsOf(db, weights);
  const scored = scoredBy(all, list);
  const left = leftBy(list, scored, narrowing);
  const places = bestOf(list, scored, left.has, top);
  const byId = await describedIn(
    db,
    list,
    pair,
    places.map(({ row }) => list.id(row)),
  );
  return {
    left: left.count,
    rows: places.map(({ row, rank }) => ({
      ...byId.get(list.id(row))!,
      rank,
      score: scored.scores[row]!,
      ...partsOf(list, all, row),
    })),
  };
}

/** Companies that a list has named already: between two brushes most stay. */
const known = new WeakMap<Candidates, Map<string, Described>>();

async function describedIn(
  db: Database,
  list: Candidates,
  { link_id }: Pair,
  ids: string[],
): Promise<Map<string, Described>> {
  const there = known.get(list) ?? new Map<string, Described>();
  known.set(list, there);
  const missing = ids.filter((id) => !there.has(id));
  if (missing.length > 0)
    for (const company of await db.rows<Described>(described, { link_id, ids: JSON.stringify(missing) }))
      there.set(company.enterprise_id, company);
  return there;
}

/** Weights of all factors: those given, and the profile's of the others. */
export async function weightsOf(db: Database, given: Partial<Weights> | undefined): Promise<Weights> {
  const [profile] = await db.known<Record<string, number>>('select * from reference.profile');
  return Object.fromEntries(factors.map((f) => [f, given?.[f] ?? profile![`${f}_weight`]!])) as Weights;
}
