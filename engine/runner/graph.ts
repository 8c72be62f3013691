/** The order of models: who reads whom, taken from DuckDB's own parse tree. */
import { AppError } from '../../data/errors.ts';
import type { Database } from '../../data/store/index.ts';
import type { Model } from './model.ts';

type Node = { schema_name?: string; table_name?: string } & Record<string, unknown>;

/** Relations (`schema.name`) that a SELECT reads. `file`: where it stands. */
export async function relationsIn(db: Database, sql: string, file: string): Promise<string[]> {
  const { tree } = await db.one<{ tree: string }>('select json_serialize_sql($sql::varchar) as tree', { sql });
  const parsed = JSON.parse(tree) as Node & { error: boolean; error_message?: string };
  if (parsed.error)
    throw new AppError('contract_broken', `${file}: ${parsed.error_message}`, 'a model is one SELECT statement', {
      file,
    });
  const found = new Set<string>();
  visit(parsed, (node) => {
    if (node.table_name && node.schema_name) found.add(`${node.schema_name}.${node.table_name}`);
  });
  return [...found];
}

function visit(value: unknown, see: (node: Node) => void): void {
  if (Array.isArray(value)) for (const item of value) visit(item, see);
  else if (value !== null && typeof value === 'object') {
    see(value as Node);
    for (const item of Object.values(value)) visit(item, see);
  }
}

/** Models in an order in which each comes after all that it reads. @throws AppError model_cycle */
export function inOrder(models: readonly Model[]): Model[] {
  const byName = new Map(models.map((m) => [m.relation, m]));
  const ordered: Model[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const place = (model: Model, path: string[]): void => {
    if (state.get(model.relation) === 'done') return;
    if (state.get(model.relation) === 'open')
      throw new AppError(
        'model_cycle',
        `models read each other: ${[...path, model.relation].join(' → ')}`,
        'break the circle',
        { file: model.file },
      );
    state.set(model.relation, 'open');
    for (const input of model.inputs) {
      const next = byName.get(input);
      if (next) place(next, [...path, model.relation]);
    }
    state.set(model.relation, 'done');
    ordered.push(model);
  };
  for (const model of models) place(model, []);
  return ordered;
}
