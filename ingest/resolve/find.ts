/** Companies of a snapshot by a short, cut or full name: one index a snapshot, built at the first question. */
import type { Database } from '../../data/store/index.ts';
import { createNameIndex, type NameIndex } from './name-index.ts';

/** A company that a text may stand for. `as_filed`: the name that was found, where it is not the company's own. */
export type FoundCompany = {
  enterprise_id: string;
  name: string;
  as_filed: string | null;
  province: string | null;
  prefecture: string | null;
  /** Log-odds, comparable within one question only. */
  score: number;
  /** What made the score, largest first. */
  reasons: { feature: string; value: number; part: number }[];
};

type Entry = Omit<FoundCompany, 'score' | 'reasons'>;
type Indexed = { entries: Entry[]; index: NameIndex };

/** The index of one snapshot is kept: memory stays bounded, a rebuild makes a new one. */
let kept: { snapshot: string; indexed: Promise<Indexed> } | null = null;

/** More names than this are not indexed: about 0.5 GB. */
const mostNames = 3_000_000;

async function indexOf(db: Database): Promise<Indexed> {
  const entries: Entry[] = [];
  const names: string[] = [];
  const sql = `select enterprise_id, name, null as as_filed, province, prefecture from enterprise.current
    union all
    select a.enterprise_id, c.name, a.name, c.province, c.prefecture
    from enterprise.alias as a join enterprise.current as c on c.enterprise_id = a.enterprise_id
    where a.name <> '' and a.name <> c.name
    limit ${mostNames}`;
  for await (const { rows, columns } of db.stream(sql)) {
    for (let i = 0; i < rows; i++) {
      const [enterprise_id, name, as_filed, province, prefecture] = columns.map((column) => column[i]) as string[];
      entries.push({ enterprise_id, name, as_filed, province, prefecture } as Entry);
      names.push(as_filed ?? name!);
    }
  }
  return { entries, index: createNameIndex(names) };
}

/** The `top` companies that a text most likely stands for; [] if no name is like it. @param db a snapshot */
export async function findCompanies(db: Database, text: string, top: number): Promise<FoundCompany[]> {
  const { snapshot } = await db.one<{ snapshot: string }>('select snapshot from meta.build');
  if (kept?.snapshot !== snapshot) kept = { snapshot, indexed: indexOf(db) };
  const { entries, index } = await kept.indexed;
  const found = new Map<string, FoundCompany>();
  for (const { id, score, reasons } of index.resolve(text, 2 * top)) {
    const entry = entries[id]!;
    if (!found.has(entry.enterprise_id)) found.set(entry.enterprise_id, { ...entry, score, reasons });
  }
  return [...found.values()].slice(0, top);
}
