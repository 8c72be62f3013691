/** One HTTP route as data: validation, access, formats, types and OpenAPI all follow from this declaration. */
import Type, { type Static, type TObject, type TSchema } from 'typebox';
import { AppError } from '../../data/errors.ts';
import type { Database, Parameter, Row } from '../../data/store/index.ts';
import type { SheetOut } from '../../data/xlsx.ts';
import type { Jobs } from '../jobs/index.ts';
import { type Access, accessFault, type District, type Principal } from './access.ts';
import type { Metrics } from './metrics.ts';
import type { SnapshotInfo } from './reader.ts';

/** What a handler gets. `db` is a connection of its own to one snapshot, read-only and without file system. */
export type Context<P = unknown, Q = unknown, B = unknown> = {
  db: Database;
  snapshot: SnapshotInfo;
  /** Folder of the store, for the ledger and the loads. */
  store: string;
  principal: Principal;
  jobs: Jobs;
  metrics: Metrics;
  params: P;
  query: Q;
  body: B;
  /** Header Idempotency-Key, for `once` of the ledger's tables. */
  once: string | undefined;
  /** Header If-Match: the sequence on which the caller decided, for `expected` of the ledger's tables. */
  expected: number | undefined;
};

/**
 * Rows as they are, or one SELECT that the door narrows, orders, pages and streams in any format. `head`: JSON only, beside
 * the rows. `name`: of the file, without ending.
 */
export type RowsAnswer =
  | Row[]
  | { rows: Row[]; head?: Row; name?: string }
  | { sql: string; parameters?: Record<string, Parameter>; head?: Row; name?: string };

/** An answer that is no JSON. `path`: a file that never changes, of which parts can be asked for (`Range`). */
export type FileAnswer = { type: string; name?: string } & (
  | { body: Buffer | string | NodeJS.ReadableStream }
  | { path: string }
);

type Common<P extends TObject, Q extends TObject> = {
  /** Begins with `/`; `:name` is a parameter and stands in `params`. */
  path: string;
  summary: { zh: string; en: string };
  access: Access;
  district?: District;
  /** Fields of the answer (rows: columns) that hold personal data. */
  personal?: readonly string[];
  params?: P;
  query?: Q;
  /** True when the answer follows the ledger or the loads, not the snapshot: it gets no ETag. */
  live?: boolean;
};

type RowsDeclaration<P extends TObject, Q extends TObject> = Common<P, Q> & {
  row: TObject;
  /** Columns that order rows where nothing else does: together unique. */
  key: readonly string[];
  head?: TObject;
  /** Columns that can be filtered by equality; numbers and days also by `<column>_from` and `<column>_to`. */
  filters?: readonly string[];
  /** Columns that `sort` may name; `-column` sorts downwards. */
  sorts?: readonly string[];
  /** Rows of a JSON page unless `limit` says otherwise; default 1000. Other formats give all rows. */
  page?: number;
  /** Sheets of the .xlsx, where rows under their headings are not enough. */
  workbook?: (rows: Row[], head: Row, snapshot: SnapshotInfo) => SheetOut[];
  handler: (c: Context<Static<P>, Static<Q>>) => Promise<RowsAnswer>;
};
type ItemDeclaration<P extends TObject, Q extends TObject, A extends TObject> = Common<P, Q> & {
  answer: A;
  handler: (c: Context<Static<P>, Static<Q>>) => Promise<Static<A>>;
};
type WriteDeclaration<P extends TObject, B extends TSchema, A extends TObject> = Omit<Common<P, TObject>, 'query'> & {
  method?: 'POST' | 'PUT' | 'DELETE';
  body: B;
  answer: A;
  /** Resolves only when the write is durable. */
  handler: (c: Context<Static<P>, unknown, Static<B>>) => Promise<Static<A>>;
};
type FileDeclaration<P extends TObject, Q extends TObject> = Common<P, Q> & {
  /** Media type, for the documentation. */
  media: string;
  /** True when data leaves with it: it is noted in the audit log. */
  exports: boolean;
  handler: (c: Context<Static<P>, Static<Q>>) => Promise<FileAnswer>;
};

type Erased = Required<
  Pick<Common<TObject, TObject>, 'path' | 'summary' | 'access' | 'personal' | 'params' | 'query'>
> &
  Pick<Common<TObject, TObject>, 'district'> & { live: boolean };
