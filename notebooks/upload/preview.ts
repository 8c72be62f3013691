/** How each column was understood, what would go back, and the buttons that decide. */
import { dataTable } from '../shell/data-table.ts';
import { count, dash } from '../shell/format.ts';
import { type Child, h } from '../shell/h.ts';
import { inChinese, type Key, language, t } from '../shell/language.ts';
import type { Preview, PreviewColumn } from './answers.ts';
import type { Work } from './work.ts';

type On = { correct: (header: string, field: string | null) => void; confirm: () => void; giveUp: () => void };

/** Why a column was left out. */
const reasons: Record<string, Key> = {
  no_field: 'upload.why.no_field',
  no_heading: 'upload.why.no_heading',
  field_taken: 'upload.why.field_taken',
  left_out: 'upload.why.left_out',
};

export function previewPanels(work: Work, preview: Preview, on: On): HTMLElement[] {
  const columns = preview.columns.filter((c) => c.header !== '');
  return [
    h(
      'section',
      { class: 'panel', id: 'preview' },
      h('h2', {}, t('upload.preview')),
      summary(preview),
      dataTable<PreviewColumn>({
        id: 'columns',
        caption: t('upload.columns'),
        nothing: dash,
        rows: columns,
        columns: [
          ...(preview.tables.length > 1
            ? [{ title: t('upload.sheet'), cell: (c: PreviewColumn) => data(c.sheet) }]
            : []),
          { title: t('upload.heading'), cell: (c) => data(c.header), heads: true },
          { title: t('upload.field'), cell: (c) => fieldSelect(c, preview, on.correct) },
          { title: t('upload.unit'), cell: (c) => data(c.unit || dash) },
          {
            title: t('upload.readable'),
            number: true,
            by: (c) => c.readable,
            cell: (c) => (c.readable === null ? dash : `${Math.round(100 * c.readable)}%`),
          },
          { title: t('upload.samples'), cell: samples },
        ],
      }),
    ),
    ...(preview.rejects.length > 0 ? [rejects(preview)] : []),
    h(
      'div',
      { class: 'buttons' },
      h(
        'button',
        {
          type: 'button',
          id: 'confirm',
          class: 'primary',
          disabled: work.busy || preview.missing.length > 0,
          on: { click: on.confirm },
        },
        t('upload.confirm', { n: count(preview.accepted) }),
      ),
      h('button', { type: 'button', id: 'give-up', on: { click: on.giveUp } }, t('upload.give_up')),
    ),
  ];
}

const data = (text: string): HTMLElement => h('span', inChinese(), text);

function summary(p: Preview): HTMLElement {
  const lines: Child[] = [
    ...p.tables.map((table) =>
      h(
        'li',
        {},
        t('upload.table', {
          sheet: table.sheet || p.file,
          lines: table.header_from === table.header_to ? table.header_from : `${table.header_from}–${table.header_to}`,
          n: count(table.rows),
        }),
      ),
    ),
    p.ignored.length > 0 && h('li', {}, t('upload.ignored', { sheets: p.ignored.map((i) => i.sheet).join('、') })),
    p.missing.length === 0 &&
      h(
        'li',
        { id: 'counts' },
        t('upload.counts', { rows: count(p.rows_in), accepted: count(p.accepted), rejected: count(p.rejected) }),
      ),
    p.missing.length > 0 &&
      h('li', { class: 'note bad' }, t('upload.missing', { fields: p.missing.map((m) => m.title).join('、') })),
  ];
  return h('ul', { class: 'facts' }, lines);
}

/** Which field a column is; a choice is a correction. */
function fieldSelect(column: PreviewColumn, preview: Preview, correct: On['correct']): HTMLElement {
  const id = `field-${preview.columns.indexOf(column)}`;
  const likely = column.suggestions.map((s) => s.field);
  const option = (field: string, title: string) =>
    h('option', { value: field, selected: field === column.field, ...inChinese() }, title);
  const others = preview.fields.filter((f) => !likely.includes(f.field));
  return h(
    'div',
    { class: 'choice' },
    h(
      'select',
      {
        id,
        'aria-label': `${t('upload.field')}: ${column.header}`,
        on: { change: (event) => correct(column.header, (event.target as HTMLSelectElement).value || null) },
      },
      h('option', { value: '', selected: column.field === null }, t('upload.left_out')),
      likely.length > 0 &&
        h(
          'optgroup',
          { label: t('upload.likely') },
          column.suggestions.map((s) => option(s.field, s.title)),
        ),
      others.map((f) => option(f.field, f.required ? `${f.title} *` : f.title)),
    ),
    column.why && h('span', { class: 'hint' }, t(reasons[column.why] ?? 'upload.why.left_out')),
  );
}

const samples = (column: PreviewColumn): Child =>
  column.samples.length === 0
    ? dash
    : h(
        'ul',
        { class: 'samples', ...inChinese() },
        column.samples.map(({ text, value }) =>
          h(
            'li',
            {},
            text,
            value !== null && value !== text && [h('span', { class: 'muted' }, ' ⇒ '), h('b', {}, value)],
          ),
        ),
      );

function rejects(preview: Preview): HTMLElement {
  const chinese = language() === 'zh';
  return h(
    'section',
    { class: 'panel' },
    h('h2', {}, t('upload.rejects', { n: count(preview.rejected) })),
    dataTable({
      id: 'rejects',
      caption: t('upload.rejects', { n: count(preview.rejected) }),
      nothing: dash,
      rows: preview.rejects,
      columns: [
        ...(preview.tables.length > 1
          ? [{ title: t('upload.sheet'), cell: (r: Preview['rejects'][number]) => data(r.source_sheet) }]
          : []),
        { title: t('upload.line'), number: true, by: (r) => r.source_line, cell: (r) => r.source_line },
        { title: t('upload.reason'), cell: (r) => (chinese ? r.reason_zh : r.reason) },
        { title: t('upload.row'), cell: (r) => h('span', { class: 'clip', ...inChinese() }, r.row_text) },
      ],
    }),
  );
}
