import { expect, it } from 'vitest';
import { Database, isMarked, markIds } from '../../../data/store/index.ts';

it('finds all ids that were marked last, hardly another one, and nobody where none was', async () => {
  const db = await Database.open();
  await db.run(`create table all_ids as select 'N' || i as id from range(50000) as r(i);
    create table odd as select id from all_ids where hash(id) % 100 = 7; create table none as select id from odd where false`);
  const found = async (relation: string) => {
    await markIds(db, relation);
    return db.one<{ missed: number; more: number }>(
      `select count(*) filter (where asked and not coalesce(marked, false)) as missed, count(*) filter (where marked and not asked) as more
       from (select id in (from ${relation}) as asked, ${isMarked('id')} as marked from all_ids)`,
    );
  };
  const odd = await found('odd');
  expect(odd.missed).toBe(0);
  expect(odd.more).toBeLessThan(250); // 500 bits of a million: about 24 of the others share one
  expect(await found('none')).toEqual({ missed: 0, more: 0 });
  db.closeAll();
});
