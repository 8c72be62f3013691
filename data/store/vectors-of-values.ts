/** The same columns from plain JavaScript values, for lists that no query made. */
import { kindOf, type VectorColumn } from './vectors.ts';

/** `values` as a `Batch` holds them: text, number, boolean, ISO day or instant, list, null; other objects become JSON text. */
export function columnOf(type: string, values: readonly unknown[]): VectorColumn {
  const rows = values.length;
  const empty = values.map((value) => value === null || value === undefined);
  const nulls = empty.filter(Boolean).length;
  const validity = nulls === 0 ? null : bitsOf(empty.map((e) => !e));
  const common = { rows, nulls, validity };
  const filled = <T>(value: (v: unknown) => T, nothing: T): T[] =>
    values.map((v, i) => (empty[i] ? nothing : value(v)));
  switch (kindOf(type)) {
    case 'real':
      return { ...common, kind: 'real', values: Float64Array.from(filled(Number, 0)) };
    case 'whole':
      return { ...common, kind: 'whole', values: BigInt64Array.from(filled((v) => BigInt(Math.round(Number(v))), 0n)) };
    case 'day':
      return {
        ...common,
        kind: 'day',
        values: Int32Array.from(filled((v) => Math.floor(Date.parse(String(v)) / 86_400_000), 0)),
      };
    case 'instant':
      return {
        ...common,
        kind: 'instant',
        values: BigInt64Array.from(filled((v) => BigInt(Date.parse(String(v))) * 1000n, 0n)),
      };
    case 'flag':
      return { ...common, kind: 'flag', bits: bitsOf(filled(Boolean, false)) };
    case 'text':
      return { ...common, kind: 'text', ...textsOf(filled(textOf, '')) };
    case 'list': {
      const lists = filled((v) => v as unknown[], []);
      const offsets = Int32Array.from([0, ...runningTotal(lists.map((l) => l.length))]);
      return { ...common, kind: 'list', offsets, child: columnOf(type.slice(0, -2), lists.flat()) };
    }
  }
}

const textOf = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));

function bitsOf(flags: readonly boolean[]): Uint8Array {
  const bits = new Uint8Array((flags.length + 7) >> 3);
  for (const [row, flag] of flags.entries()) if (flag) bits[row >> 3]! |= 1 << (row & 7);
  return bits;
}

function textsOf(texts: readonly string[]): { offsets: Int32Array; bytes: Uint8Array } {
  const encoded = texts.map((text) => Buffer.from(text));
  return {
    offsets: Int32Array.from([0, ...runningTotal(encoded.map((e) => e.length))]),
    bytes: Buffer.concat(encoded),
  };
}

function runningTotal(lengths: readonly number[]): number[] {
  let total = 0;
  return lengths.map((length) => {
    total += length;
    return total;
  });
}
