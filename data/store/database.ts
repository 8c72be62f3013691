/** The only importer of @duckdb/node-api: opens databases, runs SQL, streams columns in and out. */
import { setTimeout as pause } from 'node:timers/promises';
import {
  DOUBLE,
  type DuckDBAppender,
  type DuckDBConnection,
  type DuckDBDataChunk,
  DuckDBDateValue,
  DuckDBInstance,
  type DuckDBValue,
} from '@duckdb/node-api';
import bindings from '@duckdb/node-bindings';
import { type Fetch, joinParts, type RawVector, type VectorBatch } from './vectors.ts';

export type Parameter = string | number | bigint | boolean | null;
export type Row = Record<string, unknown>;
/** One batch of a streamed result: plain JavaScript columns in select order. */
export type Batch = { rows: number; columns: unknown[][] };

export type OpenOptions = {
  /** Open without a writer; the file must exist. */
  readOnly?: boolean;
  /** Forbid the file system and any further configuration: for connections that serve requests. */
  sealed?: boolean;
  /** For example `2GB`. Default: 2 GB. */
  memory?: string;
  threads?: number;
};

/** Schema and name of a relation (`chain.placement`), quoted for SQL. */
export const quote = (relation: string): string =>
  relation
    .split('.')
    .map((part) => `"${part.replaceAll('"', '""')}"`)
    .join('.');

/** A SQL string literal, for the few statements that take no parameters (COPY, ATTACH, table functions). */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A DuckDB database with one connection. Values come back as plain JavaScript: bigint and decimal → number, date and timestamp → ISO text. */
export class Database {
  private readonly instance: DuckDBInstance;
  private readonly connection: DuckDBConnection;
  private readonly running = new Set<Promise<unknown>>();
  private leaving = false;

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
    this.instance = instance;
    this.connection = connection;
  }

  /** @param path a file, or `:memory:` */
  static async open(path = ':memory:', options: OpenOptions = {}): Promise<Database> {
    const instance = await DuckDBInstance.create(path, {
      access_mode: options.readOnly ? 'READ_ONLY' : 'AUTOMATIC',
      memory_limit: options.memory ?? '2GB',
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      ...(options.threads ? { threads: String(options.threads) } : {}),
    });
    const connection = await instance.connect();
    await connection.run("set timezone = 'UTC'");
    if (options.sealed) await connection.run('set enable_external_access = false; set lock_configuration = true');
    return new Database(instance, connection);
  }

  /** A second connection to the same database, for work beside the first; close it on its own. */
  async fork(): Promise<Database> {
    return new Database(this.instance, await this.instance.connect());
  }

  /** Runs one or more statements. */
  async run(sql: string, parameters: Record<string, Parameter> = {}): Promise<void> {
    await this.during(() => this.connection.run(sql, parameters, wide(parameters)));
  }

  /** All rows of a query as objects. */
  async rows<T = Row>(sql: string, parameters: Record<string, Parameter> = {}): Promise<T[]> {
    const reader = await this.during(() => this.connection.runAndReadAll(sql, parameters, wide(parameters)));
    const names = reader.columnNames();
    const columns = reader.getColumns().map((column) => column.map(plain));
    return Array.from(
      { length: reader.currentRowCount },
      (_, row) => Object.fromEntries(names.map((name, i) => [name, columns[i]![row]])) as T,
    );
  }

  /** The only row of a query that always returns one. */
  async one<T = Row>(sql: string, parameters: Record<string, Parameter> = {}): Promise<T> {
    const [row] = await this.rows<T>(sql, parameters);
    if (row === undefined) throw new Error(`query returned no row: ${sql}`);
    return row;
  }

  /** Streams a query batch by batch (about 2,048 rows); memory stays flat. */
  async *stream(sql: string, parameters: Record<string, Parameter> = {}): AsyncGenerator<Batch> {
    const result = await this.during(() => this.connection.stream(sql, parameters, wide(parameters)));
    for (;;) {
      const chunk = await this.during(() => result.fetchChunk());
      if (!chunk || chunk.rowCount === 0) return;
      yield { rows: chunk.rowCount, columns: chunk.getColumns().map((column) => column.map(plain)) };
    }
  }

  /**
   * Streams a query in batches of about `target` rows as columns in Arrow's layout; nothing is read ahead of the consumer.
   * Every column is VARCHAR, DOUBLE, BIGINT, BOOLEAN, DATE, TIMESTAMP or a list of one of them.
   */
  async *vectors(
    sql: string,
    parameters: Record<string, Parameter> = {},
    target = 32_768,
  ): AsyncGenerator<VectorBatch> {
    const result = await this.during(() => this.connection.stream(sql, parameters, wide(parameters)));
    const types = result.columnTypes().map(String);
    for (let ended = false; !ended; ) {
      const chunks: DuckDBDataChunk[] = [];
      for (let rows = 0; rows < target; rows += chunks.at(-1)!.rowCount) {
        const chunk = await this.during(() => result.fetchChunk());
        ended = !chunk || chunk.rowCount === 0;
        if (!chunk || ended) break;
        chunks.push(chunk);
      }
      if (chunks.length === 0) return;
      yield {
        rows: chunks.reduce((n, chunk) => n + chunk.rowCount, 0),
        columns: types.map((type, i) =>
          joinParts(
            type,
            chunks.map((chunk) => ({ vector: chunk.getColumnVector(i) as unknown as RawVector, rows: chunk.rowCount })),
            fetchBytes,
          ),
        ),
      };
    }
  }

  /** Column names and types of a query or relation, without running it. */
  async describe(sql: string, parameters: Record<string, Parameter> = {}): Promise<{ name: string; type: string }[]> {
    return (await this.rows<{ column_name: string; column_type: string }>(`describe ${sql}`, parameters)).map((c) => ({
      name: c.column_name,
      type: c.column_type,
    }));
  }

  /** Appends rows to a table (`schema.table`, or with its database before that); `fill` calls the appender's typed methods and `endRow` for each row. */
  async append(relation: string, fill: (appender: DuckDBAppender) => Promise<void> | void): Promise<void> {
    const [table, schema, database] = relation.split('.').reverse() as [string, string?, string?];
    const appender = await this.connection.createAppender(table, schema, database);
    await fill(appender);
    appender.flushSync();
    appender.closeSync();
  }

  /** Closes this connection; nothing may be running on it. */
  close(): void {
    this.connection.closeSync();
  }

  /** Closes this connection whatever runs on it: stops that, and waits until it has stopped. Closing under it would crash the process. */
  async leave(): Promise<void> {
    if (this.leaving) return;
    this.leaving = true;
    // Again and again: what waits for a thread has not begun yet, and an interrupt before the beginning is forgotten.
    while (this.running.size > 0) {
      this.connection.interrupt();
      await Promise.race([Promise.allSettled(this.running), pause(20)]);
    }
    this.connection.closeSync();
  }

  private async during<T>(start: () => Promise<T>): Promise<T> {
    if (this.leaving) throw new Error('the caller has left');
    const work = start();
    this.running.add(work);
    try {
      return await work;
    } finally {
      this.running.delete(work);
    }
  }

  /** Closes the whole database, forks included. */
  closeAll(): void {
    this.connection.closeSync();
    this.instance.closeSync();
  }
}

