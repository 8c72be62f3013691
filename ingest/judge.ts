/** The statement that turns unknown cells into a judged table: cleaned, derived, with the reason where a row must go back. */
import { columnsOf } from '../data/schema/columns.ts';
import { literal } from '../data/store/index.ts';
import type { Cleaner, Field, Library } from './library/declare.ts';
import type { Staged } from './read/staged.ts';
import { Steps } from './steps.ts';

/** Column `index` of the file feeds `field`; `unit` comes from the heading. */
export type Unit = { index: number; field: string; unit: string };

/** No form has a cell longer than this, in bytes of UTF-8 (Excel itself stops at 32,767 characters). */
export const longestCell = 131_072;

const unreadable: Partial<Record<Cleaner, string>> = {
  code: 'is not a valid credit code (18 signs, check sign of GB 32100-2015)',
  date: 'is not a date',
  deadline: 'is not a date',
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
  const all = cellsOf(staged);
  const fields = Object.entries(library.fields);
  const columns = columnsOf(library.record).filter((c) => c.name !== 'issues' && c.name !== 'periods');
  const lineage: Record<string, string> = {
    as_of: `date ${literal(load.asOf)}`,
    source_file: literal(load.file),
    source_sheet: 'source_sheet',
    source_line: 'source_line',
    load_id: literal(load.loadId),
    row_hash: 'row_hash',
  };
  const steps = cleanSteps(staged, library, units, load.asOf);
  return `create or replace temp table ${target} as ${steps.select([
    ...columns.map(
      (c) => `try_cast(${library.derived[c.name] ?? lineage[c.name] ?? c.name} as ${c.type}) as ${c.name}`,
    ),
    `${periodsSql(fields)} as periods`,
    `${issuesSql(fields, library.doubts)} as issues`,
    rejectSql(library, fields),
    `case when reject_code is not null then concat_ws(',', ${quoted(library, units, all)
      .map((c) => `left(${c}, 200)`)
      .join(', ')}) end as row_text`,
  ])}`;
}

/** The cells that a rejected row shows: all, or those that may be shown. */
const quoted = ({ quotable }: Library, units: Unit[], all: string[]): string[] =>
  quotable ? ["''", ...units.filter((u) => quotable.includes(u.field)).map((u) => `c${u.index}`)] : all;

const cellsOf = (staged: Staged): string[] => staged.headers.map((_, i) => `c${i}`);

