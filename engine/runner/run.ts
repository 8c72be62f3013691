/** Runs all models into a database: attach inputs, order, check contracts, materialise. */
import { createTable, type Database, quote } from '../../data/store/index.ts';
import { holdToContract, parametersFor, recordOf } from './contract.ts';
import { inOrder } from './graph.ts';
import type { Model, Parameters } from './model.ts';

export type Progress = { relation: string; at: number; of: number; rows: number };

/** Materialises every model as a table. Inputs (`lake.*`, `reference.*`) must be there. */
export async function runModels(
  db: Database,
  models: readonly Model[],
  parameters: Parameters,
  report: (progress: Progress) => void,
): Promise<void> {
  const ordered = await inOrder(db, models);
  for (const [at, model] of ordered.entries()) {
    await holdToContract(db, model, parameters);
    await createTable(db, model.relation, recordOf(model));
    const table = quote(model.relation);
    if (model.kind === 'sql') await db.run(`insert into ${table} ${model.sql}`, parametersFor(model.sql, parameters));
    else
      await model.code.fill(db, model.relation, (rows) =>
        report({ relation: model.relation, at: at + 1, of: ordered.length, rows }),
      );
    const { rows } = await db.one<{ rows: number }>(`select count(*) as rows from ${table}`);
    report({ relation: model.relation, at: at + 1, of: ordered.length, rows });
  }
}
