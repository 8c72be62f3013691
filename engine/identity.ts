/** What the golden record rests on, pairs of projects, and how old the data is. */
import type { Database, Row } from '../data/store/index.ts';

/** Pairs of project codes that wait for a person, likest first: columns of project.pair. */
export const projectPairs = (db: Database): Promise<Row[]> =>
  db.rows("select * from project.pair where outcome = 'review' order by score desc, left_id, right_id");

/** Of one company: facts with their source where sources differ, values that did not survive, ids under which it was filed. */
export async function recordOfCompany(
  db: Database,
  id: string,
): Promise<{ provenance: Row[]; conflicts: Row[]; aliases: Row[] }> {
  const [provenance, conflicts, aliases] = await Promise.all([
    db.rows('select * from enterprise.provenance where enterprise_id = $id order by fact', { id }),
    db.rows('select * from enterprise.conflict where enterprise_id = $id order by fact, other_rank', { id }),
    db.rows('select * from enterprise.alias where enterprise_id = $id order by alias_id', { id }),
  ]);
  return { provenance, conflicts, aliases };
}

/** Every loaded library with its data dates and its age in days on `today` (YYYY-MM-DD). */
export const dataAge = (db: Database, today: string): Promise<Row[]> =>
  db.rows(
    "select *, date_diff('day', newest_as_of, cast($today as date)) as age_days from meta.data_age order by library",
    { today },
  );
