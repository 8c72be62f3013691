/** `yuzhao template`: the blank xlsx of a form, or the list of forms. */
import { writeFileSync } from 'node:fs';
import { formOf, readForms } from '../../data/forms/index.ts';
import { formTemplate } from '../../data/forms/workbook.ts';

/** @throws AppError form_unknown */
export async function templateCommand(
  form: string | undefined,
  file: string | undefined,
  options: { json: boolean },
): Promise<void> {
  if (form === undefined) {
    const list = readForms().map(({ form_id, title, library, columns }) => ({
      form_id,
      title,
      library,
      columns: columns.length,
    }));
    if (options.json) process.stdout.write(`${JSON.stringify(list)}\n`);
    else
      for (const f of list)
        process.stdout.write(`${f.form_id.padEnd(20)} ${f.title} (${f.columns} columns, library ${f.library})\n`);
    return;
  }
  const chosen = formOf(form);
  const path = file ?? `${chosen.title}.xlsx`;
  writeFileSync(path, await formTemplate(chosen));
  if (options.json)
    process.stdout.write(`${JSON.stringify({ form: chosen.form_id, library: chosen.library, file: path })}\n`);
  else
    process.stdout.write(`${path}: ${chosen.title}, fill it in and load it: yuzhao ingest ${chosen.library} ${path}\n`);
}
