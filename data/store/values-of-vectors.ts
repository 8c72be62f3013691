/** Plain values of a column in Arrow's layout. */
import { isSet, textsOf, type VectorColumn } from './vectors.ts';

/** One value a row: text, number, boolean, ISO text of days and times (`2026-01-31`, `2026-01-31 08:00:00`), list, null. */
export function valuesOf(column: VectorColumn): unknown[] {
  if (column.kind === 'text') return textsOf(column);
  const value = valueIn(column);
  const { rows, validity } = column;
  const values = new Array<unknown>(rows);
  for (let row = 0; row < rows; row++) values[row] = isSet(validity, row) ? value(row) : null;
  return values;
}

function valueIn(column: Exclude<VectorColumn, { kind: 'text' }>): (row: number) => unknown {
  switch (column.kind) {
    case 'real':
      return (row) => column.values[row];
    case 'whole':
      return (row) => Number(column.values[row]);
    case 'flag':
      return (row) => isSet(column.bits, row);
    case 'day':
      return (row) => dayText(column.values[row]!);
    case 'instant':
      return (row) => instantText(column.values[row]!);
    case 'list': {
      const items = valuesOf(column.child);
      return (row) => items.slice(column.offsets[row], column.offsets[row + 1]);
    }
  }
}

const dayMs = 86_400_000;
const dayMicros = 86_400_000_000n;
/** Few days are many rows' day. */
const days = new Map<number, string>();
const mostDays = 100_000;

function dayText(day: number): string {
  const known = days.get(day);
  if (known) return known;
  if (days.size >= mostDays) days.clear();
  const date = new Date(day * dayMs);
  // Beyond the years of a Date lie only the two ends of time.
  const text = Number.isNaN(date.getTime()) ? (day < 0 ? '-infinity' : 'infinity') : isoOf(date).split('T')[0]!;
  days.set(day, text);
  return text;
}

/** A year of five digits without the zeros and the sign that ISO wants. */
const isoOf = (date: Date): string => date.toISOString().replace(/^\+0*/, '');

function instantText(micros: bigint): string {
  const day = Number((micros - (((micros % dayMicros) + dayMicros) % dayMicros)) / dayMicros);
  const within = Number(micros - BigInt(day) * dayMicros);
  if (Math.abs(day) > 100_000_000) return dayText(day);
  const seconds = isoOf(new Date(Math.floor(within / 1000))).slice(11, 19);
  const fraction = String(within % 1_000_000)
    .padStart(6, '0')
    .replace(/0+$/, '');
  return `${dayText(day)} ${seconds}${fraction && `.${fraction}`}`;
}
