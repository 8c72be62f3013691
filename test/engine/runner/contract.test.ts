/** Every model keeps its promise on an empty city: it binds, and gives the columns and types of its schema. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readProfile } from '../../../data/schema/profile.ts';
import { published } from '../../../data/schema/published.ts';
import { createSchemas, createTable, Database } from '../../../data/store/index.ts';
import { attachInputs, modelParameters } from '../../../engine/build.ts';
import { holdToContract, recordOf } from '../../../engine/runner/contract.ts';
import { inOrder } from '../../../engine/runner/graph.ts';
import { type Model, readModels } from '../../../engine/runner/model.ts';
import { runModels } from '../../../engine/runner/run.ts';

const models = await readModels();
const profile = readProfile();
const parameters = modelParameters(profile, 'profile', 'models');
let db: Database;

beforeAll(async () => {
  db = await Database.open();
  await attachInputs(db, '/nowhere', [], profile);
  await createSchemas(
    db,
    models.map((m) => m.relation),
  );
  for (const model of models) await createTable(db, model.relation, recordOf(model));
});
afterAll(() => db.closeAll());

it('finds a model for every published table and a schema for every model', () => {
  expect(models.map((m) => m.relation).sort()).toEqual(Object.keys(published).sort());
});

describe.each(models.map((m) => [m.relation, m] as const))('%s', (_relation, model) => {
  it('binds on an empty city and has the columns of its schema', () => holdToContract(db, model, parameters));

  it('reads only relations that exist', async () => {
    const known = new Set(models.map((m) => m.relation));
    const foreign = model.inputs.filter((input) => !known.has(input));
    for (const input of foreign) expect(await db.describe(`select * from ${input}`)).not.toEqual([]);
  });
});

it('runs as a whole on an empty city', async () => {
  const empty = await Database.open();
  await attachInputs(empty, '/nowhere', [], profile);
  const seen: string[] = [];
  await runModels(empty, models, parameters, ({ relation }) => seen.push(relation));
  expect(new Set(seen).size).toBe(models.filter(({ kind }) => kind !== 'view').length);
  expect((await empty.one<{ n: number }>('select count(*) as n from match.ranked')).n).toBe(0);
  empty.closeAll();
});

describe('a broken model', () => {
  const broken = (sql: string): Model => ({
    relation: 'chain.gap',
    file: 'x.sql',
    hash: 'x',
    inputs: [],
    kind: 'sql',
    sql,
  });

  it('is refused with the column that differs', async () => {
    await expect(holdToContract(db, broken('select 1 as link_id'), parameters)).rejects.toThrow(
      /the schema says «link_id VARCHAR», the model gives «link_id INTEGER»/,
    );
  });

  it('cannot read itself through others', () => {
    const model = (name: string, input: string): Model => ({
      ...broken(`select * from ${input}`),
      relation: name,
      inputs: [input],
    });
    expect(() => inOrder([model('x.a', 'x.b'), model('x.b', 'x.a')])).toThrow('x.a → x.b → x.a');
  });
});
