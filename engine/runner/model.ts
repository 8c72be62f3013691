/** Finds the models: path = relation name, `chain/placement.sql` → chain.placement; `.ts` models export a Model of their own. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { Database, type Parameter } from '../../data/store/index.ts';
import { relationsIn } from './relations.ts';

export type Parameters = Record<string, Parameter>;

/** Where a model reads an input: in a refresh only the rows of the companies to do, in a relation of another name. */
export type Reading = {
  of(input: string): string;
  /** False where only some companies are to do. */
  whole: boolean;
};

/** A model that SQL should not do: it reads its inputs from `db` and fills the relation, which exists and is empty. */
export type CodeModel = {
  /** Every relation that it reads; `reference.*` and `rule.*` need not stand here. */
  inputs: readonly string[];
  /** Changes when its answers may change, beside its own source (for example the hash of a rule file). */
  version(): string;
  byCompany?: ByCompany;
  /** It computes more than it asks of the database: other models may run meanwhile. */
  beside?: true;
  fill(db: Database, relation: string, progress: (rows: number) => void, reading: Reading): Promise<void>;
};

/**
 * A promise: all rows of one company follow from what the `inputs` say of that company, and from relations that are the
 * same. SQL makes it by a line of its head: `-- by company: enterprise.filing, enterprise.claim`.
 */
export type ByCompany = {
  inputs: readonly string[];
  /** SQL expression: the company of a row, null = the row is of none. Default `enterprise_id`. */
  key?: string;
  /** The columns of the only input that matter: worth asking for where most rows change in other columns. */
  of?: readonly string[];
};

/**
 * A promise of SQL, by a line of its head (`-- by group: parent_key of enterprise.current as name_key`): all rows with one
 * value of `as` follow from the rows of `input` with that value of `column`, and from relations that are the same.
 */
export type ByGroup = { column: string; input: string; as: string };

/** `inputs`: all relations that it reads. A view (a line of its head: `-- a view: why`) holds no rows of its own. */
export type Model = { relation: string; hash: string; file: string; inputs: readonly string[] } & (
  | { kind: 'sql' | 'view'; sql: string }
  | { kind: 'code'; code: CodeModel }
);

const root = new URL('../models/', import.meta.url);

/** All models of engine/models, by relation name. */
export async function readModels(): Promise<Model[]> {
  const db = await Database.open();
  try {
    const models: Model[] = [];
    for (const schema of readdirSync(root).sort()) {
      if (schema.endsWith('.md')) continue;
      for (const file of readdirSync(new URL(`${schema}/`, root)).sort())
        models.push(await readModel(db, schema, file));
    }
    return models;
  } finally {
    db.closeAll();
  }
}

async function readModel(db: Database, schema: string, name: string): Promise<Model> {
  const url = new URL(`${schema}/${name}`, root);
  const source = readFileSync(url, 'utf8');
  const relation = `${schema}.${name.replace(/\.(sql|ts)$/, '').replaceAll('-', '_')}`;
  const file = `engine/models/${schema}/${name}`;
  if (name.endsWith('.sql')) {
    const inputs = await relationsIn(db, source, file);
    const kind = /^-- a view: /m.test(source) ? 'view' : 'sql';
    return { relation, file, inputs, kind, sql: source, hash: digest(source) };
  }
  const { model } = (await import(url.href)) as { model: CodeModel };
  return { relation, file, inputs: model.inputs, kind: 'code', code: model, hash: digest(source + model.version()) };
}

export const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

/** The promise of a model, or null. */
export function byCompany(model: Model): ByCompany | null {
  if (model.kind === 'code') return model.code.byCompany ?? null;
  const line = /^-- by company: (.+)$/m.exec(model.sql)?.[1];
  return line ? { inputs: line.split(', ') } : null;
}

/** The inputs of which only some rows may be read. */
export function inputsInPart(model: Model): readonly string[] {
  const group = byGroup(model);
  return group ? [group.input] : (byCompany(model)?.inputs ?? []);
}

/** The other promise of a model, or null. */
export function byGroup(model: Model): ByGroup | null {
  const line = model.kind === 'sql' && /^-- by group: (\S+) of (\S+) as (\S+)$/m.exec(model.sql);
  return line ? { column: line[1]!, input: line[2]!, as: line[3]! } : null;
}

/** The parameters that a SQL model names, in `$name` form. */
export const parameterNames = (sql: string): string[] => [
  ...new Set([...sql.replace(/--.*$/gm, '').matchAll(/\$([a-z_]+)/g)].map((m) => m[1]!)),
];
