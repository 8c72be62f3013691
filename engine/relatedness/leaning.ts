/** Where a company's activities point to: the additive part of the district model, from `district.activity`. */
import type { Database } from '../../data/store/index.ts';

/** `adds`: log-odds for the district; all of a company add up to its leaning. `companies` of the district name it too. */
export type Activity = { activity: string; adds: number; companies: number };

/** The activities of a company that the district model knows, those that add or take most first. */
export const activitiesOf = (db: Database, enterprise_id: string, district_id: string): Promise<Activity[]> =>
  db.rows<Activity>(
    `with named as (
       select unnest(activities) as activity from enterprise.activity where enterprise_id = $enterprise_id
     )
     select a.term as activity, a.weight / sqrt(count(*) over ()) as adds, a.companies
     from named as n
     join district.activity as a on a.activity = n.activity
     where a.district_id = $district_id
     order by abs(adds) desc, a.term`,
    { enterprise_id, district_id },
  );

/** What each activity adds for one district, in ten-thousandths of log-odds, by its number; NaN = the model does not know it. */
export type Pull = Float64Array;

export async function pullOf(db: Database, district_id: string): Promise<Pull> {
  const rows = await db.rows<{ activity: number; adds: number }>(
    'select activity, round(1e4 * weight) as adds from district.activity where district_id = $district_id',
    { district_id },
  );
  const pull = new Float64Array(1 + rows.reduce((most, { activity }) => Math.max(most, activity), -1)).fill(Number.NaN);
  for (const { activity, adds } of rows) pull[activity] = adds;
  return pull;
}

/**
 * Log-odds to two decimals, as `match.ranked` computes them; 0 where no activity is known, which speaks neither for the district
 * nor against it. `ends`: where the activities of each company begin and end.
 */
export function leaningsOf(activities: Float64Array, ends: Int32Array, pull: Pull): Float64Array {
  const leanings = new Float64Array(ends.length - 1);
  for (let row = 0; row < leanings.length; row++) {
    let [sum, known] = [0, 0];
    for (let at = ends[row]!; at < ends[row + 1]!; at++) {
      const adds = pull[activities[at]!];
      if (adds === undefined || Number.isNaN(adds)) continue;
      sum += adds;
      known++;
    }
    if (known > 0) leanings[row] = Math.floor(sum / Math.sqrt(known) / 100 + 0.5) / 100;
  }
  return leanings;
}