/** Numbers without a fraction are bound as BIGINT unless said otherwise; larger ones than it holds are DOUBLE. */
const wide = (parameters: Record<string, Parameter>) =>
  Object.fromEntries(
    Object.entries(parameters)
      .filter(([, value]) => typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER)
      .map(([name]) => [name, DOUBLE]),
  );

const fetchBytes: Fetch = (buffer, at, bytes) => bindings.get_data_from_pointer(buffer, at, bytes);

export type Appender = DuckDBAppender;

/** An ISO date (YYYY-MM-DD) as an appender takes it. */
export const day = (iso: string): DuckDBDateValue => new DuckDBDateValue(Math.round(Date.parse(iso) / 86_400_000));

function plain(value: DuckDBValue): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'object') {
    if ('items' in value) return (value.items as DuckDBValue[]).map(plain);
    if ('entries' in value) {
      const entries = value.entries as unknown;
      if (Array.isArray(entries))
        return Object.fromEntries(
          (entries as { key: DuckDBValue; value: DuckDBValue }[]).map((e) => [String(plain(e.key)), plain(e.value)]),
        );
      return Object.fromEntries(Object.entries(entries as Record<string, DuckDBValue>).map(([k, v]) => [k, plain(v)]));
    }
    if ('scale' in value && 'value' in value) return Number(value.toString());
  }
  return String(value);
}
