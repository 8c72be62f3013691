/** Tables from schemas: creation and typed insertion. */
import type { TObject } from 'typebox';
import { type Column, columnsOf } from '../schema/columns.ts';
import { type Appender, type Database, day } from './database.ts';
import { quote } from './sql-text.ts';

/** Creates a table with the record's columns in a schema that is there. */
export const createTable = (db: Database, relation: string, record: TObject): Promise<void> =>
  db.run(
    `create or replace table ${quote(relation)} (${columnsOf(record)
      .map((c) => `${quote(c.name)} ${c.type}`)
      .join(', ')})`,
  );

/** Creates the schemas of relations in this database; `database.schema.table` lies in another one. */
export async function createSchemas(db: Database, relations: readonly string[]): Promise<void> {
  const own = relations.map((relation) => relation.split('.')).filter((path) => path.length === 2);
  for (const schema of new Set(own.map(([name]) => name!)))
    await db.run(`create schema if not exists ${quote(schema)}`);
}

/** Creates the table, its schema too, and fills it. Values are what the record says: text, number, boolean, ISO date, null. */
export async function insertRows(
  db: Database,
  relation: string,
  record: TObject,
  rows: readonly Record<string, unknown>[],
): Promise<void> {
  await createSchemas(db, [relation]);
  await createTable(db, relation, record);
  const columns = columnsOf(record);
  await db.append(relation, (appender) => {
    for (const row of rows) {
      for (const column of columns) appendValue(appender, column, row[column.name]);
      appender.endRow();
    }
  });
}

/** Adds rows to a table that exists. Values travel as text and take their types in one statement: all rows or none. */
export async function insertText(
  db: Database,
  relation: string,
  record: TObject,
  rows: readonly Record<string, unknown>[],
): Promise<void> {
  const columns = columnsOf(record);
  const name = (column: Column) => quote(column.name);
  await db.run(
    `create or replace temp table incoming (${columns.map((c) => `${name(c)} ${c.type === 'DOUBLE' ? c.type : 'VARCHAR'}`).join(', ')})`,
  );
  await db.append('incoming', (appender) => {
    for (const row of rows) {
      for (const { name, type } of columns) {
        const value = row[name];
        if (value === null || value === undefined) appender.appendNull();
        else if (type === 'DOUBLE') appender.appendDouble(value as number);
        else appender.appendVarchar(type.endsWith('[]') ? JSON.stringify(value) : String(value));
      }
      appender.endRow();
    }
  });
  const typed = columns.map(
    (c) => `cast(${c.type.endsWith('[]') ? `cast(${name(c)} as json)` : name(c)} as ${c.type})`,
  );
  await db.run(
    `insert into ${quote(relation)} (${columns.map(name).join(', ')}) select ${typed.join(', ')} from temp.incoming; drop table temp.incoming`,
  );
}

function appendValue(appender: Appender, column: Column, value: unknown): void {
  if (value === null || value === undefined || (value === '' && column.type !== 'VARCHAR')) appender.appendNull();
  else if (column.type === 'VARCHAR') appender.appendVarchar(String(value));
  else if (column.type === 'DOUBLE') appender.appendDouble(Number(value));
  else if (column.type === 'BIGINT') appender.appendBigInt(BigInt(Math.round(Number(value))));
  else if (column.type === 'BOOLEAN') appender.appendBoolean(Boolean(value));
  else if (column.type === 'DATE') appender.appendDate(day(String(value)));
  else throw new Error(`${column.name}: a ${column.type} is not inserted row by row`);
}
