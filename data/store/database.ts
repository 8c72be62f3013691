/** The only importer of @duckdb/node-api: opens databases, runs SQL, streams columns in and out. */
import { setImmediate as breathe, setTimeout as pause } from 'node:timers/promises';
import {
  DOUBLE,
  type DuckDBAppender,
  type DuckDBConnection,
  type DuckDBDataChunk,
  DuckDBDateValue,
  DuckDBInstance,
  type DuckDBPreparedStatement,
} from '@duckdb/node-api';
import { startBehind } from './behind.ts';
import { type Batch, plainBatch, vectorBatch } from './chunks.ts';
import { MadeOnce } from './made-once.ts';
import { Ready } from './ready.ts';
import { attachDraft, type OpenOptions, seal, settingsOf, useDraft } from './settings.ts';
import type { VectorBatch } from './vectors.ts';

export type Parameter = string | number | bigint | boolean | null;
export type Row = Record<string, unknown>;

/** A connection, the statements that were asked of it, and those that it ran once for all who use it. */
type Line = { connection: DuckDBConnection; ready: Ready<DuckDBPreparedStatement>; done: Set<string> };
/** What all connections of one database share. Lines of a file that nobody writes are used again. */
type Shared = {
  instance: DuckDBInstance;
  readOnly: boolean;
  draft: boolean;
  idle: Line[];
  known: MadeOnce;
  kept: MadeOnce;
};

/** Statements that a connection keeps, parsed and ready. */
const mostReady = 64;
/** Lines that wait for the next who forks. */
const mostIdle = 8;
/** Things that were made of a file and are kept in memory. */
const mostKept = 16;

async function newLine(instance: DuckDBInstance, draft: boolean): Promise<Line> {
  const ready = new Ready<DuckDBPreparedStatement>(mostReady, (statement) => statement.destroySync());
  const connection = await instance.connect();
  if (draft) await connection.run(useDraft);
  return { connection, ready, done: new Set() };
}

async function newInstance(path: string, options: OpenOptions): Promise<DuckDBInstance> {
  if (!options.draft) return DuckDBInstance.create(path, settingsOf(options));
  const instance = await DuckDBInstance.create(':memory:', settingsOf(options, `${path}.tmp`));
  const connection = await instance.connect();
  await connection.run(attachDraft(path));
  connection.closeSync();
  return instance;
}

/** A DuckDB database with one connection. Values come back as plain JavaScript: bigint and decimal → number, date and timestamp → ISO text. */
export class Database {
  private readonly shared: Shared;
  private readonly line: Line;
  private readonly forked: boolean;
  private readonly running = new Set<Promise<unknown>>();
  /** Streams that nobody has read to their end. */
  private open = 0;
  private leaving = false;

  private constructor(shared: Shared, line: Line, forked: boolean) {
    this.shared = shared;
    this.line = line;
    this.forked = forked;
  }

  /** @param path a file, or `:memory:` */
  static async open(path = ':memory:', options: OpenOptions = {}): Promise<Database> {
    const { readOnly = false, draft = false } = options;
    const create = () => newInstance(path, options);
    const instance = await (options.sealed ? startBehind(create) : create());
    const line = await newLine(instance, draft);
    await line.connection.run("set global timezone = 'UTC'");
    if (options.sealed) await line.connection.run(seal);
    const shared = { instance, readOnly, draft, idle: [], known: new MadeOnce(), kept: new MadeOnce(mostKept) };
    return new Database(shared, line, false);
  }

  /** Another connection to the same database, for work beside the first; close or leave it on its own. */
  async fork(): Promise<Database> {
    const line = this.shared.idle.pop() ?? (await newLine(this.shared.instance, this.shared.draft));
    return new Database(this.shared, line, true);
  }

  /** Work on another connection while this one is busy too. Whoever leaves this one waits for both. */
  async beside<T>(work: (db: Database) => Promise<T>): Promise<T> {
    return this.during(async () => {
      const other = await this.fork();
      try {
        return await work(other);
      } finally {
        await other.leave();
      }
    });
  }

