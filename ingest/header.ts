/** Which column is which field: headings are compared without spaces, brackets, stars and units. */
import { AppError } from '../data/errors.ts';
import type { Library } from './library/declare.ts';

/** One column of a file as it was understood. `field` null: kept out, because no field has this heading. */
export type ColumnMapping = { header: string; field: string | null; unit: string };

const unitPattern = /[（(【[]\s*(亿元|万元|千元|元|亿美元|万美元|美元|亩|平方米|㎡)\s*[）)】\]]/;

const heading = (text: string): string => text.replace(/[（(【[].*?[）)】\]]|[\s*＊:：/、]|\uFEFF/g, '');

/** Maps headings to fields; a field takes the first column that fits. */
export function mapColumns(headers: readonly string[], library: Library): ColumnMapping[] {
  const fieldOf = new Map(
    Object.entries(library.fields).flatMap(([field, f]) => f.headers.map((h) => [heading(h), field] as const)),
  );
  const taken = new Set<string>();
  return headers.map((header) => {
    const field = fieldOf.get(heading(header)) ?? null;
    const free = field !== null && !taken.has(field);
    if (free) taken.add(field);
    return { header, field: free ? field : null, unit: unitPattern.exec(header)?.[1] ?? '' };
  });
}

/** How many headings of a line are known: the line with the most is the header. */
export const knownHeadings = (headers: readonly string[], library: Library): number =>
  mapColumns(headers, library).filter((c) => c.field !== null).length;

/** @throws AppError header_unknown when a required field has no column. */
export function requireColumns(
  mapping: readonly ColumnMapping[],
  library: Library,
  file: string,
  sheet?: string,
): void {
  const present = new Set(mapping.map((c) => c.field));
  const missing = Object.entries(library.fields).filter(([field, f]) => f.required && !present.has(field));
  if (missing.length === 0) return;
  const found =
    mapping
      .map((c) => c.header.trim())
      .filter(Boolean)
      .slice(0, 20)
      .join('、') || 'none';
  const wanted = missing.map(([, f]) => f.headers.join(' or ')).join('; ');
  throw new AppError(
    'header_unknown',
    `no column for ${wanted} in ${library.title} (headings found: ${found})`,
    'rename the heading, or name another library: yuzhao ingest <library> <file>',
    { file, line: 1, ...(sheet ? { sheet } : {}) },
  );
}
