/** The forms, one JSON file each. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AppError } from '../errors.ts';
import { check } from '../schema/check.ts';
import { Form } from '../schema/form.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
let forms: Form[] | undefined;

/** Every form, by its id in order of the alphabet. */
export function readForms(): Form[] {
  forms ??= readdirSync(here)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => check(Form, JSON.parse(readFileSync(here + file, 'utf8')), 'rule_invalid', `data/forms/${file}`));
  return forms;
}

/** @throws AppError form_unknown */
export function formOf(id: string): Form {
  const form = readForms().find((f) => f.form_id === id);
  if (form) return form;
  const known = readForms().map((f) => `${f.form_id} (${f.title})`);
  throw new AppError('form_unknown', `there is no form «${id}»`, `name one of ${known.join(', ')}`);
}
