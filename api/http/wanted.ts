/** What a request wants of a list: columns, filters, order, page. Everything from closed lists that the route declares. */
import Type, { type TObject, type TProperties } from 'typebox';
import { AppError } from '../../data/errors.ts';
import { type Column, columnsOf } from '../../data/schema/columns.ts';
import type { Parameter } from '../../data/store/index.ts';
import type { Principal } from './access.ts';
import type { RowsRoute } from './route.ts';

export type Filter = { column: Column; test: '=' | '>=' | '<='; value: Parameter };
export type Order = { column: string; down: boolean };
export type Wanted = {
  columns: Column[];
  filters: Filter[];
  /** Total: ends with the key of the route. */
  order: Order[];
  /** False: nobody asked for an order, so rows that a handler has ordered keep it. */
  sorted: boolean;
  offset: number;
  /** Rows of this page; null = all. */
  limit: number | null;
};
type Query = Record<string, string | number | boolean | undefined>;

const ranged = new Set(['DOUBLE', 'BIGINT', 'DATE', 'TIMESTAMP']);
const filterColumns = (route: RowsRoute): Column[] =>
  columnsOf(route.row).filter((column) => route.filters.includes(column.name));

const largest = Number.MAX_SAFE_INTEGER;

/** The type of what a list holds, or the type itself. */
export const elementOf = (type: string): string => type.replace(/\[\]$/, '');

/** Largest JSON page; other formats have no pages. */
export const largestPage = 10_000;

/** Parameters that every list takes beside its own. */
export function listQuery(route: RowsRoute): TObject {
  const sorts = route.sorts.flatMap((name) => [name, `-${name}`]);
  const properties: TProperties = {
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000_000, description: 'rows of one page' })),
    cursor: Type.Optional(Type.String({ maxLength: 400, description: '`next` of the page before' })),
    columns: Type.Optional(Type.String({ maxLength: 2000, description: 'names of columns, comma between' })),
  };
  if (sorts.length) properties.sort = Type.Optional(Type.Enum(sorts));
  for (const { name, type, description } of filterColumns(route)) {
    properties[name] = Type.Optional(valueSchema(type, description));
    if (ranged.has(type))
      for (const end of ['from', 'to']) properties[`${name}_${end}`] = Type.Optional(valueSchema(type, description));
  }
  return Type.Object(properties);
}

/** Of a list, one of its elements is asked for. */
function valueSchema(listed: string, description: string) {
  const type = elementOf(listed);
  if (type === 'DOUBLE') return Type.Number({ description });
  if (type === 'BIGINT') return Type.Integer({ minimum: -largest, maximum: largest, description });
  if (type === 'BOOLEAN') return Type.Boolean({ description });
  if (type === 'DATE') return Type.String({ format: 'date', description });
  if (type === 'TIMESTAMP') return Type.String({ format: 'date-time', description });
  return Type.String({ maxLength: 200, description });
}

export type Cursor = { snapshot: string; offset: number };

/** The cursor names its snapshot, so that all pages of a list come from one. */
export const writeCursor = (cursor: Cursor): string =>
  Buffer.from(`${cursor.snapshot}.${cursor.offset}`).toString('base64url');

/** @throws AppError option_invalid */
export function readCursor(text: string): Cursor {
  const found = /^([0-9a-f]{1,64})\.(\d{1,12})$/.exec(Buffer.from(text, 'base64url').toString('latin1'));
  if (!found) throw new AppError('option_invalid', 'cursor is not one of ours', 'take `next` of the page before');
  return { snapshot: found[1]!, offset: Number(found[2]) };
}

/** @param paged true for JSON. @throws AppError option_invalid */
export function wantedOf(route: RowsRoute, query: Query, principal: Principal, paged: boolean): Wanted {
  const all = columnsOf(route.row);
  const hidden = route.access[principal.role] === 'pseudonymised' ? route.personal : [];
  const filters = filtersOf(route, query);
  const sort = query.sort === undefined ? [] : [String(query.sort)];
  const asked = [...filters.map((f) => f.column.name), ...sort.map((s) => s.replace(/^-/, ''))];
  const secret = asked.find((name) => hidden.includes(name));
  // An equality or an order on a pseudonymised column would tell what stands behind the pseudonym.
  if (secret) throw new AppError('option_invalid', `«${secret}» is pseudonymised for you`, 'filter by another column');
  if (route.access[principal.role] === 'own_district' && route.district?.in === 'row') {
    const { field } = route.district;
    filters.push({ column: all.find((c) => c.name === field)!, test: '=', value: principal.district_id });
  }
  const order = [...sort.map((s) => ({ column: s.replace(/^-/, ''), down: s.startsWith('-') }))];
  for (const column of route.key) if (!order.some((o) => o.column === column)) order.push({ column, down: false });
  const limit = query.limit === undefined ? (paged ? route.page : null) : Number(query.limit);
  if (paged && limit !== null && limit > largestPage)
    throw new AppError(
      'option_invalid',
      `a JSON page holds at most ${largestPage} rows`,
      'follow `next`, or take .ndjson, .csv, .arrow or .parquet, which give all rows',
    );
  return {
    columns: columnsWanted(all, query.columns),
    filters,
    order,
    sorted: sort.length > 0,
    offset: query.cursor === undefined ? 0 : readCursor(String(query.cursor)).offset,
    limit,
  };
}

function filtersOf(route: RowsRoute, query: Query): Filter[] {
  const filters: Filter[] = [];
  for (const column of filterColumns(route))
    for (const [name, test] of [
      [column.name, '='],
      [`${column.name}_from`, '>='],
      [`${column.name}_to`, '<='],
    ] as const) {
      const value = query[name];
      if (value !== undefined) filters.push({ column, test, value });
    }
  return filters;
}

function columnsWanted(all: Column[], names: Query[string]): Column[] {
  if (names === undefined) return all;
  return String(names)
    .split(',')
    .map((name) => {
      const column = all.find((c) => c.name === name.trim());
      if (!column)
        throw new AppError(
          'option_invalid',
          `there is no column «${name.trim()}»`,
          `name some of ${all.map((c) => c.name).join(', ')}`,
        );
      return column;
    });
}
