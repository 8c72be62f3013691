/**
 * No row is lost and nothing crashes, whatever is sent: seeded mutations of rows and files, and every cleaner on any text.
 * MUTATIONS=10000 runs the long version (default 600 rows and 30 damaged files).
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Rng } from '../../data/demo/rng.ts';
import { AppError } from '../../data/errors.ts';
import { readForms } from '../../data/forms/index.ts';
import { formSheet } from '../../data/forms/workbook.ts';
import type { Form } from '../../data/schema/form.ts';
import type { LibraryId } from '../../data/schema/library.ts';
import { type Database, literal } from '../../data/store/index.ts';
import { readWorkbook, writeWorkbook } from '../../data/xlsx.ts';
import { openCleaningSession } from '../../ingest/index.ts';
import { type TestStore, testStore } from '../support/store.ts';
import { mutateBytes, mutateRow } from './mutate.ts';

const rowsToMutate = Number(process.env.MUTATIONS ?? 600);
const rowsOfFile = 100;
const patience = 60_000 + rowsToMutate * 1000;

let t: TestStore;
let db: Database;
beforeAll(async () => {
  t = await testStore();
  db = await openCleaningSession();
});
afterAll(async () => {
  db.closeAll();
  await t.remove();
});

/** A sound row of a form. */
const soundRow = (rng: Rng, form: Form, i: number): unknown[] =>
  form.columns.map(({ field, values, heading }) => {
    const name = heading.at(-1)!;
    if (values) return rng.pick(values);
    if (/_on$|term_/.test(field ?? '')) return rng.pick(['2024-05-06', '2024年5月', '2024.5', '2024年2季度', 45292]);
    if (/金额|投资|规模|税收|产值|开票|价|上限|下限|余额|到位|合计|小计|省外|州市|我方/.test(name))
      return rng.pick([1200, '3亿元', '约500万元', '70万美元', 12.5]);
    if (/编号|代码|文号|名称|主体|姓名/.test(name)) return `${name}${i}`;
    return rng.pick(['重庆愔安电子有限公司', '渝北区', 12, '芯·集成电路、网·物联网', '说明文字']);
  });

type Counted = { rows_in: number; accepted: number; rejected: number };

/** The load, or null where the file as a whole was refused; anything else that is thrown is a crash. */
async function counted(library: LibraryId, path: string): Promise<Counted | null> {
  try {
    return (await t.ingest(library, path)).load;
  } catch (error) {
    if (error instanceof AppError && error.kind !== 'bug') return null;
    throw error;
  }
}

const csvLine = (row: readonly unknown[]): string =>
  `${row.map((cell) => `"${String(cell ?? '').replaceAll('"', '""')}"`).join(',')}\n`;

describe('mutated rows', () => {
  const forms = readForms();
  const files = Math.ceil(rowsToMutate / rowsOfFile);
  it(
    `${files * rowsOfFile} of them: accepted + rejected = rows in`,
    async () => {
      for (let file = 0; file < files; file++) {
        const rng = new Rng(`mutation:${file}`);
        const form = forms[file % forms.length]!;
        const rows = Array.from({ length: rowsOfFile }, (_, i) => mutateRow(rng, soundRow(rng, form, i)));
        const library = form.library as LibraryId;
        const asText = rng.chance(0.3);
        const width = form.columns.length;
        const sheet = formSheet(
          form,
          rows.map((row) => row.slice(0, width)),
        );
        if (asText) {
          const header = form.columns.map((c) => c.heading.join('/'));
          const load = await counted(library, t.write(`m${file}.csv`, csvLine(header) + rows.map(csvLine).join('')));
          expect(load === null ? 0 : load.accepted + load.rejected, `csv ${file}`).toBe(load?.rows_in ?? 0);
          if (load) expect(load.rows_in, `rows of csv ${file}`).toBe(rows.length);
        } else {
          const bytes = await writeWorkbook([sheet]);
          const written = (await readWorkbook(bytes))[0]!.rows.length;
          const above = sheet.header.length + sheet.title!.length;
          const load = await counted(library, t.write(`m${file}.xlsx`, bytes));
          expect(load, `workbook ${file} is read`).not.toBeNull();
          expect(load!.accepted + load!.rejected).toBe(load!.rows_in);
          expect(load!.rows_in, `rows of workbook ${file} (${form.form_id})`).toBe(written - above);
        }
      }
    },
    patience,
  );

  it(
    'damaged files are refused with a reason or read with every row counted',
    async () => {
      const form = forms.find((f) => f.form_id === 'investment-monthly')!;
      for (let i = 0; i < Math.max(30, rowsToMutate / 50); i++) {
        const rng = new Rng(`damage:${i}`);
        const rows = Array.from({ length: 8 }, (_, n) => soundRow(rng, form, n));
        const xlsx = rng.chance(0.5);
        const sound = xlsx
          ? await writeWorkbook([formSheet(form, rows)])
          : Buffer.from(csvLine(form.columns.map((c) => c.heading.join('/'))) + rows.map(csvLine).join(''));
        const load = await counted('projects', t.write(`d${i}.${xlsx ? 'xlsx' : 'csv'}`, mutateBytes(rng, sound)));
        if (load) expect(load.accepted + load.rejected).toBe(load.rows_in);
      }
    },
    patience,
  );
});

