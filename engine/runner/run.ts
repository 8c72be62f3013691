/** Runs all models into a database: attach inputs, order, check contracts, materialise. */
import { createSchemas, createTable, type Database, quote } from '../../data/store/index.ts';
import { carryOn, everything, type Fill, type Previous } from './carry.ts';
import { holdToContract, parametersFor, recordOf } from './contract.ts';
import { inOrder } from './graph.ts';
import { inputsInPart, type Model, type Parameters } from './model.ts';
import { inTurn } from './turn.ts';

export type Progress = { relation: string; at: number; of: number; rows: number };

/**
 * Materialises every model as a table, or as a view on others. Inputs (`lake.*`, `reference.*`) must be there. `previous`: `db` is a copy of the
 * last snapshot, made by the same models, of which stays what did not change.
 */
export async function runModels(
  db: Database,
  models: readonly Model[],
  parameters: Parameters,
  report: (progress: Progress) => void,
  previous: Previous | null = null,
): Promise<void> {
  const ordered = inOrder(models);
  const readersOf = (relation: string) => ordered.filter(({ inputs }) => inputs.includes(relation));
  // before two connections create one at once and are in each other's way
  if (!previous)
    await createSchemas(
      db,
      ordered.map((model) => model.relation),
    );
  const run = async (on: Database, model: Model): Promise<void> => {
    const at = ordered.indexOf(model) + 1;
    const progress = (rows: number) => report({ relation: model.relation, at, of: ordered.length, rows });
    const fill = filling(on, model, parameters, progress);
    if (previous) {
      if (!(await carryOn(on, model, previous, readersOf(model.relation), fill))) return;
    } else {
      await holdToContract(on, model, parameters);
      if (model.kind === 'view') await on.run(`create or replace view ${quote(model.relation)} as ${model.sql}`);
      else {
        await createTable(on, model.relation, recordOf(model));
        await fill(model.relation, everything);
      }
    }
    if (model.kind === 'view') return; // counting its rows would be to make them
    const { rows } = await on.one<{ rows: number }>(`select count(*) as rows from ${quote(model.relation)}`);
    progress(rows);
  };
  // two large ones of a whole build would not fit into memory together
  await inTurn(ordered, (model) => db.beside((other) => run(other, model)), previous ? 2 : 1);
}

/** How a model fills a relation. SQL that is to read only some rows of an input reads them under their other name. */
function filling(db: Database, model: Model, parameters: Parameters, progress: (rows: number) => void): Fill {
  return (relation, reading) => {
    if (model.kind === 'code') return model.code.fill(db, relation, progress, reading);
    const sql = inputsInPart(model).reduce(
      (text, input) => text.replaceAll(new RegExp(`\\b${input}\\b`, 'g'), reading.of(input)),
      model.sql,
    );
    return db.run(`insert into ${quote(relation)} ${sql}`, parametersFor(model.sql, parameters));
  };
}