/** Raw cells → trimmed → NULL where a cell says nothing → cleaned. Fields without a column in the file are NULL throughout. */
function cleanSteps(staged: Staged, library: Library, units: Unit[], asOf: string): Steps {
  const all = cellsOf(staged);
  const fields = Object.entries(library.fields);
  const present = fields.filter(([name]) => units.some((u) => u.field === name));
  const of = (kind: (clean: Cleaner) => boolean) => present.filter(([, f]) => kind(f.clean)).map(([name]) => name);
  const made = (names: string[], from: string, as: string) => names.map((n) => ({ from: from + n, as: as + n }));
  const [days, amounts] = [of(isDate), of((c) => c === 'money')];
  const steps = new Steps(
    `select line as source_line, sheet as source_sheet, cast(hash(${all.join(', ')}) >> 1 as bigint) as row_hash,
      greatest(0, ${all.map((c) => `strlen(${c})`).join(', ')}) > ${longestCell} as over_long, ${all.join(', ')},
      ${fields.map(([name]) => `${rawCell(units.find((u) => u.field === name))} as raw_${name}`).join(', ')}
    from ${staged.from}`,
  );
  steps.add(fields.filter((f) => !present.includes(f)).flatMap(([name, f]) => nothing(name, f.clean)));
  steps.each(
    made(
      of(() => true),
      'raw_',
      'trim_',
    ),
    (x) => `trimmed(${x})`,
  );
  steps.each(
    made(
      of((c) => !(c in unreadable)),
      'trim_',
      'text_',
    ),
    (x) => unlessBlank(x, x),
  );
  steps.each(
    made(
      of((c) => c in unreadable && !isDate(c)),
      'trim_',
      'text_',
    ),
    (x) => unlessBlank(x, `without_blanks(narrow(${x}))`),
  );
  steps.each(made(days, 'trim_', 'timed_'), (x) => unlessBlank(x, `without_time(narrow(${x}))`));
  steps.each(made(days, 'timed_', 'text_'), (x) => `without_blanks(${x})`);
  steps.each(made(days, 'text_', 'day_'), (x) => `clean_date(${x})`);
  steps.each(made(days, 'text_', 'period_'), (x) => `date_period(${x})`);
  steps.add(
    days.map(
      (n) => `${library.fields[n]!.clean === 'date' ? `day_${n}` : `deadline_of(day_${n}, period_${n})`} as ${n}`,
    ),
  );
  for (const clean of ['text', 'name', 'code', 'number', 'flag', 'list', 'grade'] as const)
    steps.each(
      made(
        of((c) => c === clean),
        'text_',
        '',
      ),
      (x) => `clean_${clean}(${x})`,
    );
  moneySteps(steps, amounts);
  const day = `date ${literal(asOf)}`;
  steps.add([`${library.moneyDay ? `coalesce(${library.moneyDay}, ${day})` : day} as money_day`]);
  return steps.each(
    amounts.filter((n) => !library.derived[`${n}_cny`]).map((n) => ({ from: `paid_${n}`, as: `${n}_cny` })),
    (x) => `to_cny(${x}.amount, ${x}.currency, money_day)`,
  );
}

/** An amount becomes two columns: `capital` and `capital_currency`. */
function moneySteps(steps: Steps, amounts: string[]): void {
  steps.each(
    amounts.map((n) => ({ from: `text_${n}`, as: `odd_${n}` })),
    (x) => `odd_money(${x})`,
  );
  steps.add(amounts.map((n) => `{'t': text_${n}, 'odd': odd_${n}} as told_${n}`));
  steps.each(
    amounts.map((n) => ({ from: `told_${n}`, as: `paid_${n}` })),
    (x) => `{'amount': clean_money(${x}.t, ${x}.odd), 'currency': clean_currency(${x}.t, ${x}.odd)}`,
  );
  steps.add(amounts.flatMap((n) => [`paid_${n}.amount as ${n}`, `paid_${n}.currency as ${n}_currency`]));
}

const unlessBlank = (cell: string, text: string): string => `case when not is_blank(${cell}) then ${text} end`;

const isDate = (clean: Cleaner): boolean => clean === 'date' || clean === 'deadline';

const sqlTypes: Partial<Record<Cleaner, string>> = {
  date: 'date',
  deadline: 'date',
  money: 'double',
  number: 'double',
  flag: 'boolean',
  list: 'varchar[]',
};

/** The columns of a field that the file does not have. */
function nothing(name: string, clean: Cleaner): string[] {
  const none = (type: string, as: string) => `cast(null as ${type}) as ${as}`;
  return [
    none('varchar', `trim_${name}`),
    none('varchar', `text_${name}`),
    none(sqlTypes[clean] ?? 'varchar', name),
    ...(isDate(clean) ? [none('varchar', `period_${name}`)] : []),
    ...(clean === 'money' ? [none('varchar', `${name}_currency`), none('double', `${name}_cny`)] : []),
  ];
}

/** Dates whose cell named a period: «signed_on:month». */
function periodsSql(fields: [string, Field][]): string {
  const parts = fields.flatMap(([name, { clean }]) =>
    isDate(clean) ? [`case when ${name} is not null then ${literal(`${name}:`)} || period_${name} end`] : [],
  );
  return parts.length ? `list_filter([${parts.join(', ')}], lambda p: p is not null)` : 'cast([] as varchar[])';
}

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
