/** Shares of assessment points that the arbiter decided for first talks, as known on a day. */
import type { Database } from '../../data/store/index.ts';
import type { PointShare } from './units.ts';

/** Of every filing that became a project, the newest agreement recorded by then. Sums are judged by units.ts, not here. */
export const pointShares = (db: Database, as_known_at: string): Promise<PointShare[]> =>
  db.rows<PointShare>(
    `with known as (
       select * from ledger.first_talk_share
       where kind = 'kpi_points' and recorded_at <= cast($as_known as timestamp)
     ),
     newest as (
       select filing_id, arg_max(agreement_id, sequence) as agreement_id from known group by filing_id
     ),
     signed as (
       select filing_id, arg_max(project_id, sequence) as project_id from ledger.first_talk_step
       where step = 'signed' and project_id is not null and recorded_at <= cast($as_known as timestamp)
       group by filing_id
     )
     select s.project_id, k.district_id as unit_id, k.share_pct as pct
     from known as k
     join newest as n on k.filing_id = n.filing_id and k.agreement_id = n.agreement_id
     join signed as s on k.filing_id = s.filing_id
     order by s.project_id, k.sequence`,
    { as_known: as_known_at },
  );
