/** Writes a judged table as two Parquet drafts, accepted and rejected, and counts both. */
import { join } from 'node:path';
import { columnsOf } from '../data/schema/columns.ts';
import { type Database, literal } from '../data/store/index.ts';
import type { Library } from './library/declare.ts';
import type { Staged, UnreadRow } from './read/staged.ts';

export type Tally = {
  drafts: { accepted: string; rejected: string };
  accepted: number;
  rejected: number;
  rejectedBy: Record<string, number>;
  issuesBy: Record<string, number>;
};

/** Almost no text repeats in a registry: looking for repetitions costs twice the writing itself. */
const parquet = 'format parquet, compression lz4_raw, dictionary_size_limit 100';

export async function writeLoad(
  db: Database,
  judged: string,
  library: Library,
  staged: Staged,
  folder: string,
  loadId: string,
  file: string,
): Promise<Tally> {
  const unread = await staged.unread();
  if (staged.skipsUnread) await moveLines(db, judged, 'source_line', unread);
  const repeated = `repeated_${loadId.slice(0, 8)}`;
  await db.run(`create or replace temp table ${repeated} as
    select row_hash, min({'sheet': source_sheet, 'line': source_line}) as first from ${judged} where reject_code is null group by row_hash having count(*) > 1`);
  const judgedOnce = `(select j.*, r.first from ${judged} as j left join ${repeated} as r
    on j.row_hash = r.row_hash and {'sheet': j.source_sheet, 'line': j.source_line} > r.first)`;
  const drafts = { accepted: join(folder, `${loadId}.accepted`), rejected: join(folder, `${loadId}.rejected`) };
  const names = columnsOf(library.record).map((c) => c.name);
  await db.run(
    `copy (select ${names.join(', ')} from ${judgedOnce} where reject_code is null and first is null) to ${literal(drafts.accepted)} (${parquet})`,
  );
  const rejects = `rejects_${loadId.slice(0, 8)}`;
  await db.run(`create or replace temp table ${rejects} as
    select source_file, source_sheet, source_line, coalesce(reject_code, 'row_repeated') as code,
      coalesce(reject_reason, 'the same row as line ' || first.line || case when first.sheet <> source_sheet then ' of sheet ' || first.sheet else '' end || ': counted once, remove one of them') as reason, left(row_text, 2000) as row_text
    from ${judgedOnce} where reject_code is not null or first is not null`);
  await db.append(rejects, (appender) => {
    for (const row of unread) {
      for (const text of [file, row.sheet]) appender.appendVarchar(text);
      appender.appendBigInt(BigInt(row.line));
      for (const text of [row.code, row.reason, library.quotable ? '' : row.text]) appender.appendVarchar(text);
      appender.endRow();
    }
  });
  await db.run(
    `copy (select * from ${rejects} order by source_sheet, source_line) to ${literal(drafts.rejected)} (${parquet})`,
  );
  const tally = await count(db, drafts, rejects);
  await db.run(`drop table ${repeated}; drop table ${rejects}`);
  return tally;
}

/** Rows that the reader left out shift the line numbers (`column`) of all after them. */
export async function moveLines(db: Database, table: string, column: string, unread: UnreadRow[]): Promise<void> {
  if (unread.length === 0) return;
  const shifts = unread.map(({ line }, left) => `(${line - left}, ${left + 1})`).join(', ');
  await db.run(`update ${table} set ${column} = ${column} + (select max(shift) from (values ${shifts}) as s(first_line, shift) where first_line <= ${column})
    where ${column} >= ${unread[0]!.line}`);
}

async function count(db: Database, drafts: Tally['drafts'], rejects: string): Promise<Tally> {
  const grouped = async (sql: string) =>
    Object.fromEntries((await db.rows<{ k: string; n: number }>(sql)).map(({ k, n }) => [k, n]));
  const rejectedBy = await grouped(`select code as k, count(*) as n from ${rejects} group by code order by code`);
  const accepted = `read_parquet(${literal(drafts.accepted)})`;
  return {
    drafts,
    accepted: (await db.one<{ n: number }>(`select count(*) as n from ${accepted}`)).n,
    rejected: Object.values(rejectedBy).reduce((a, b) => a + b, 0),
    rejectedBy,
    issuesBy: await grouped(
      `select split_part(issue, ':', 1) as k, count(*) as n from (select unnest(issues) as issue from ${accepted}) group by k order by k`,
    ),
  };
}