describe('every cleaner on any text', () => {
  const samples = fc
    .sample(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 30 }),
        fc.string({ unit: fc.constantFrom(...'0123456789.,年月日季度亿万元美-/:（）()约 合计是否N'), maxLength: 20 }),
        fc
          .date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
          .map((d) => d.toISOString().slice(0, 10)),
      ),
      { numRuns: 4000, seed: 19 },
    )
    .map((s) => s.replaceAll('\u0000', ''));
  const over = (expression: string) =>
    db.rows<{ x: string; v: unknown }>(
      `select x, ${expression} as v from (select case when not is_blank(trimmed(s)) then without_blanks(without_time(narrow(trimmed(s)))) end as x
       from (select unnest(from_json(${literal(JSON.stringify(samples))}, '["varchar"]')) as s))`,
    );
  const values = async (expression: string) => (await over(expression)).map((r) => r.v).filter((v) => v !== null);

  it('dates lie between 1900 and 2100, a deadline is never before its date, an ISO day is itself', async () => {
    for (const row of await over('cast(clean_date(x) as varchar)')) {
      if (row.v !== null) expect(String(row.v)).toMatch(/^(19\d\d|20\d\d|2100)-/);
      if (/^(19|20)\d\d-\d\d-\d\d$/.test(row.x)) expect(row.v).toBe(row.x);
    }
    expect(await values('case when deadline_of(clean_date(x), date_period(x)) < clean_date(x) then x end')).toEqual([]);
    expect(await values('case when date_period(x) is not null and clean_date(x) is null then null end')).toEqual([]);
  });

  it('amounts are finite and have a currency, or neither', async () => {
    const amount = 'clean_money(x, odd_money(x))';
    const currency = 'clean_currency(x, odd_money(x))';
    expect(await values(`case when not isfinite(${amount}) then x end`)).toEqual([]);
    expect(await values(`case when (${amount}) is null <> ((${currency}) is null) then x end`)).toEqual([]);
  });

  it('codes pass their check sign, numbers are finite, flags and grades are known, lists hold no blanks', async () => {
    expect(
      await values('case when clean_code(x) is not null and not is_credit_code(clean_code(x)) then x end'),
    ).toEqual([]);
    expect(await values('case when not isfinite(clean_number(x)) then x end')).toEqual([]);
    expect(new Set(await values('clean_flag(x)'))).toEqual(new Set([true, false]));
    expect((await values('clean_grade(x)')).every((g) => /^[A-D]$/.test(String(g)))).toBe(true);
    expect(((await values('clean_list(x)')) as string[][]).flat().every((part) => part.trim() !== '')).toBe(true);
  });

  it('a name key is stable and does not depend on width or spaces', async () => {
    expect(await values('case when name_key(name_key(x)) <> name_key(x) then x end')).toEqual([]);
  });
});
