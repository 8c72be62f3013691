/** A table of rows: columns sort by click or key, numbers stand right, a row may open something. */
import { type Child, h } from './h.ts';

export type Column<R> = {
  title: string;
  /** What the cell shows. */
  cell: (row: R) => Child;
  /** What the column sorts by; without it the column does not sort. Missing values come last either way. */
  by?: (row: R) => string | number | null;
  number?: boolean;
  /** The cell names its row. */
  heads?: boolean;
};

export type TableSettings<R> = {
  id: string;
  caption: string;
  columns: readonly Column<R>[];
  rows: readonly R[];
  /** Shown in place of rows when there are none. */
  nothing: string;
  /** Column index and direction at the start; the order of `rows` without it. */
  sort?: { column: number; descending: boolean };
};

export function dataTable<R>(settings: TableSettings<R>): HTMLElement {
  const body = h('tbody');
  let sort = settings.sort ?? null;
  const heads = settings.columns.map((column, index) =>
    h(
      'th',
      { scope: 'col', class: column.number && 'number' },
      column.by
        ? h(
            'button',
            { type: 'button', id: `${settings.id}-sort-${index}`, on: { click: () => sortBy(index) } },
            column.title,
          )
        : column.title,
    ),
  );
  const fill = () => {
    heads.forEach((head, index) => {
      if (sort?.column === index) head.setAttribute('aria-sort', sort.descending ? 'descending' : 'ascending');
      else head.removeAttribute('aria-sort');
    });
    body.replaceChildren(...ordered(settings, sort).map((row) => line(settings.columns, row)));
    if (settings.rows.length === 0)
      body.append(h('tr', {}, h('td', { colspan: settings.columns.length, class: 'muted' }, settings.nothing)));
  };
  const sortBy = (column: number) => {
    const numeric = settings.columns[column]!.number ?? false;
    sort = sort?.column === column ? { column, descending: !sort.descending } : { column, descending: numeric };
    fill();
  };
  fill();
  return h(
    'div',
    { class: 'scroll-x', role: 'region', 'aria-label': settings.caption, tabindex: '0' },
    h(
      'table',
      { class: 'plain data-table', id: settings.id },
      h('caption', { class: 'hidden-text' }, settings.caption),
      h('thead', {}, h('tr', {}, heads)),
      body,
    ),
  );
}

const line = <R>(columns: readonly Column<R>[], row: R): HTMLElement =>
  h(
    'tr',
    {},
    columns.map(({ cell, number, heads }) =>
      heads ? h('th', { scope: 'row' }, cell(row)) : h('td', { class: number && 'number' }, cell(row)),
    ),
  );

function ordered<R>(
  { columns, rows }: TableSettings<R>,
  sort: { column: number; descending: boolean } | null,
): readonly R[] {
  const by = sort && columns[sort.column]?.by;
  if (!by) return rows;
  const sign = sort.descending ? -1 : 1;
  const compare = (a: string | number, b: string | number) =>
    typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'zh-CN');
  return [...rows].sort((left, right) => {
    const [a, b] = [by(left), by(right)];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return sign * compare(a, b);
  });
}