  /** Runs one or more statements. */
  async run(sql: string, parameters: Record<string, Parameter> = {}): Promise<void> {
    await this.during(() => this.line.connection.run(sql, parameters, wide(parameters)));
  }

  /** Runs statements that make the connection ready for others, such as macros: once, whoever uses it after that. */
  async once(sql: string): Promise<void> {
    if (this.line.done.has(sql)) return;
    await this.run(sql);
    this.line.done.add(sql);
  }

  /** All rows of a query as objects. */
  async rows<T = Row>(sql: string, parameters: Record<string, Parameter> = {}): Promise<T[]> {
    const rows: Row[] = [];
    await this.gather(sql, parameters, (batch, names) => {
      for (let at = 0; at < batch.rows; at++) {
        const row: Row = {};
        for (let c = 0; c < names.length; c++) row[names[c]!] = batch.columns[c]![at];
        rows.push(row);
      }
    });
    return rows as T[];
  }

  /** All rows of a query, column by column: for few of them quicker than a stream. */
  async batches(sql: string, parameters: Record<string, Parameter> = {}): Promise<Batch[]> {
    const batches: Batch[] = [];
    await this.gather(sql, parameters, (batch) => batches.push(batch));
    return batches;
  }

  private gather(
    sql: string,
    parameters: Record<string, Parameter>,
    take: (batch: Batch, names: readonly string[]) => void,
  ): Promise<void> {
    return this.during(async () => {
      const statement = await this.prepared(sql, parameters);
      const result = await statement.run();
      const names = result.columnNames();
      for (let i = 0; i < result.chunkCount; i++) {
        if (i > 0) await breathe();
        take(plainBatch(result.getChunk(i)), names);
      }
      this.put(sql, statement);
    });
  }

  /** The only row of a query that always returns one. */
  async one<T = Row>(sql: string, parameters: Record<string, Parameter> = {}): Promise<T> {
    const [row] = await this.rows<T>(sql, parameters);
    if (row === undefined) throw new Error(`query returned no row: ${sql}`);
    return row;
  }

  /**
   * All rows of a question that the program itself asks over and over, such as the names of all links. Of a file that nobody
   * writes it is asked once; then the rows are everybody's, so change none of them.
   */
  async known<T = Row>(sql: string): Promise<readonly T[]> {
    return this.shared.readOnly ? this.shared.known.get(sql, () => this.rows<T>(sql)) : this.rows<T>(sql);
  }

  /**
   * Something large that is made of the database and asked for again and again. Of a file that nobody writes it is made once, on a
   * connection of its own so that nobody's leaving stops it for others; then it is everybody's, so change nothing in it.
   */
  async kept<T>(key: string, make: (db: Database) => Promise<T>): Promise<T> {
    return this.shared.readOnly ? this.shared.kept.get(key, () => this.beside(make)) : this.beside(make);
  }

  /** Streams a query batch by batch (about 2,048 rows); memory stays flat. */
  async *stream(sql: string, parameters: Record<string, Parameter> = {}): AsyncGenerator<Batch> {
    for await (const chunk of this.chunks(sql, parameters)) yield plainBatch(chunk);
  }

  /**
   * Streams a query in batches of about `target` rows as columns in Arrow's layout; one chunk is read ahead of the consumer.
   * Every column is VARCHAR, DOUBLE, BIGINT, BOOLEAN, DATE, TIMESTAMP or a list of one of them.
   */
  async *vectors(sql: string, parameters: Record<string, Parameter> = {}, target = 8_192): AsyncGenerator<VectorBatch> {
    let chunks: DuckDBDataChunk[] = [];
    let rows = 0;
    for await (const chunk of this.chunks(sql, parameters)) {
      chunks.push(chunk);
      rows += chunk.rowCount;
      if (rows < target) continue;
      yield await vectorBatch(chunks as [DuckDBDataChunk]);
      chunks = [];
      rows = 0;
    }
    if (rows > 0) yield await vectorBatch(chunks as [DuckDBDataChunk]);
  }

