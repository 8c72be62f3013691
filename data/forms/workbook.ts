/** A form as a workbook: blank with a sheet of instructions, or filled with rows. */
import type { Form, FormColumn } from '../schema/form.ts';
import { type SheetOut, writeWorkbook } from '../xlsx.ts';

/** The sheet of a form; `rows` follow the order of its columns. Required headings carry a star, which readers ignore. */
export function formSheet(form: Form, rows: unknown[][]): SheetOut {
  const depth = Math.max(...form.columns.map((c) => c.heading.length));
  const paths = form.columns.map(headingPath(depth));
  return {
    name: form.sheet,
    title: [form.title, ...(form.unit_line ? [form.unit_line] : [])],
    header: [
      ...Array.from({ length: depth }, (_, level) => paths.map((path) => path[level]!)),
      ...(form.column_numbers ? [form.columns.map((_, i) => String(i + 1))] : []),
    ],
    rows,
    lists: form.columns.flatMap(({ values }, column) => (values ? [{ column, values }] : [])),
  };
}

/** A short path is drawn out downwards, so that its last heading is merged over the lines that remain. */
const headingPath =
  (depth: number) =>
  ({ heading, required }: FormColumn): string[] => {
    const path = required ? [...heading.slice(0, -1), `${heading.at(-1)}*`] : heading;
    return Array.from({ length: depth }, (_, level) => path[Math.min(level, path.length - 1)]!);
  };

/** The blank form with instructions, as bytes: the same for the same form. */
export const formTemplate = (form: Form): Promise<Uint8Array> =>
  writeWorkbook([formSheet(form, []), instructions(form)]);

function instructions(form: Form): SheetOut {
  return {
    name: '填写说明',
    title: [`${form.title}·填写说明`],
    header: [['栏目', '必填', '怎么填', '可选内容', '何时填']],
    rows: form.columns.map(({ heading, required, note, values, only_if }) => [
      heading.join(' → '),
      required ? '必填' : '',
      note ?? '',
      values ?? '',
      only_if ? `${only_if.heading}为${only_if.is.join('或')}时` : '',
    ]),
    notes: [
      ...form.notes,
      '读不懂的单元格不影响整行，留空并注明；缺必填项、合计行、重复行退回，退回原因写在表后。',
      '日期可写 2024-05-06、2024年5月、2024年2季度；金额未写明单位的不取。',
    ],
  };
}
