/** What a file would become if it were loaded, as one JSON answer. */
import { basename } from 'node:path';
import type { Preview, PreviewColumn } from '../data/schema/preview.ts';
import { type Database, literal } from '../data/store/index.ts';
import type { ColumnMapping } from './header.ts';
import type { Library } from './library/declare.ts';
import { inChinese } from './reasons-zh.ts';
import { suggestFields } from './suggest.ts';
import { type Outcome, type Trial, type TrialOptions, tryFile } from './trial.ts';

const rejectsShown = 50;
const samplesShown = 3;
/** Samples come from the first rows of a table. */
const rowsSampled = 200;

/** Nothing is written. @throws AppError when the file as a whole cannot be read, or a correction names what is not there */
export function previewFile(db: Database, library: Library, path: string, options: TrialOptions): Promise<Preview> {
  return tryFile(db, library, path, options, async (trial, finish) => {
    const sampled = await Promise.all(trial.tables.map((t) => samples(db, trial, t.sheet)));
    const counted = await rowsBySheet(db, trial);
    const unread = trial.judged ? await unreadable(db, trial.judged) : {};
    const outcome = trial.judged ? await finish() : null;
    return {
      library: library.id,
      file: options.file ?? basename(path),
      encoding: trial.staged.encoding,
      tables: trial.staged.tables.map(({ sheet, header }) => ({
        sheet,
        header_from: header[0],
        header_to: header[1],
        rows: counted.get(sheet) ?? 0,
      })),
      ignored: trial.staged.ignored,
      columns: trial.tables.flatMap(({ sheet, columns }, t) =>
        columns.map((column, i) => describe(column, sheet, library, sampled[t]![i]!, outcome && unread)),
      ),
      missing: trial.missing.map((field) => ({ field, title: library.fields[field]!.headers[0]! })),
      fields: Object.entries(library.fields).map(([field, f]) => ({
        field,
        title: f.headers[0]!,
        required: f.required ?? false,
      })),
      ...counts(
        outcome,
        [...counted.values()].reduce((a, b) => a + b, 0),
      ),
    };
  });
}

function counts(outcome: Outcome | null, rows: number) {
  return {
    rows_in: outcome ? outcome.accepted + outcome.rejected : rows,
    accepted: outcome?.accepted ?? 0,
    rejected: outcome?.rejected ?? 0,
    rejected_by: outcome?.rejectedBy ?? {},
    issues_by: outcome?.issuesBy ?? {},
    rejects: (outcome?.rejects.slice(0, rejectsShown) ?? []).map((r) => ({
      ...r,
      reason_zh: inChinese.reject(r.code, r.reason),
    })),
  };
}

async function rowsBySheet(db: Database, { cells }: Trial): Promise<Map<string, number>> {
  const rows = await db.rows<{ sheet: string; n: number }>(`select sheet, count(*) as n from ${cells} group by sheet`);
  return new Map(rows.map(({ sheet, n }) => [sheet, n]));
}

/** Field → cells of all rows, rejected ones too, that say something and could not be read. */
async function unreadable(db: Database, judged: string): Promise<Record<string, number>> {
  const rows = await db.rows<{ field: string; n: number }>(
    `select split_part(issue, ':', 1) as field, count(*) as n from (select unnest(issues) as issue from ${judged}) group by field`,
  );
  return Object.fromEntries(rows.map(({ field, n }) => [field, n]));
}

type Sampled = { filled: number; pairs: { text: string; value: string | null }[] };

/** For each column of a sheet: how many cells are filled, and the first different ones with what they became. */
async function samples(db: Database, { staged, tables, cells, judged }: Trial, sheet: string): Promise<Sampled[]> {
  const { columns } = tables.find((t) => t.sheet === sheet)!;
  const of = `where sheet = ${literal(sheet)}`;
  const names = Array.from({ length: staged.width }, (_, i) => `c${i}`);
  const filled = await db.one<Record<string, number>>(
    `select ${names.map((c) => `count(*) filter (not coalesce(is_blank(trimmed(${c})), true)) as ${c}`).join(', ')} from ${cells} ${of}`,
  );
  const first = await db.rows<Record<string, string | number | null>>(
    `select * from ${cells} ${of} order by line limit ${rowsSampled}`,
  );
  const became = new Map<number, Record<string, unknown>>();
  if (judged)
    for (const row of await db.rows(
      `select * from ${judged} where source_sheet = ${literal(sheet)} order by source_line limit ${rowsSampled}`,
    ))
      became.set(row.source_line as number, row);
  return columns.map(({ field }, i) => {
    const different = new Map<string, string | null>();
    for (const row of first) {
      const text = String(row[`c${i}`] ?? '').trim();
      if (text === '' || different.has(text) || different.size === samplesShown) continue;
      different.set(text.slice(0, 80), field ? shown(became.get(row.line as number), field) : null);
    }
    return { filled: filled[`c${i}`]!, pairs: [...different].map(([text, value]) => ({ text, value })) };
  });
}

/** The value of a field in a judged row: its own column, or what was derived from it. */
function shown(row: Record<string, unknown> | undefined, field: string): string | null {
  const value =
    row?.[field] ?? row?.[`${field}_cny`] ?? (/^(place|area|host_district)$/.test(field) ? row?.district_id : null);
  return value === null || value === undefined
    ? null
    : Array.isArray(value)
      ? value.join('、')
      : String(value).slice(0, 80);
}

function describe(
  { header, field, unit, why }: ColumnMapping,
  sheet: string,
  library: Library,
  { filled, pairs }: Sampled,
  unreadBy: Record<string, number> | null,
): PreviewColumn {
  const known = field === null ? null : library.fields[field]!;
  const unread = field === null ? 0 : (unreadBy?.[field] ?? 0);
  return {
    sheet,
    header,
    field,
    title: known?.headers[0] ?? null,
    cleaner: known?.clean ?? null,
    unit,
    why: why ?? '',
    filled,
    readable: field === null || filled === 0 || !unreadBy ? null : Math.max(0, 1 - unread / filled),
    samples: pairs,
    suggestions: field === null && header !== '' ? suggestFields(header, library) : [],
  };
}
