/** Columns in Arrow's memory layout, filled from DuckDB's raw vectors without making a JavaScript value of any cell. */

/** `validity`: one bit a row, lowest first, 1 = has a value; null when every row has one. */
export type VectorColumn = { rows: number; nulls: number; validity: Uint8Array | null } & (
  | { kind: 'real'; values: Float64Array }
  | { kind: 'whole' | 'instant'; values: BigInt64Array }
  | { kind: 'day'; values: Int32Array }
  | { kind: 'flag'; bits: Uint8Array }
  | { kind: 'text'; offsets: Int32Array; bytes: Uint8Array }
  | { kind: 'list'; offsets: Int32Array; child: VectorColumn }
);
export type VectorKind = VectorColumn['kind'];
export type VectorBatch = { rows: number; columns: VectorColumn[] };

/** What this file needs of a DuckDB vector. */
export type RawVector = {
  items?: Float64Array | BigInt64Array | Int32Array;
  dataView?: DataView;
  entryData?: BigUint64Array;
  childVector?: RawVector;
  validity: { data: BigUint64Array | null };
};
/** Bytes behind the pointer that stands at `at` in a buffer. */
export type Fetch = (buffer: ArrayBuffer, at: number, bytes: number) => Uint8Array;

export type Part = { vector: RawVector; rows: number };

/** DuckDB type → kind; every other type is not carried. */
export function kindOf(type: string): VectorKind {
  if (type.endsWith('[]')) return 'list';
  const kind = (
    { VARCHAR: 'text', DOUBLE: 'real', BIGINT: 'whole', BOOLEAN: 'flag', DATE: 'day', TIMESTAMP: 'instant' } as const
  )[type];
  if (!kind) throw new Error(`a ${type} has no column layout here`);
  return kind;
}

/** The text in one row of a text column, or null. */
export function textAt(column: VectorColumn, row: number): string | null {
  if (column.kind !== 'text') throw new Error(`a ${column.kind} is no text`);
  if (!isSet(column.validity, row)) return null;
  return bytesOf(column.bytes).toString('utf8', column.offsets[row]!, column.offsets[row + 1]!);
}

/** The texts of all rows of a text column. */
export function textsOf(column: VectorColumn): (string | null)[] {
  if (column.kind !== 'text') throw new Error(`a ${column.kind} is no text`);
  const { rows, offsets, validity } = column;
  const bytes = bytesOf(column.bytes);
  const texts = new Array<string | null>(rows);
  for (let row = 0; row < rows; row++)
    texts[row] = isSet(validity, row) ? bytes.toString('utf8', offsets[row]!, offsets[row + 1]!) : null;
  return texts;
}

/** A Buffer decodes faster than a TextDecoder. */
const bytesOf = ({ buffer, byteOffset, length }: Uint8Array): Buffer => Buffer.from(buffer, byteOffset, length);

/** The numbers of the list in one row of a column of lists of DOUBLE; none where there is no list. */
export function numbersAt(column: VectorColumn, row: number): Float64Array {
  if (column.kind !== 'list' || column.child.kind !== 'real') throw new Error(`a ${column.kind} is no list of numbers`);
  return column.child.values.subarray(column.offsets[row]!, column.offsets[row + 1]!);
}

/** Joins the parts of one column (the chunks of a batch) into one. */
export function joinParts(type: string, parts: readonly Part[], fetch: Fetch): VectorColumn {
  const rows = parts.reduce((n, part) => n + part.rows, 0);
  const { validity, nulls } = joinValidity(parts, rows);
  const common = { rows, nulls, validity };
  const kind = kindOf(type);
  if (kind === 'real') return { ...common, kind, values: joinItems(parts, new Float64Array(rows)) };
  if (kind === 'day') return { ...common, kind, values: joinItems(parts, new Int32Array(rows)) };
  if (kind === 'whole' || kind === 'instant')
    return { ...common, kind, values: joinItems(parts, new BigInt64Array(rows)) };
  if (kind === 'flag') return { ...common, kind, bits: joinFlags(parts, rows) };
  if (kind === 'text') return { ...common, kind, ...joinTexts(parts, rows, validity, fetch) };
  return { ...common, kind: 'list', ...joinLists(type, parts, rows, validity, fetch) };
}

function joinItems<T extends Float64Array | BigInt64Array | Int32Array>(parts: readonly Part[], values: T): T {
  let at = 0;
  for (const { vector, rows } of parts) {
    (values as Float64Array).set((vector.items as Float64Array).subarray(0, rows), at);
    at += rows;
  }
  return values;
}

const bytesFor = (rows: number): number => (rows + 7) >> 3;
export const isSet = (bits: Uint8Array | null, row: number): boolean =>
  bits === null || (bits[row >> 3]! & (1 << (row & 7))) !== 0;

