/** Listed companies of a data folder (layout of ../shared/data): registration, products, Shenwan industry. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../data/errors.ts';
import { Database, literal } from '../../data/store/index.ts';
import type { ClassNode } from '../../engine/text/class-tree.ts';

/**
 * One company a code. `names`: its full names, former ones too; `name` is the one with a registration, else the first.
 * `scope` null = no registration found; `industry` null = not labelled; `share` of revenue 0–1, unknown = 0.
 */
export type Listed = {
  code: string;
  name: string;
  names: string[];
  scope: string | null;
  industry: string | null;
  products: { product: string; share: number }[];
};

/** `industries` has every industry of the tree and every label, `titles` its name and those of the groups above it. */
export type ListedData = {
  companies: Listed[];
  industries: ClassNode[];
  titles: Map<string, string[]>;
  places: Set<string>;
};

type Cells = Record<string, string | null>;

/** A table `<folder>/<name>.csv` or `.csv.gz` as a DuckDB relation, every column text. Throws `file_not_found`. */
export function table(folder: string, name: string): string {
  const path = [`${name}.csv`, `${name}.csv.gz`].map((file) => join(folder, file)).find((file) => existsSync(file));
  if (path === undefined) {
    throw new AppError('file_not_found', `no ${name}.csv or .csv.gz in ${folder}`, 'use the layout of ../shared/data');
  }
  return csvRelation([path]);
}

/** CSV files as one relation, every column text. */
export function csvRelation(paths: readonly string[]): string {
  const list = paths.map(literal).join(', ');
  return `read_csv([${list}], header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', comment = '',
    strict_mode = false, union_by_name = true)`;
}

/** The registry files of the folders that exist, in their order. */
export function registryFiles(folders: readonly string[]): string[] {
  return folders
    .map((folder) => join(folder, 'registry'))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder)
        .filter((file) => /\.csv(\.gz)?$/.test(file))
        .sort()
        .map((file) => join(folder, file)),
    );
}

/**
 * Reads the companies of `folder`. Registrations are looked up by full name in the folder's own registry, then in
 * `further` folders; of several with one name the longest scope counts.
 */
export async function readListed(folder: string, further: readonly string[] = []): Promise<ListedData> {
  const ckg = join(folder, 'ckg');
  const database = await Database.open();
  try {
    await database.run(`create table company as select code, fullname from ${table(ckg, 'companies')}`);
    const companies = await database.rows<Cells>('select code, fullname from company');
    const scopes = new Map<string, string>();
    const files = registryFiles([folder, ...further]);
    for (const file of files) await readScopes(database, file, scopes);
    const products = await readProducts(database, ckg);
    const labels = await database.rows<Cells>(
      `select code, industry_code, industry_name from ${table(ckg, 'company_industry')}`,
    );
    const industry = new Map(labels.map((row) => [row.code!, row.industry_code!]));
    const names = new Map<string, string[]>();
    for (const { code, fullname } of companies) names.set(code!, [...(names.get(code!) ?? []), fullname!]);
    return {
      companies: [...names].map(([code, known]) => {
        const name = known.find((one) => scopes.has(one)) ?? known[0]!;
        const scope = scopes.get(name) ?? null;
        return {
          code,
          name,
          names: known,
          scope,
          industry: industry.get(code) ?? null,
          products: products.get(code) ?? [],
        };
      }),
      ...(await readIndustries(database, ckg, labels)),
      places: await readPlaces(database, files),
    };
  } finally {
    database.closeAll();
  }
}

async function readScopes(database: Database, file: string, scopes: Map<string, string>): Promise<void> {
  const rows = await database.rows<Cells>(
    `select "企业名称" as name, "经营范围" as scope from ${csvRelation([file])}
     where "企业名称" in (select fullname from company)`,
  );
  for (const { name, scope } of rows) {
    const text = scope === null || scope === 'N/A' ? '' : scope!;
    if (!scopes.has(name!) || scopes.get(name!)!.length < text.length) scopes.set(name!, text);
  }
}

async function readProducts(database: Database, ckg: string): Promise<Map<string, Listed['products']>> {
  const products = new Map<string, Listed['products']>();
  const rows = await database.rows<Cells>(`select code, product, revenue_share from ${table(ckg, 'company_product')}`);
  for (const { code, product, revenue_share } of rows) {
    const own = products.get(code!) ?? [];
    own.push({ product: product!, share: Number(revenue_share ?? 0) || 0 });
    products.set(code!, own);
  }
  return products;
}

/** Level-3 industries. A label that the tree lacks is hung up by the digits of its code: two sector, two group, two industry. */
async function readIndustries(database: Database, ckg: string, labels: readonly Cells[]) {
  const tree = await database.rows<Cells>(`select code, name, level from ${table(ckg, 'industry')}`);
  const parents = await database.rows<Cells>(`select code, parent_code from ${table(ckg, 'industry_parent')}`);
  const parent = new Map(parents.map((row) => [row.code!, row.parent_code!]));
  const name = new Map(labels.map((row) => [row.industry_code!, row.industry_name!]));
  for (const row of tree) name.set(row.code!, row.name!);
  const leaves = tree.filter((row) => row.level === '3').map((row) => row.code!);
  const ids = [...new Set([...leaves, ...labels.map((row) => row.industry_code!)])].sort();
  const titles = new Map<string, string[]>();
  const industries = ids.map((id) => {
    const group = parent.get(id) ?? `${id.slice(0, 4)}00`;
    const sector = parent.get(group) ?? `${id.slice(0, 2)}0000`;
    const words = [id, group, sector].map((code) => (name.get(code) ?? '').replace(/[ⅡⅢ]/g, ''));
    titles.set(id, words);
    return { id, path: [group, sector] };
  });
  return { industries, titles };
}

/** Province and city names of the registrations without 省, 市, …, as they lead company names. */
async function readPlaces(database: Database, files: readonly string[]): Promise<Set<string>> {
  const places = new Set<string>(['中国']);
  if (files.length === 0) return places;
  const rows = await database.rows<Cells>(
    `select distinct unnest(["所在省份", "地区"]) as place from ${csvRelation(files)}`,
  );
  for (const { place } of rows) {
    const stem = (place ?? '').replace(/(?:省|市|自治区|地区)$/, '');
    if (/^\p{Script=Han}{2,4}$/u.test(stem)) places.add(stem);
  }
  return places;
}