export type RowsRoute = Erased & {
  kind: 'rows';
  row: TObject;
  head: TObject;
  key: readonly string[];
  filters: readonly string[];
  sorts: readonly string[];
  page: number;
  workbook: RowsDeclaration<TObject, TObject>['workbook'];
  handler: (c: Context) => Promise<RowsAnswer>;
};
export type ItemRoute = Erased & { kind: 'item'; answer: TObject; handler: (c: Context) => Promise<Row> };
export type WriteRoute = Erased & {
  kind: 'write';
  method: 'POST' | 'PUT' | 'DELETE';
  body: TSchema;
  answer: TObject;
  handler: (c: Context) => Promise<Row>;
};
export type FileRoute = Erased & {
  kind: 'file';
  media: string;
  exports: boolean;
  handler: (c: Context) => Promise<FileAnswer>;
};
export type Route = RowsRoute | ItemRoute | WriteRoute | FileRoute;

const nothing = Type.Object({});
type Nothing = typeof nothing;

/** A list: JSON page by page; NDJSON, CSV, xlsx, Arrow and Parquet whole. */
export const rows = <P extends TObject = Nothing, Q extends TObject = Nothing>(d: RowsDeclaration<P, Q>): Route =>
  sound({
    ...d,
    ...erased(d),
    kind: 'rows',
    head: d.head ?? nothing,
    filters: d.filters ?? [],
    sorts: d.sorts ?? [],
    page: d.page ?? 1000,
    workbook: d.workbook,
    handler: d.handler as RowsRoute['handler'],
  });

/** One object as JSON. What its schema does not name is not sent. */
export const item = <A extends TObject, P extends TObject = Nothing, Q extends TObject = Nothing>(
  d: ItemDeclaration<P, Q, A>,
): Route => sound({ ...d, ...erased(d), kind: 'item', handler: d.handler as ItemRoute['handler'] });

/** A write: audited, repeatable under one Idempotency-Key, answered when durable. */
export const write = <B extends TSchema, A extends TObject, P extends TObject = Nothing>(
  d: WriteDeclaration<P, B, A>,
): Route =>
  sound({
    ...d,
    ...erased(d),
    live: true,
    kind: 'write',
    method: d.method ?? 'POST',
    handler: d.handler as WriteRoute['handler'],
  });

/** Anything else that is read: a file, a stream, plain text. */
export const file = <P extends TObject = Nothing, Q extends TObject = Nothing>(d: FileDeclaration<P, Q>): Route =>
  sound({ ...d, ...erased(d), kind: 'file', handler: d.handler as FileRoute['handler'] });

const erased = (d: Omit<Common<TObject, TObject>, 'access'> & { access: Access }): Erased => ({
  path: d.path,
  summary: d.summary,
  access: d.access,
  personal: d.personal ?? [],
  params: d.params ?? nothing,
  query: d.query ?? nothing,
  live: d.live ?? false,
  ...(d.district ? { district: d.district } : {}),
});

/** The part of a route's answer that carries facts. */
export const answerOf = (route: Route): TObject =>
  route.kind === 'rows' ? route.row : route.kind === 'file' ? nothing : route.answer;

/** @throws AppError route_invalid: a route without a rule that can be held does not exist */
function sound(route: Route): Route {
  const fault = accessFault(route.access, route.district, route.personal, answerOf(route)) ?? fieldFault(route);
  if (fault) throw new AppError('route_invalid', `route ${route.path} ${fault}`, 'see api/README.md, Extend');
  return route;
}

function fieldFault(route: Route): string | null {
  const named = [...route.path.matchAll(/:(\w+)/g)].map((m) => m[1]!);
  const unknown = named.filter((name) => !(name in route.params.properties));
  if (unknown.length) return `does not describe the parameter «${unknown[0]}»`;
  const { district } = route;
  if (
    district &&
    (district.in === 'query' || district.in === 'params') &&
    !(district.field in route[district.in].properties)
  )
    return `has no ${district.in} parameter «${district.field}»`;
  if (route.kind !== 'rows') return null;
  const strange = [...route.key, ...route.filters, ...route.sorts].filter((name) => !(name in route.row.properties));
  if (strange.length) return `names «${strange[0]}», which its rows do not have`;
  const twice = route.filters.filter((name) => name in route.query.properties);
  return twice.length ? `takes «${twice[0]}» twice: as a filter and as a parameter` : null;
}
