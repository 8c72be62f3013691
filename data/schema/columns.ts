/** From a TypeBox record to table columns: the one place that says which DuckDB type a field has. */
import type { TObject, TSchema } from 'typebox';

export type Column = { name: string; type: string; nullable: boolean; title: string; description: string };

type Annotated = TSchema & {
  type?: string;
  format?: string;
  anyOf?: Annotated[];
  items?: Annotated;
  title?: string;
  description?: string;
};

/** Columns in declaration order. `title` is the Chinese heading, `description` holds meaning and unit. */
export function columnsOf(record: TObject): Column[] {
  return Object.entries(record.properties).map(([name, schema]) => {
    const annotated = schema as Annotated;
    const variants = annotated.anyOf?.filter((s) => s.type !== 'null');
    const core = variants?.[0] ?? annotated;
    return {
      name,
      type: sqlType(core),
      nullable: annotated.anyOf?.some((s) => s.type === 'null') ?? false,
      title: annotated.title ?? core.title ?? name,
      description: annotated.description ?? core.description ?? '',
    };
  });
}

function sqlType(schema: Annotated): string {
  if (schema.type === 'array') return `${sqlType(schema.items!)}[]`;
  if (schema.type === 'boolean') return 'BOOLEAN';
  if (schema.type === 'integer') return 'BIGINT';
  if (schema.type === 'number') return 'DOUBLE';
  if (schema.format === 'date') return 'DATE';
  if (schema.format === 'date-time') return 'TIMESTAMP';
  return 'VARCHAR';
}
