/** What a research bundle says of itself: where it comes from, what is in it, and the hash of every file. */
import Type, { type Static, type TObject } from 'typebox';
import { AppError } from '../../data/errors.ts';
import { columnsOf } from '../../data/schema/columns.ts';
import { published } from '../../data/schema/published.ts';

export const manifestName = 'manifest.json';
export const bundleFormat = 'yuzhao-bundle-1';

const strict = { additionalProperties: false };
const Hash = Type.String({ pattern: '^[0-9a-f]{64}$' });
const Relation = Type.String({ pattern: '^[a-z_]+\\.[a-z_0-9]+$', maxLength: 100 });

export const BundleTable = Type.Object(
  {
    relation: Relation,
    rows: Type.Integer({ minimum: 0 }),
    /** `left_out`: what of it is not in the bundle, and why. */
    left_out: Type.Union([Type.Null(), Type.String()]),
    columns: Type.Array(
      Type.Object(
        { name: Type.String(), type: Type.String(), title: Type.String(), description: Type.String() },
        strict,
      ),
    ),
  },
  strict,
);
export type BundleTable = Static<typeof BundleTable>;

export const BundleFile = Type.Object(
  {
    name: Type.String({ pattern: '^(README\\.md|profile\\.json|(tables|queries)/[a-z_0-9./-]+)$', maxLength: 200 }),
    bytes: Type.Integer({ minimum: 0 }),
    sha256: Hash,
  },
  strict,
);
export type BundleFile = Static<typeof BundleFile>;

export const Manifest = Type.Object(
  {
    format: Type.Literal(bundleFormat),
    snapshot: Type.Object(
      {
        id: Type.String({ pattern: '^[0-9a-f]{1,64}$' }),
        built_at: Type.String(),
        models_hash: Type.String(),
        profile_hash: Type.String(),
      },
      strict,
    ),
    versions: Type.Object({ yuzhao: Type.String(), duckdb: Type.String() }, strict),
    /** relation → hash of the model that made it. */
    models: Type.Record(Type.String(), Type.String()),
    /** Relations whose model, as it is in `queries/`, is not the one that made the table: yuzhao changed since the build. */
    changed: Type.Array(Type.String()),
    tables: Type.Array(BundleTable),
    files: Type.Array(BundleFile),
  },
  strict,
);
export type Manifest = Static<typeof Manifest>;

export const tableName = (relation: string): string => `tables/${relation}.parquet`;

export const broken = (what: string, cause?: unknown): AppError =>
  new AppError('bundle_broken', what, 'download it again, or ask for it where it was made', {}, cause);

/** Titles and descriptions of a published table's columns; of others only what the table says. */
export function codebook(relation: string, columns: { name: string; type: string }[]): BundleTable['columns'] {
  const record = (published as Record<string, TObject>)[relation];
  const known = new Map((record ? columnsOf(record) : []).map((column) => [column.name, column]));
  return columns.map(({ name, type }) => ({
    name,
    type,
    title: known.get(name)?.title ?? '',
    description: known.get(name)?.description ?? '',
  }));
}

/** For whoever opens the archive without yuzhao. */
export function readme({ snapshot, versions, tables, changed }: Omit<Manifest, 'files'>): string {
  const list = tables.map((t) => `| \`${t.relation}\` | ${t.rows.toLocaleString('en-US')} | ${t.left_out ?? ''} |`);
  return `# Research bundle of yuzhao (渝招研究包)

Snapshot \`${snapshot.id}\`, built ${snapshot.built_at}, models \`${snapshot.models_hash}\`, profile \`${snapshot.profile_hash}\`;
yuzhao ${versions.yuzhao}, DuckDB ${versions.duckdb}.

- \`tables/\`: every table of the snapshot as Parquet. \`manifest.json\` holds the codebook: Chinese title, type, unit of each column.
- \`queries/\`: the models (SQL, or code where SQL is too slow) that made them, by relation; \`runner/macros.sql\` is what they share.${
    changed.length ? ` Changed since the build, so not what made the table: ${changed.join(', ')}.` : ''
  }
- \`profile.json\`: the scoring profile. A score is a score, not a probability.
- \`manifest.json\`: SHA-256 of every file here.

## Read it

\`\`\`sh
yuzhao bundle verify <file>.zip                      # is it whole and unchanged
yuzhao bundle open <file>.zip --store again && yuzhao serve --store again
duckdb -c "select * from 'tables/match.ranked.parquet' limit 10"
python3 -c "import pandas; print(pandas.read_parquet('tables/chain.gap.parquet'))"
Rscript -e "print(arrow::read_parquet('tables/chain.gap.parquet'))"
\`\`\`

## What is not in it

No person: who filed or loaded something is a pseudonym, notes on events are left out, and of what is under way in the
offices (first talk, panels, verdicts, exits) only the form is here. Figures of companies come from the files that
offices loaded; mind their licences before you pass the bundle on.

| table | rows | left out |
| --- | --- | --- |
${list.join('\n')}
`;
}
