/** From unknown cells to cleaned fields, column by column. */
import { literal } from '../data/store/index.ts';
import type { ColumnMapping } from './header.ts';
import type { Cleaner, Library } from './library/declare.ts';
import type { Staged } from './read/staged.ts';
import { Steps, spelledLong } from './steps.ts';

/** What the columns of one table mean: column i is `c<i>`. */
export type UnderstoodTable = { sheet: string; columns: readonly ColumnMapping[] };

/** No form has a cell longer than this, in bytes of UTF-8 (Excel itself stops at 32,767 characters). */
export const longestCell = 131_072;

/** The columns of unknown cells. */
export const cellsOf = ({ width }: Staged): string[] => Array.from({ length: width }, (_, i) => `c${i}`);

/** Raw cells → trimmed → NULL where a cell says nothing → cleaned. Fields without a column in the file are NULL throughout. */
export function cleanSteps(staged: Staged, library: Library, tables: readonly UnderstoodTable[], asOf: string): Steps {
  const all = cellsOf(staged);
  const fields = Object.entries(library.fields);
  const present = fields.filter(([name]) => tables.some((t) => t.columns.some((c) => c.field === name)));
  const of = (...kinds: Cleaner[]) => present.filter(([, f]) => kinds.includes(f.clean)).map(([name]) => name);
  const made = (names: string[], from: string, as: string) => names.map((n) => ({ from: from + n, as: as + n }));
  const [days, amounts, words] = [of('date', 'deadline'), of('money'), of('text', 'name', 'list')];
  const figures = present.map(([name]) => name).filter((name) => ![...days, ...words].includes(name));
  const steps = new Steps(
    `select line as source_line, sheet as source_sheet, cast(hash(${all.join(', ')}) >> 1 as bigint) as row_hash,
      greatest(0, ${all.map((c) => `strlen(${c})`).join(', ')}) > ${longestCell} as over_long, ${all.join(', ')},
      ${fields.map(([name]) => `${rawCell(name, tables)} as raw_${name}`).join(', ')}
    from ${staged.from}`,
  );
  steps.add(fields.filter((f) => !present.includes(f)).flatMap(([name, f]) => nothing(name, f.clean)));
  steps.each(made([...words, ...figures, ...days], 'raw_', 'trim_'), (x) => `trimmed(${x})`, spelledLong);
  steps.each(made(words, 'trim_', 'text_'), (x) => unlessBlank(x, x), spelledLong);
  steps.each(made(figures, 'trim_', 'text_'), (x) => unlessBlank(x, `without_blanks(narrow(${x}))`));
  steps.each(made(days, 'trim_', 'timed_'), (x) => unlessBlank(x, `without_time(narrow(${x}))`));
  steps.each(made(days, 'timed_', 'text_'), (x) => `without_blanks(${x})`);
  steps.each(made(days, 'text_', 'day_'), (x) => `clean_date(${x})`);
  steps.each(made(days, 'text_', 'period_'), (x) => `date_period(${x})`);
  steps.add(
    days.map(
      (n) => `${library.fields[n]!.clean === 'date' ? `day_${n}` : `deadline_of(day_${n}, period_${n})`} as ${n}`,
    ),
  );
  for (const clean of ['text', 'name'] as const)
    steps.each(made(of(clean), 'text_', ''), (x) => `clean_${clean}(${x})`, spelledLong);
  for (const clean of ['code', 'number', 'flag', 'list', 'grade'] as const)
    steps.each(made(of(clean), 'text_', ''), (x) => `clean_${clean}(${x})`);
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

export const isDate = (clean: Cleaner): boolean => clean === 'date' || clean === 'deadline';

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

/** The cell of a field, in each sheet from its own column. */
function rawCell(field: string, tables: readonly UnderstoodTable[]): string {
  const cells = tables.flatMap(({ sheet, columns }) => {
    const index = columns.findIndex((c) => c.field === field);
    return index < 0 ? [] : [{ sheet, cell: withUnit(`c${index}`, columns[index]!.unit) }];
  });
  if (cells.length === 0) return 'cast(null as varchar)';
  if (tables.length === 1) return cells[0]!.cell;
  return `case sheet ${cells.map(({ sheet, cell }) => `when ${literal(sheet)} then ${cell}`).join(' ')} end`;
}

/** The unit of a heading is added to cells that are bare figures. */
const withUnit = (cell: string, unit: string): string =>
  unit
    ? `case when regexp_full_match(trim(${cell}), '[约近达]?[\\d,.]+') then ${cell} || ${literal(unit)} else ${cell} end`
    : cell;