function joinValidity(parts: readonly Part[], rows: number): { validity: Uint8Array | null; nulls: number } {
  if (parts.every((part) => part.vector.validity.data === null)) return { validity: null, nulls: 0 };
  const joined = new Uint8Array(bytesFor(rows)).fill(0xff);
  let at = 0;
  let nulls = 0;
  for (const part of parts) {
    const { data } = part.vector.validity;
    const bits = data && new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    for (let row = 0; bits && row < part.rows; row++)
      if (!isSet(bits, row)) {
        joined[(at + row) >> 3]! &= ~(1 << ((at + row) & 7));
        nulls++;
      }
    at += part.rows;
  }
  if (rows & 7) joined[joined.length - 1]! &= (1 << (rows & 7)) - 1;
  return { validity: nulls === 0 ? null : joined, nulls };
}

function joinFlags(parts: readonly Part[], rows: number): Uint8Array {
  const bits = new Uint8Array(bytesFor(rows));
  let at = 0;
  for (const part of parts)
    for (let row = 0; row < part.rows; row++, at++)
      if (part.vector.dataView!.getUint8(row)) bits[at >> 3]! |= 1 << (at & 7);
  return bits;
}

/** A DuckDB string takes 16 bytes: length, then up to 12 bytes of text, or a prefix of 4 and a pointer to all of it. */
const inline = 12;
const wordsOf = (view: DataView): Uint32Array => new Uint32Array(view.buffer, view.byteOffset, view.byteLength >> 2);

function joinTexts(parts: readonly Part[], rows: number, validity: Uint8Array | null, fetch: Fetch) {
  const offsets = new Int32Array(rows + 1);
  let at = 0;
  let end = 0;
  for (const { vector, rows: count } of parts) {
    const words = wordsOf(vector.dataView!);
    for (let row = 0; row < count; row++) {
      if (validity === null || isSet(validity, at)) end += words[row * 4]!;
      offsets[++at] = end;
    }
  }
  const bytes = new Uint8Array(end);
  at = 0;
  for (const { vector, rows: count } of parts) {
    copyTexts(vector.dataView!, count, at, offsets, bytes, fetch);
    at += count;
  }
  return { offsets, bytes };
}

/** Long texts mostly lie one after another in DuckDB's heap: each run of neighbours is fetched at once. */
function copyTexts(
  view: DataView,
  count: number,
  first: number,
  offsets: Int32Array,
  bytes: Uint8Array,
  fetch: Fetch,
): void {
  const raw = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  const words = wordsOf(view);
  let runStart = -1;
  let runAt = 0;
  let runBytes = 0;
  let members: number[] = [];
  const flush = () => {
    if (runStart < 0) return;
    const run = fetch(view.buffer as ArrayBuffer, view.byteOffset + runAt, runBytes);
    const start = offsets[first + members[0]!]!;
    const together = offsets[first + members.at(-1)! + 1]! - start === runBytes;
    if (together) bytes.set(run, start);
    let from = 0;
    for (const row of together ? [] : members) {
      const to = offsets[first + row]!;
      const length = offsets[first + row + 1]! - to;
      bytes.set(run.subarray(from, from + length), to);
      from += length;
    }
    runStart = -1;
    members = [];
  };
  for (let row = 0; row < count; row++) {
    const to = offsets[first + row]!;
    const length = offsets[first + row + 1]! - to;
    if (length === 0) continue;
    const cell = row * 16;
    if (length <= inline) {
      for (let i = 0; i < length; i++) bytes[to + i] = raw[cell + 4 + i]!;
      continue;
    }
    const pointer = words[row * 4 + 3]! * 2 ** 32 + words[row * 4 + 2]!;
    if (runStart < 0 || pointer !== runStart + runBytes) {
      flush();
      runStart = pointer;
      runAt = cell + 8;
      runBytes = 0;
    }
    runBytes += length;
    members.push(row);
  }
  flush();
}

/** Entries say where a list lies in the child; the child is taken whole when the lists lie in order, as they do. */
function joinLists(type: string, parts: readonly Part[], rows: number, validity: Uint8Array | null, fetch: Fetch) {
  const offsets = new Int32Array(rows + 1);
  const children: Part[] = [];
  let at = 0;
  for (const { vector, rows: count } of parts) {
    const entries = vector.entryData!;
    let used = 0;
    for (let row = 0; row < count; row++, at++) {
      const length = isSet(validity, at) ? Number(entries[row * 2 + 1]!) : 0;
      if (length > 0 && Number(entries[row * 2]!) !== used) throw new Error('lists out of order');
      used += length;
      offsets[at + 1] = offsets[at]! + length;
    }
    children.push({ vector: vector.childVector!, rows: used });
  }
  return { offsets, child: joinParts(type.slice(0, -2), children, fetch) };
}
