/** Fields read off a record: its titles are the headings, its types choose the cleaners. */
import type { TObject } from 'typebox';
import { columnsOf } from '../../data/schema/columns.ts';
import { lineage } from '../../data/schema/lineage.ts';
import type { Cleaner, Field } from './declare.ts';

/** What a field has besides the title of its column. */
export type More = { headers?: readonly string[]; clean?: Cleaner; required?: boolean };

const byType: Record<string, Cleaner> = {
  DATE: 'date',
  DOUBLE: 'number',
  BIGINT: 'number',
  BOOLEAN: 'flag',
  'VARCHAR[]': 'list',
};

/**
 * One field a column, in order of the record. A column `<x>_cny` is the amount `x`; `without` names columns that are derived.
 * `more` adds headings, another cleaner and fields that are no column themselves.
 */
export function fieldsOf(
  record: TObject,
  without: readonly string[],
  more: Record<string, More>,
): Record<string, Field> {
  const skipped = new Set([...Object.keys(lineage), ...without]);
  const own = columnsOf(record)
    .filter((c) => !skipped.has(c.name))
    .map(({ name, type, title }): [string, Field] => {
      const field = name.replace(/_cny$/, '');
      const { headers = [], clean, required } = more[field] ?? {};
      const cleaner = clean ?? (name.endsWith('_cny') ? 'money' : (byType[type] ?? 'text'));
      return [field, { headers: [title, ...headers], clean: cleaner, ...(required ? { required } : {}) }];
    });
  const others = Object.entries(more)
    .filter(([name]) => !own.some(([field]) => field === name))
    .map(([name, { headers = [], clean = 'text', required }]): [string, Field] => [
      name,
      { headers, clean, ...(required ? { required } : {}) },
    ]);
  return Object.fromEntries([...own, ...others]);
}
