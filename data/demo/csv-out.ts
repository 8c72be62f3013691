/** Lines of comma-separated text (RFC 4180), quoted only where they must be. */

export function csvLine(cells: readonly (string | number | null)[], end = '\n'): string {
  return `${cells.map((cell) => quoted(String(cell ?? ''))).join(',')}${end}`;
}

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
