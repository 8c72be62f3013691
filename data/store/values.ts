/** Plain JavaScript values of what DuckDB's library hands out. */
import { type Fetch, joinParts, type RawVector, textsOf } from './vectors.ts';

/** What this file needs of a column of a chunk. */
type Vector = {
  type: { toString(): string };
  itemCount: number;
  items?: ArrayLike<number | bigint>;
  validity?: { itemValid(row: number): boolean };
  getItem(row: number): unknown;
};

/** One value a row: text, number, boolean, ISO text of days and times, list, object, null. */
export function plainColumn(vector: Vector, fetch: Fetch): unknown[] {
  const rows = vector.itemCount;
  const type = String(vector.type);
  // The library fetches every text on its own; here neighbours are fetched at once.
  if (type === 'VARCHAR')
    return textsOf(joinParts(type, [{ vector: vector as unknown as RawVector, rows }], fetch)) as unknown[];
  const values = new Array<unknown>(rows);
  const { items, validity } = vector;
  if (items && validity && (type === 'DOUBLE' || type === 'BIGINT'))
    for (let row = 0; row < rows; row++) values[row] = validity.itemValid(row) ? Number(items[row]) : null;
  else for (let row = 0; row < rows; row++) values[row] = plain(vector.getItem(row));
  return values;
}

/** bigint and decimal → number, date and timestamp → ISO text. */
function plain(value: unknown): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'object') {
    if ('items' in value) return (value.items as unknown[]).map(plain);
    if ('entries' in value) {
      const { entries } = value;
      if (Array.isArray(entries))
        return Object.fromEntries(
          (entries as { key: unknown; value: unknown }[]).map((e) => [String(plain(e.key)), plain(e.value)]),
        );
      return Object.fromEntries(Object.entries(entries as Record<string, unknown>).map(([k, v]) => [k, plain(v)]));
    }
    if ('scale' in value && 'value' in value) return Number(String(value));
  }
  return String(value);
}
