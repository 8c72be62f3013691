/** Rows of the last snapshot that still hold: a row-wise model works only on what changed since. */
import type { Database } from '../../data/store/index.ts';
import { literal, quote } from '../../data/store/index.ts';
import type { Model, RowWise } from './model.ts';

/** The last snapshot, attached as `previous`, and the hashes of the models that made it. */
export type Previous = { models: Readonly<Record<string, string>> };

/** Attaches a snapshot for reading as `previous`; whoever calls it detaches it. */
export async function attachPrevious(db: Database, path: string): Promise<Previous> {
  await db.run(`attach ${literal(path)} as previous (read_only)`);
  const { models } = await db.one<{ models: string }>('select models from previous.meta.build');
  return { models: JSON.parse(models) as Record<string, string> };
}

/** SQL condition on the key: the rows that a model must work on. `carried`: rows of the relation that are taken over. */
export type Todo = { condition: string; carried: boolean };

const everything: Todo = { condition: 'true', carried: false };
const changed = 'carry.changed';

/** Finds what changed in the input of a model since the last snapshot; everything, when the model itself did. */
export async function findChanges(db: Database, model: Model, previous: Previous | null): Promise<Todo> {
  if (model.kind !== 'code' || !model.code.rowwise || previous?.models[model.relation] !== model.hash)
    return everything;
  const { input, key, of } = model.code.rowwise;
  const columns = async (relation: string) => JSON.stringify(await db.describe(`select * from ${relation}`));
  if ((await columns(model.relation)) !== (await columns(`previous.${model.relation}`))) return everything;
  const same = of.map((column) => `n.${quote(column)} is not distinct from p.${quote(column)}`).join(' and ');
  await db.run('create schema if not exists carry');
  await db.run(
    `create or replace table ${changed} as
     select n.${quote(key)} as key from ${input} as n
     left join previous.${input} as p on p.${quote(key)} = n.${quote(key)} and ${same}
     where p.${quote(key)} is null`,
  );
  return { condition: `${quote(key)} in (select key from ${changed})`, carried: true };
}

/** Joins what was worked out anew with what still holds, in the order in which a full run would leave it: by key. */
export async function takeOver(db: Database, relation: string, { input, key }: RowWise): Promise<void> {
  const name = quote(key);
  await db.run(
    `create or replace table carry.fresh as select * from ${relation};
     delete from ${relation};
     insert into ${relation}
     select * exclude (carry_order) from (
       select *, rowid as carry_order from carry.fresh
       union all
       select *, rowid from previous.${relation}
       where ${name} in (select ${name} from ${input}) and ${name} not in (select key from ${changed}))
     order by ${name}, carry_order;
     drop schema carry cascade`,
  );
}
