/** The headings of the forms (`data/forms`) are headings of their libraries. */

import { AppError } from '../../data/errors.ts';
import { readForms } from '../../data/forms/index.ts';
import type { LibraryId } from '../../data/schema/library.ts';
import type { Library } from './declare.ts';

/** @throws AppError rule_invalid when a form names a library or a field that does not exist */
export function withForms(libraries: Record<LibraryId, Library>): Record<LibraryId, Library> {
  for (const form of readForms()) {
    const library = libraries[form.library as LibraryId] as Library | undefined;
    for (const { heading, field } of form.columns) {
      if (field === null) continue;
      const known = library?.fields[field];
      if (!library || !known)
        throw new AppError('rule_invalid', `no field ${field} in library ${form.library}`, 'correct the form', {
          file: `data/forms/${form.form_id}.json`,
        });
      const path = heading.map((part) => part.replaceAll('/', '')).join('/');
      if (!known.headers.includes(path)) library.fields[field] = { ...known, headers: [...known.headers, path] };
    }
  }
  return libraries;
}
