/** A filled form of the synthetic city: rows by field, under the layout of `data/forms`. */
import { formOf } from '../forms/index.ts';
import { formSheet } from '../forms/workbook.ts';
import { writeWorkbook } from '../xlsx.ts';

export type FormRow = Record<string, unknown>;
export type FormFile = { bytes: Uint8Array; rows: number };

/** A workbook of one sheet under one line of headings. */
export const sheetFile = async (
  name: string,
  header: readonly string[],
  rows: readonly unknown[][],
): Promise<FormFile> => ({
  bytes: await writeWorkbook([{ name, header: [[...header]], rows: [...rows] }]),
  rows: rows.length,
});

/** Fields that the form does not have are left out; its title says that all is synthetic. */
export async function formFile(formId: string, rows: readonly FormRow[]): Promise<FormFile> {
  const form = formOf(formId);
  const cells = rows.map((row) => form.columns.map(({ field }) => (field === null ? null : (row[field] ?? null))));
  const sheet = formSheet({ ...form, title: `${form.title}（演示，合成数据）` }, cells);
  return { bytes: await writeWorkbook([sheet]), rows: rows.length };
}
