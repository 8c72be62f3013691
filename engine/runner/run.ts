/** Runs all models into a database: attach inputs, order, check contracts, materialise. */
import { createTable, type Database, quote } from '../../data/store/index.ts';
import { findChanges, type Previous, takeOver } from './carry.ts';
import { holdToContract, parametersFor, recordOf } from './contract.ts';
import { inOrder } from './graph.ts';
import type { Model, Parameters } from './model.ts';

export type Progress = { relation: string; at: number; of: number; rows: number };

/**
 * Materialises every model as a table. Inputs (`lake.*`, `reference.*`) must be there. `previous`: the last snapshot, of
 * which row-wise models take over what did not change.
 */
export async function runModels(
  db: Database,
  models: readonly Model[],
  parameters: Parameters,
  report: (progress: Progress) => void,
  previous: Previous | null = null,
): Promise<void> {
  const ordered = await inOrder(db, models);
  for (const [at, model] of ordered.entries()) {
    await holdToContract(db, model, parameters);
    await createTable(db, model.relation, recordOf(model));
    const table = quote(model.relation);
    if (model.kind === 'sql') await db.run(`insert into ${table} ${model.sql}`, parametersFor(model.sql, parameters));
    else {
      const todo = await findChanges(db, model, previous);
      const progress = (rows: number) => report({ relation: model.relation, at: at + 1, of: ordered.length, rows });
      await model.code.fill(db, model.relation, progress, todo.condition);
      if (todo.carried) await takeOver(db, model.relation, model.code.rowwise!);
    }
    const { rows } = await db.one<{ rows: number }>(`select count(*) as rows from ${table}`);
    report({ relation: model.relation, at: at + 1, of: ordered.length, rows });
  }
}
