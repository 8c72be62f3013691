/** A new snapshot without a build: the current one under another id, so that readers can be watched while it changes under them. */
import { buildSnapshot, currentSnapshot, literal } from '../../data/store/index.ts';

/** Every company of the new snapshot carries its id as alias. @returns the id */
export async function swapTo(store: string, id: string): Promise<string> {
  const { path } = currentSnapshot(store)!;
  await buildSnapshot(store, id, {}, async (db) => {
    await db.run(`attach ${literal(path)} as source (read_only)`);
    const { here } = await db.one<{ here: string }>('select current_database() as here');
    await db.run(`copy from database source to "${here}"`);
    await db.run('detach source');
    await db.run(`update meta.build set snapshot = ${literal(id)}, models_hash = ${literal(`models-${id}`)}`);
    await db.run(`update enterprise.current set name = split_part(name, '·', 1) || '·' || ${literal(id)}`);
  });
  return id;
}