  private async *chunks(sql: string, parameters: Record<string, Parameter>): AsyncGenerator<DuckDBDataChunk> {
    this.open++;
    const statement = await this.during(() => this.prepared(sql, parameters));
    const result = await this.during(() => statement.stream());
    const fetch = () => this.during(() => result.fetchChunk());
    let next = fetch();
    for (let chunk = await next; chunk && chunk.rowCount > 0; chunk = await next) {
      next = fetch();
      next.catch(() => undefined); // thrown when it is asked for, if it ever is
      yield chunk;
    }
    this.put(sql, statement);
    this.open--;
  }

  /** A statement with its parameters. Parsing it takes as long as a small question does, so it is kept. */
  private async prepared(sql: string, parameters: Record<string, Parameter>): Promise<DuckDBPreparedStatement> {
    const statement = this.line.ready.take(sql) ?? (await this.line.connection.prepare(sql));
    statement.clearBindings();
    statement.bind(parameters, wide(parameters));
    return statement;
  }

  /** For the next who asks the same; where tables come and go, a statement would only hold on to them. */
  private put(sql: string, statement: DuckDBPreparedStatement): void {
    if (this.shared.readOnly) this.line.ready.put(sql, statement);
    else statement.destroySync();
  }

  /** Column names and types of a query or relation, without running it. */
  async describe(sql: string, parameters: Record<string, Parameter> = {}): Promise<{ name: string; type: string }[]> {
    return this.rows(`select column_name as name, column_type as type from (describe ${sql}\n)`, parameters);
  }

  /** Appends rows to a table (`schema.table`, or with its database before that); `fill` calls the appender's typed methods and `endRow` for each row. */
  async append(relation: string, fill: (appender: DuckDBAppender) => Promise<void> | void): Promise<void> {
    const [table, schema, database] = relation.split('.').reverse() as [string, string?, string?];
    const appender = await this.line.connection.createAppender(table, schema, database);
    await fill(appender);
    appender.flushSync();
    appender.closeSync();
  }

  /** Closes this connection; nothing may be running on it. */
  close(): void {
    this.line.connection.closeSync();
  }

  /**
   * Ends the use of this connection whatever runs on it: stops that, and waits until it has stopped. Closing under it would
   * crash the process. A line on which nothing was stopped goes to the next who forks; whoever opened the database closes it.
   */
  async leave(): Promise<void> {
    if (this.leaving) return;
    this.leaving = true;
    const { idle, readOnly } = this.shared;
    const clean = this.running.size === 0 && this.open === 0;
    if (this.forked && readOnly && clean && idle.length < mostIdle) {
      idle.push(this.line);
      return;
    }
    // Again and again: what waits for a thread has not begun yet, and an interrupt before the beginning is forgotten.
    while (this.running.size > 0) {
      this.line.connection.interrupt();
      await Promise.race([Promise.allSettled(this.running), pause(20)]);
    }
    if (this.forked) return this.close();
    // What was read is let go on another thread: here that takes a tenth of a second, in which nobody is answered.
    if (readOnly) await this.line.connection.run("set memory_limit = '16MB'").catch(() => undefined);
    this.closeAll();
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
    for (const { connection } of this.shared.idle.splice(0)) connection.closeSync();
    this.close();
    this.shared.instance.closeSync();
  }
}

/** Numbers without a fraction are bound as BIGINT unless said otherwise; larger ones than it holds are DOUBLE. */
const wide = (parameters: Record<string, Parameter>) =>
  Object.fromEntries(
    Object.entries(parameters)
      .filter(([, value]) => typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER)
      .map(([name]) => [name, DOUBLE]),
  );

export type Appender = DuckDBAppender;

/** An ISO date (YYYY-MM-DD) as an appender takes it. */
export const day = (iso: string): DuckDBDateValue => new DuckDBDateValue(Math.round(Date.parse(iso) / 86_400_000));
