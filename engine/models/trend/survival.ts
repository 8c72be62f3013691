/** One row a link × year of age at which companies closed: Kaplan–Meier over companies whose day of closing is known or that live. */
import { readProfile } from '../../../data/schema/profile.ts';
import type { Database } from '../../../data/store/index.ts';
import { kaplanMeier, type Observed } from '../../maturity/index.ts';
import type { CodeModel } from '../../runner/model.ts';

/** Where fewer closed, there is no curve: the lists do not tell of closing. */
const leastClosed = 5;

type Life = { link_id: string; days: number; closed: boolean };

/** Lives by link of which enough closed; `*` = any link, each company once. A closed company without a day of closing tells nothing and is left out. */
async function readLives(db: Database): Promise<Map<string, Observed[]>> {
  const { closed } = await db.one<{ closed: number }>('select count(closed_on) as closed from lake.enterprises');
  if (closed < leastClosed) return new Map();
  const rows = await db.rows<Life>(
    `with closings as (
       select coalesce(i.entity_id, e.enterprise_id) as enterprise_id, max(e.closed_on) as closed_on
       from lake.enterprises as e left join lake.identity as i on i.enterprise_id = e.enterprise_id
       where e.closed_on is not null group by coalesce(i.entity_id, e.enterprise_id)
     ),
     lives as (
       select e.enterprise_id, c.closed_on is not null as closed, date_diff('day', e.registered_on, coalesce(c.closed_on, e.as_of)) as days
       from chain.company as e left join closings as c on c.enterprise_id = e.enterprise_id
       where kind in ('company', 'plant') and registered_on is not null
         and (closed_on is not null or not regexp_matches(coalesce(status, ''), '注销|吊销|迁出|清算'))
     ),
     placed as (select enterprise_id, link_id from chain.placement where score >= $placed_at),
     told as (
       select p.link_id, l.days, l.closed from lives as l join placed as p on l.enterprise_id = p.enterprise_id where l.days >= 0
       union all
       select '*', l.days, l.closed from lives as l where l.days >= 0 and l.enterprise_id in (select enterprise_id from placed)
     )
     select * from told where link_id in (select link_id from told where closed group by link_id having count(*) >= $least)`,
    { placed_at: readProfile().placed_at, least: leastClosed },
  );
  const lives = new Map<string, Observed[]>();
  for (const { link_id, days, closed } of rows) {
    const own = lives.get(link_id) ?? [];
    if (own.length === 0) lives.set(link_id, own);
    own.push({ time: closed ? Math.floor(days / 365.25) + 1 : days / 365.25, event: closed });
  }
  return lives;
}

export const model: CodeModel = {
  inputs: ['chain.company', 'chain.placement', 'lake.enterprises', 'lake.identity'],
  version: () => String(readProfile().placed_at),
  async fill(db, relation, progress) {
    const lives = await readLives(db);
    await db.append(relation, (appender) => {
      for (const [link, own] of [...lives].sort(([a], [b]) => (a < b ? -1 : 1))) {
        for (const step of kaplanMeier(own)) {
          appender.appendVarchar(link);
          appender.appendBigInt(BigInt(step.time));
          appender.appendBigInt(BigInt(step.at_risk));
          appender.appendBigInt(BigInt(step.events));
          for (const value of [step.survival, step.low, step.high]) appender.appendDouble(value);
          appender.endRow();
        }
      }
    });
    progress(lives.size);
  },
};
