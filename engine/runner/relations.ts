/** What a SELECT reads, taken from DuckDB's own parse tree. */
import { AppError } from '../../data/errors.ts';
import type { Database } from '../../data/store/index.ts';

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
