/** Finds the models: path = relation name, `chain/placement.sql` → chain.placement; `.ts` models export a Model of their own. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { Database, Parameter } from '../../data/store/index.ts';

export type Parameters = Record<string, Parameter>;

/** A model that SQL should not do: it reads its inputs from `db` and fills the relation, which exists and is empty. */
export type CodeModel = {
  inputs: readonly string[];
  /** Changes when its answers may change, beside its own source (for example the hash of a rule file). */
  version(): string;
  /** Where it holds, `fill` is told which rows of the input are to do. */
  rowwise?: RowWise;
  /** `todo`: SQL condition on the key of `rowwise`; `true` for all rows. */
  fill(db: Database, relation: string, progress: (rows: number) => void, todo: string): Promise<void>;
};

/** All rows with one `key` follow from the columns `of` that the row with that key has in `input`, and from `version()`. */
export type RowWise = { input: string; key: string; of: readonly string[] };

export type Model = { relation: string; hash: string; file: string } & (
  | { kind: 'sql'; sql: string }
  | { kind: 'code'; code: CodeModel }
);

const root = new URL('../models/', import.meta.url);

/** All models of engine/models, by relation name. */
export async function readModels(): Promise<Model[]> {
  const models: Model[] = [];
  for (const schema of readdirSync(root).sort()) {
    if (schema.endsWith('.md')) continue;
    for (const file of readdirSync(new URL(`${schema}/`, root)).sort()) {
      const url = new URL(`${schema}/${file}`, root);
      const source = readFileSync(url, 'utf8');
      const relation = `${schema}.${file.replace(/\.(sql|ts)$/, '').replaceAll('-', '_')}`;
      const common = { relation, file: `engine/models/${schema}/${file}` };
      if (file.endsWith('.sql')) models.push({ ...common, kind: 'sql', sql: source, hash: digest(source) });
      else {
        const { model } = (await import(url.href)) as { model: CodeModel };
        models.push({ ...common, kind: 'code', code: model, hash: digest(source + model.version()) });
      }
    }
  }
  return models;
}

export const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

/** The parameters that a SQL model names, in `$name` form. */
export const parameterNames = (sql: string): string[] => [
  ...new Set([...sql.replace(/--.*$/gm, '').matchAll(/\$([a-z_]+)/g)].map((m) => m[1]!)),
];
