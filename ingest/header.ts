/** Which column is which field: headings are compared by their path, without spaces, brackets, stars and units. */
import { AppError } from '../data/errors.ts';
import type { Library } from './library/declare.ts';

/** A heading as it stands: merged headings above it first. `lineUnit` is that of a line above the table (单位：万元). */
export type Heading = { path: readonly string[]; lineUnit?: string };

/** Why a column is kept out: no field has its heading, it has none, its field has another column, or its sender says so. */
export type LeftOut = 'no_field' | 'no_heading' | 'field_taken' | 'left_out';

/** One column of a file as it was understood. `field` null: kept out, and `why`. */
export type ColumnMapping = { header: string; field: string | null; unit: string; why?: LeftOut };

/** Corrections by the sender: heading (its path joined with /) → field, or null for a column to leave out. */
export type Corrections = Readonly<Record<string, string | null>>;

const units = '亿元|万元|千元|元|亿美元|万美元|美元|万欧元|万港元|亩|平方米|㎡';
const unitInHeading = new RegExp(
  `(?:[（(【[]|[，,:：]|单位)\\s*(${units})(?:\\s*[/／]\\s*(?:亩|年))?\\s*[）)】\\]]?|(${units})$`,
);

const heading = (text: string): string =>
  text.replace(new RegExp(`[（(【[].*?[）)】\\]]|[\\s*＊:：/、]|\\uFEFF|(?:单位|[，,])(?:${units})$`, 'g'), '');

/** A path as it is compared: each part without what does not matter, a part that repeats the one above left out. */
export function pathKey(path: readonly string[]): string {
  const parts = path.map(heading).filter(Boolean);
  return parts.filter((part, i) => part !== parts[i - 1]).join('/');
}

/** The parts of a path that is written as one text; a slash in brackets (万元/亩) does not part. */
const pathOf = (text: string): string[] => text.replace(/[（(【[].*?[）)】\]]/g, '').split('/');

export const headingText = ({ path }: Heading): string =>
  path
    .map((p) => p.trim().replace(/\s*\n\s*/g, ''))
    .filter((p, i, all) => p && p !== all[i - 1])
    .join('/');

/** Normalised heading → field. */
function knownPaths(library: Library): Map<string, string> {
  return new Map(
    Object.entries(library.fields).flatMap(([field, f]) => f.headers.map((h) => [pathKey(pathOf(h)), field] as const)),
  );
}

/** The path itself, then its ends; a flat heading that joins its parts with a dash or slash is cut into them. */
function candidates(path: readonly string[]): string[] {
  const own = path.length > 1 ? path : [path, path.flatMap((p) => p.split(/[-—–_/／|>]/))].find((p) => p.length > 1);
  const parts = pathKey((own as readonly string[] | undefined) ?? path).split('/');
  return [...new Set([pathKey(path), pathKey([path.join('')]), ...parts.map((_, i) => parts.slice(i).join('/'))])];
}

/** Maps headings to fields; a field takes the first column that fits, corrections go before everything. */
export function mapColumns(
  headings: readonly Heading[],
  library: Library,
  corrections: Corrections = {},
): ColumnMapping[] {
  const known = knownPaths(library);
  const ends = new Map<string, number>();
  const wanted = headings.map((h) => candidates(h.path));
  for (const end of wanted.flat()) ends.set(end, (ends.get(end) ?? 0) + 1);
  const corrected = new Map(Object.entries(corrections).map(([h, field]) => [pathKey(pathOf(h)), field]));
  const taken = new Set<string>([...corrected.values()].filter((f) => f !== null));
  return headings.map((h, i) => {
    const header = headingText(h);
    const key = pathKey(h.path);
    const correction = corrected.get(key);
    if (correction !== undefined) {
      corrected.delete(key);
      return correction === null
        ? { header, field: null, unit: '', why: 'left_out' }
        : { header, field: correction, unit: unitOf(h, library, correction) };
    }
    const match = wanted[i]!.find((c, j) => known.has(c) && (j === 0 || ends.get(c) === 1));
    const field = match === undefined ? undefined : known.get(match)!;
    if (field === undefined) return { header, field: null, unit: '', why: header ? 'no_field' : 'no_heading' };
    if (taken.has(field)) return { header, field: null, unit: '', why: 'field_taken' };
    taken.add(field);
    return { header, field, unit: unitOf(h, library, field) };
  });
}

/** The unit of the heading, else of those above it; that of a line above the table counts for amounts only. */
function unitOf({ path, lineUnit }: Heading, library: Library, field: string): string {
  for (const part of path.toReversed()) {
    const found = unitInHeading.exec(part.trim());
    if (found) return found[1] ?? found[2]!;
  }
  return library.fields[field]?.clean === 'money' ? (lineUnit ?? '') : '';
}

/** How many headings of a line are known: the lines with the most are the header. */
export const knownHeadings = (headings: readonly Heading[], library: Library, corrections: Corrections = {}): number =>
  mapColumns(headings, library, corrections).filter((c) => c.field !== null).length;

/** Required fields that have no column. */
export function missingFields(columns: readonly ColumnMapping[], library: Library): string[] {
  const present = new Set(columns.map((c) => c.field));
  return Object.entries(library.fields).flatMap(([field, f]) => (f.required && !present.has(field) ? [field] : []));
}

/** @throws AppError header_unknown when a required field has no column. */
export function requireColumns(
  columns: readonly ColumnMapping[],
  library: Library,
  file: string,
  sheet?: string,
): void {
  const missing = missingFields(columns, library);
  if (missing.length === 0) return;
  const found =
    columns
      .map((c) => c.header)
      .filter(Boolean)
      .slice(0, 20)
      .join('、') || 'none';
  const wanted = missing.map((field) => library.fields[field]!.headers.slice(0, 4).join(' or ')).join('; ');
  throw new AppError(
    'header_unknown',
    `no column for ${wanted} in ${library.title} (headings found: ${found})`,
    `rename the heading, say which column it is (--map '{"heading": "${missing[0]}"}'), or name another library`,
    { file, line: 1, ...(sheet ? { sheet } : {}) },
  );
}

/** @throws AppError header_correction for a heading that no table has, or a field that the library has not. */
export function checkCorrections(
  tables: readonly { columns: readonly ColumnMapping[] }[],
  library: Library,
  file: string,
  corrections: Corrections,
): void {
  const headers = [...new Set(tables.flatMap((t) => t.columns.map((c) => c.header)).filter(Boolean))];
  for (const [header, field] of Object.entries(corrections)) {
    if (!headers.some((h) => pathKey(pathOf(h)) === pathKey(pathOf(header))))
      throw new AppError(
        'header_correction',
        `no column has the heading «${header}»`,
        `headings found: ${headers.join('、')}`,
        { file },
      );
    if (field !== null && !(field in library.fields))
      throw new AppError(
        'header_correction',
        `${library.title} has no field «${field}»`,
        `name one of ${Object.keys(library.fields).join(', ')}`,
        { file },
      );
  }
}
