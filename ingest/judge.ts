/** The statement that turns unknown cells into a judged table: cleaned, derived, with the reason where a row must go back. */
import { columnsOf } from '../data/schema/columns.ts';
import { literal } from '../data/store/index.ts';
import type { Cleaner, Field, Library } from './library/declare.ts';
import type { Staged } from './read/staged.ts';

/** Column `index` of the file feeds `field`; `unit` comes from the heading. */
export type Unit = { index: number; field: string; unit: string };

/** No form has a cell longer than this, in bytes of UTF-8 (Excel itself stops at 32,767 characters). */
export const longestCell = 131_072;

const unreadable: Partial<Record<Cleaner, string>> = {
  code: 'is not a valid credit code (18 signs, check sign of GB 32100-2015)',
  date: 'is not a date',
  money: 'is not an amount with unit and currency',
  number: 'is not a number',
  flag: 'is neither 是 nor 否',
  grade: 'is not a grade from A to D',
};

/** Columns that a judged table has beside the record's own. */
export const judgement = ['reject_code', 'reject_reason', 'row_text'] as const;

export function judgeSql(
  target: string,
  staged: Staged,
  library: Library,
  units: Unit[],
  load: { file: string; asOf: string; loadId: string },
): string {
  const fields = Object.entries(library.fields);
  const raw = fields.map(([name]) => `${rawCell(units.find((u) => u.field === name))} as raw_${name}`);
  const amounts = fields.filter(([, f]) => f.clean === 'money').map(([name]) => name);
  const all = staged.headers.map((_, i) => `c${i}`);
  const columns = columnsOf(library.record).filter((c) => c.name !== 'issues');
  const lineage: Record<string, string> = {
    as_of: `date ${literal(load.asOf)}`,
    source_file: literal(load.file),
    source_sheet: 'source_sheet',
    source_line: 'source_line',
    load_id: literal(load.loadId),
    row_hash: 'row_hash',
  };
  return `create or replace temp table ${target} as
    with raw as (
      select line as source_line, sheet as source_sheet, cast(hash(${all.join(', ')}) >> 1 as bigint) as row_hash,
        greatest(0, ${all.map((c) => `strlen(${c})`).join(', ')}) > ${longestCell} as over_long, ${all.join(', ')}, ${raw.join(', ')}
      from ${staged.from}
    ),
    trimmed as (select *, ${fields.map(([name]) => `trimmed(raw_${name}) as trim_${name}`).join(', ')} from raw),
    filled as (select *, ${fields.map(([name, f]) => `case when not is_blank(trim_${name}) then ${f.clean in unreadable ? `without_blanks(narrow(trim_${name}))` : `trim_${name}`} end as text_${name}`).join(', ')} from trimmed),
    searched as (select *${amounts.map((name) => `, odd_money(text_${name}) as odd_${name}`).join('')} from filled),
    cleaned as (select *, ${fields.map(([name, f]) => cleaned(name, f.clean)).join(', ')} from searched)
    select ${columns.map((c) => `cast(${library.derived[c.name] ?? lineage[c.name] ?? c.name} as ${c.type}) as ${c.name}`).join(',\n      ')},
      ${issuesSql(fields, library.doubts)} as issues,
      ${rejectSql(library, fields)},
      case when reject_code is not null then concat_ws(',', ${quoted(library, units, all)
        .map((c) => `left(${c}, 200)`)
        .join(', ')}) end as row_text
    from cleaned`;
}

/** The cells that a rejected row shows: all, or those that may be shown. */
const quoted = ({ quotable }: Library, units: Unit[], all: string[]): string[] =>
  quotable ? ["''", ...units.filter((u) => quotable.includes(u.field)).map((u) => `c${u.index}`)] : all;

/** An amount becomes two columns: `capital` and `capital_currency`. */
const cleaned = (name: string, clean: Cleaner): string =>
  clean === 'money'
    ? `clean_money(text_${name}, odd_${name}) as ${name}, clean_currency(text_${name}, odd_${name}) as ${name}_currency`
    : `clean_${clean}(text_${name}) as ${name}`;

/** A unit in the heading is added to cells that are bare figures. */
function rawCell(unit: Unit | undefined): string {
  if (!unit) return 'cast(null as varchar)';
  const cell = `c${unit.index}`;
  return unit.unit
    ? `case when regexp_full_match(trim(${cell}), '[\\d,.]+') then ${cell} || ${literal(unit.unit)} else ${cell} end`
    : cell;
}

function issuesSql(fields: [string, Field][], doubts: Library['doubts'] = []): string {
  const parts = fields.flatMap(([name, { clean }]) =>
    unreadable[clean]
      ? [
          `case when ${name} is null and text_${name} is not null then ${literal(`${name}: «`)} || left(raw_${name}, 60) || ${literal(`» ${unreadable[clean]}`)} end`,
        ]
      : [],
  );
  const doubted = doubts.map(
    (d) =>
      `case when ${d.when} then ${literal(`${d.field}: «`)} || left(raw_${d.field}, 60) || ${literal(`» ${d.reason}`)} end`,
  );
  const all = [...parts, ...doubted];
  return all.length ? `list_filter([${all.join(', ')}], lambda i: i is not null)` : 'cast([] as varchar[])';
}

function rejectSql(library: Library, fields: [string, Field][]): string {
  const missing = fields.filter(([, f]) => f.required);
  const cases = [
    {
      code: 'cell_too_long',
      when: 'over_long',
      reason: literal(`a cell is longer than ${longestCell} bytes: most likely several rows run together`),
    },
    ...library.rejects,
    ...missing.map(([name, f]) => ({
      code: 'required_missing',
      when: `${name} is null`,
      reason: `case when text_${name} is null then ${literal(`${f.headers[0]} is empty: it is required`)} else ${literal(`${f.headers[0]} «`)} || left(raw_${name}, 60) || ${literal('» cannot be read')} end`,
    })),
  ];
  const pick = (part: 'code' | 'reason') =>
    `case ${cases.map((c) => `when ${c.when} then ${part === 'code' ? literal(c.code) : c.reason}`).join(' ')} end`;
  return `${pick('code')} as reject_code, ${pick('reason')} as reject_reason`;
}
