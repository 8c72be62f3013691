/** A store of any size without an hour of building: the synthetic city, every company of it many times over under other names. */
import { readProfile } from '../../data/schema/profile.ts';
import { buildSnapshot, currentSnapshot, literal, openSnapshot } from '../../data/store/index.ts';
import { modelParameters } from '../../engine/build.ts';
import { parametersFor } from '../../engine/runner/contract.ts';
import { readModels } from '../../engine/runner/model.ts';

/** What follows from the candidates, in order. */
const following = ['match.gated', 'match.offer', 'match.merit', 'match.listed'];

/**
 * A new current snapshot of `store` with at least `companies`; placements, parts and evidence are those of the originals, the
 * lists are ranked and published anew. @returns how many
 */
export async function enlarge(store: string, companies: number): Promise<number> {
  const { path } = currentSnapshot(store)!;
  const { db } = await openSnapshot(store);
  const { n } = await db.one<{ n: number }>('select count(*) as n from enterprise.current');
  db.closeAll();
  const times = Math.ceil(companies / n);
  await buildSnapshot(store, companies.toString(16).padStart(8, '0'), {}, async (large) => {
    await large.run(`attach ${literal(path)} as source (read_only)`);
    const { here } = await large.one<{ here: string }>('select current_database() as here');
    await large.run(`copy from database source to "${here}"`);
    const copies = `cross join (select range as copy from range(1, ${times})) as copies`;
    await large.run(
      `insert into enterprise.current by name
       select e.* exclude (copy) replace (e.enterprise_id || '-' || copy as enterprise_id, e.name || copy as name, e.name_key || copy as name_key)
       from (select * from source.enterprise.current ${copies}) as e`,
    );
    // Scores differ a little from copy to copy: equal ones would make every order a tie.
    await large.run(
      `insert into match.candidate by name
       select c.* exclude (copy) replace (c.enterprise_id || '-' || copy as enterprise_id, c.name || copy as name, c.placement * (1 - copy / 1e6) as placement)
       from (select * from source.match.candidate ${copies}) as c order by c.link_id`,
    );
    const models = await readModels();
    for (const relation of following) {
      const model = models.find((m) => m.relation === relation)!;
      if (model.kind !== 'sql') throw new Error(`${relation} is no statement`);
      await large.run(`delete from ${relation}`);
      await large.run(
        `insert into ${relation} ${model.sql}`,
        parametersFor(model.sql, modelParameters(readProfile(), '', '')),
      );
    }
    await large.run('detach source');
    await large.run(`update meta.build set snapshot = ${literal(companies.toString(16).padStart(8, '0'))}`);
  });
  return n * times;
}
