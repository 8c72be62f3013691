/** Whom relations and signs speak of: mentioned names → companies of the lists, by full name, then by a short name that is plain. */
import { createHash } from 'node:crypto';
import { columnsOf } from '../../data/schema/columns.ts';
import { Mention, type MentionRules, readMentionRules } from '../../data/schema/mention.ts';
import {
  createTable,
  Database,
  derivedFile,
  literal,
  loadPath,
  loadsOf,
  removeDerived,
  replaceDerived,
} from '../../data/store/index.ts';
import { createNameIndex, type NameIndex } from './name-index.ts';

/** `known`: made before from the same loads, nothing was done. */
export type MentionResult = { mentions: number; full: number; short: number; known: boolean };

const registered = /(?:公司|厂|大学|学院|研究院|研究所|中心|政府|委员会|合伙企业(?:\(.*\))?)$/;

/**
 * Resolves every company name in the relations and signals of a store, and keeps the result for the build.
 * A store without such loads keeps none.
 */
export async function resolveMentions(store: string): Promise<MentionResult> {
  const rules = readMentionRules();
  const loads = loadsOf(store).filter((l) => ['enterprises', 'relations', 'signals'].includes(l.library));
  const nothing = { mentions: 0, full: 0, short: 0, known: false };
  if (!loads.some((l) => l.library !== 'enterprises') || !loads.some((l) => l.library === 'enterprises')) {
    removeDerived(store, 'mentions');
    return nothing;
  }
  const key = createHash('sha256')
    .update(JSON.stringify([loads.map((l) => l.load_id), rules]))
    .digest('hex')
    .slice(0, 16);
  if (derivedFile(store, 'mentions', key)) return { ...nothing, known: true };
  const files = (library: string) =>
    loads.filter((l) => l.library === library).map((l) => loadPath(store, library, l.load_id, 'accepted'));
  const db = await Database.open();
  try {
    await readNames(db, files('enterprises'), files('relations'), files('signals'));
    await createTable(db, 'mention', Mention);
    await db.run(
      "insert into mention select m.mention_key, m.mention_key, 'full', 0 from mentioned as m join company as c on m.mention_key = c.name_key",
    );
    await resolveShort(db, rules);
    const names = columnsOf(Mention).map((c) => c.name);
    await replaceDerived(store, 'mentions', key, (path) =>
      db.run(
        `copy (select ${names.join(', ')} from mention order by mention_key) to ${literal(path)} (format parquet)`,
      ),
    );
    return await db.one<MentionResult>(
      `select (select count(*) from mentioned) as mentions, count(*) filter (where way = 'full') as full,
         count(*) filter (where way = 'short') as short, false as known from mention`,
    );
  } finally {
    db.closeAll();
  }
}

const parquet = (files: readonly string[], columns: string): string =>
  files.length > 0
    ? `select ${columns} from read_parquet([${files.map(literal).join(', ')}])`
    : `select ${columns} from (select '' as name, '' as name_key, '' as head_key, '' as tail_key, '' as relation where false)`;

/** Tables `company` (every name of the lists) and `mentioned` (every name that relations and signals take for a company). */
async function readNames(db: Database, companies: string[], relations: string[], signals: string[]): Promise<void> {
  await db.run(
    `create table company as select name_key, min(name) as name from (${parquet(companies, 'name_key, name')}) as c group by name_key`,
  );
  await db.run(`create table mentioned as
    select distinct mention_key from (
      select unnest(case when relation in ('生产', '从事', '持有专利') then [head_key] else [head_key, tail_key] end) as mention_key
      from (${parquet(relations, 'head_key, tail_key, relation')}) as r where relation not in ('上游于', '包含')
      union all select name_key as mention_key from (${parquet(signals, 'name_key')}) as s
    ) as m where mention_key is not null and mention_key <> ''`);
}

/** Only joint-stock companies are asked: media call hardly any other company by a short name of its own. */
async function resolveShort(db: Database, rules: MentionRules): Promise<void> {
  const stock = await db.rows<{ name_key: string; name: string }>(
    "select name_key, name from company where regexp_matches(name_key, '股份(有限公司|公司)$') order by name_key",
  );
  const open = await db.rows<{ mention_key: string }>(
    `select mention_key from mentioned where mention_key not in (select mention_key from mention)
       and length(mention_key) between ${rules.least_characters} and ${rules.most_characters} order by mention_key`,
  );
  const index = createNameIndex(stock.map((c) => c.name));
  await db.append('mention', (appender) => {
    for (const { mention_key } of open) {
      const found = registered.test(mention_key) ? null : plainly(index, mention_key, rules);
      if (!found) continue;
      appender.appendVarchar(mention_key);
      appender.appendVarchar(stock[found.id]!.name_key);
      appender.appendVarchar('short');
      appender.appendDouble(found.lead);
      appender.endRow();
    }
  });
}

/** The one company that a short name plainly stands for, or null. */
export function plainly(index: NameIndex, name: string, rules: MentionRules): { id: number; lead: number } | null {
  const [best, next] = index.resolve(name, 2);
  if (!best) return null;
  const lead = next ? best.score - next.score : best.score;
  const value = (feature: string) => best.reasons.find((r) => r.feature === feature)?.value ?? 0;
  const loose = rules.loose_endings.some((ending) => name.endsWith(ending));
  const equal =
    value('equals_core') === 1 && lead >= rules.lead_equal && (!name.endsWith('集团') || value('group') === 1);
  const begun = value('starts_core') === 1 && lead >= rules.lead_begun && name.length >= rules.begun_from && !loose;
  return equal || begun ? { id: best.id, lead } : null;
}
