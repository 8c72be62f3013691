/** Library, day and file; the blank forms of the library. */
import { address } from '../shell/api.ts';
import { h, icon } from '../shell/h.ts';
import { inChinese, type Key, t } from '../shell/language.ts';
import type { Form } from './answers.ts';
import type { Work } from './work.ts';

type On = { library: (library: string) => void; asOf: (day: string) => void; file: (file: File) => void };

/** Libraries that an office sends as a table. */
const libraries: Record<string, Key> = {
  projects: 'upload.library.projects',
  events: 'upload.library.events',
  enterprises: 'upload.library.enterprises',
  applications: 'upload.library.applications',
  evaluations: 'upload.library.evaluations',
  leads: 'upload.library.leads',
  policies: 'upload.library.policies',
  parks: 'upload.library.parks',
  parcels: 'upload.library.parcels',
  funds: 'upload.library.funds',
  institutes: 'upload.library.institutes',
  activities: 'upload.library.activities',
};

export function choosePanel(work: Work, forms: readonly Form[], on: On): HTMLElement {
  const own = forms.filter((form) => form.library === work.library);
  return h(
    'section',
    { class: 'panel' },
    h('h2', {}, t('upload.choose')),
    h('div', { class: 'form' }, librarySelect(work, on), dayInput(work, on), fileInput(on)),
    own.length > 0 &&
      h(
        'p',
        { class: 'hint' },
        t('upload.blank'),
        own.map((form) => [
          ' ',
          h(
            'a',
            { href: address(`forms/${form.form_id}/template.xlsx`), ...inChinese() },
            icon('download'),
            form.title,
          ),
        ]),
      ),
  );
}

const librarySelect = (work: Work, on: On): HTMLElement =>
  h(
    'label',
    { class: 'field', for: 'library' },
    h('span', {}, t('upload.library')),
    h(
      'select',
      { id: 'library', on: { change: (event) => on.library((event.target as HTMLSelectElement).value) } },
      Object.entries(libraries).map(([id, title]) =>
        h('option', { value: id, selected: id === work.library }, t(title)),
      ),
    ),
  );

const dayInput = (work: Work, on: On): HTMLElement =>
  h(
    'label',
    { class: 'field', for: 'as-of' },
    h('span', {}, t('upload.as_of')),
    h('input', {
      id: 'as-of',
      type: 'date',
      value: work.asOf,
      on: {
        change: (event) => {
          const day = (event.target as HTMLInputElement).value;
          if (day) on.asOf(day);
        },
      },
    }),
  );

/** A field that takes a file by choice or by dropping it. */
function fileInput(on: On): HTMLElement {
  const input = h('input', {
    id: 'file',
    type: 'file',
    accept: '.xlsx,.csv,.tsv,.txt,.jsonl,.parquet,.gz',
    on: {
      change: () => {
        const file = input.files?.[0];
        if (file) on.file(file);
      },
    },
  });
  const zone = h(
    'label',
    { class: 'field wide drop', for: 'file' },
    h('span', {}, t('upload.file')),
    input,
    h('span', { class: 'hint' }, t('upload.file_hint')),
  );
  zone.addEventListener('dragover', (event) => {
    event.preventDefault();
    zone.classList.add('over');
  });
  zone.addEventListener('dragleave', () => zone.classList.remove('over'));
  zone.addEventListener('drop', (event) => {
    event.preventDefault();
    zone.classList.remove('over');
    const file = event.dataTransfer?.files[0];
    if (file) on.file(file);
  });
  return zone;
}
