/** A model's promise: the columns and types that its schema in data/schema names, in that order. */
import type { TObject } from 'typebox';
import { AppError } from '../../data/errors.ts';
import { columnsOf } from '../../data/schema/columns.ts';
import { published } from '../../data/schema/published.ts';
import type { Database } from '../../data/store/index.ts';
import { type Model, type Parameters, parameterNames } from './model.ts';

/** @throws AppError contract_broken when the model has no schema */
export function recordOf(model: Model): TObject {
  const record = (published as Record<string, TObject>)[model.relation];
  if (!record)
    throw new AppError('contract_broken', `${model.relation} has no schema`, 'add it to data/schema/published.ts', {
      file: model.file,
    });
  return record;
}

/** Compares what a SQL model would return with its schema, without running it. @throws AppError contract_broken with both lists */
export async function holdToContract(db: Database, model: Model, parameters: Parameters): Promise<void> {
  if (model.kind === 'code') return;
  const wanted = columnsOf(recordOf(model)).map((c) => `${c.name} ${c.type}`);
  const found = (await db.describe(model.sql, parametersFor(model.sql, parameters))).map((c) => `${c.name} ${c.type}`);
  const wrong = wanted.map((w, i) => [w, found[i] ?? 'nothing'] as const).find(([w, f]) => w !== f);
  if (wrong || found.length !== wanted.length)
    throw new AppError(
      'contract_broken',
      `${model.relation}: the schema says «${wrong?.[0] ?? 'nothing more'}», the model gives «${wrong?.[1] ?? found[wanted.length]}»`,
      'change the model or its schema in data/schema/published.ts',
      { file: model.file },
    );
}

/** Only the parameters that the statement names: DuckDB refuses others. */
export function parametersFor(sql: string, parameters: Parameters): Parameters {
  return Object.fromEntries(parameterNames(sql).map((name) => [name, parameters[name] ?? null]));
}
