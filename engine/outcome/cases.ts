/** Decided approaches, from the ledger as it stands in a snapshot. */
import { factors } from '../../data/schema/profile.ts';
import type { Database } from '../../data/store/index.ts';
import type { OutcomeCase } from './refit.ts';

/** In the order of recording. Approaches that are still open say nothing yet. A factor that was not measured then counts 0. */
export async function readCases(db: Database): Promise<OutcomeCase[]> {
  const rows = await db.rows<{ enterprise_id: string; values: string; result: string }>(
    `select enterprise_id, "values", result from ledger.match_outcome
     qualify row_number() over (partition by enterprise_id, link_id, district_id order by sequence desc) = 1
     order by sequence`,
  );
  return rows
    .filter((row) => row.result !== '接洽')
    .map(({ enterprise_id, values, result }) => {
      const measured = JSON.parse(values) as Partial<Record<(typeof factors)[number], number>>;
      return {
        enterprise_id,
        values: Float64Array.from(factors, (f) => measured[f] ?? 0),
        landed: result === '落地',
      };
    });
}
