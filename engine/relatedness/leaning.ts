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
