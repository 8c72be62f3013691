/** The quality scoreboard: what a task reports, and how the rows are printed. */

/** One measured figure. `ok`: `value` reaches `pass` (or stays at or below it where the task says so in `metric`). */
export type QualityRow = {
  id: string;
  what: string;
  metric: string;
  value: number;
  /** Cases behind the value. */
  n: number;
  /** 90 % bootstrap interval of the value, resampling cases. */
  interval: [number, number];
  pass: number;
  aim?: number;
  /** Simple methods on the same cases in the same run, by name. */
  baselines: Record<string, number>;
  ok: boolean;
};

/** `train` and `test` are folders in the layout of ../shared/data; test = null means: split the train folder. */
export type QualityData = { train: string; test: string | null; seed: number; progress(text: string): void };

/** A group of rows that are measured together. Throws AppError when a file that it needs is absent or unreadable. */
export type QualityTask = { id: string; what: string; run(data: QualityData): Promise<QualityRow[]> };

const figure = (value: number): string => (Number.isFinite(value) ? value.toFixed(3) : '–');

/** `ok`, `aim` (the aim is reached too) or `MISS`. */
export function verdict(row: QualityRow): 'aim' | 'ok' | 'MISS' {
  if (!row.ok) return 'MISS';
  return row.aim !== undefined && row.value >= row.aim ? 'aim' : 'ok';
}

/** The rows as an aligned table for a terminal, one row a line and its baselines below it. */
export function formatRows(rows: readonly QualityRow[]): string {
  const head = ['row', 'metric', 'value', '90 % interval', 'n', 'pass', 'aim', ''];
  const cells = rows.map((row) => [
    row.id,
    row.metric,
    figure(row.value),
    `${figure(row.interval[0])}–${figure(row.interval[1])}`,
    String(row.n),
    figure(row.pass),
    row.aim === undefined ? '' : figure(row.aim),
    verdict(row),
  ]);
  const widths = head.map((title, i) => Math.max(title.length, ...cells.map((row) => row[i]!.length)));
  const line = (row: string[]) =>
    row
      .map((cell, i) => cell.padEnd(widths[i]!))
      .join('  ')
      .trimEnd();
  const lines = [line(head), widths.map((width) => '─'.repeat(width)).join('  ')];
  rows.forEach((row, i) => {
    lines.push(line(cells[i]!), `  ${row.what}${baselineText(row)}`);
  });
  const missed = rows.filter((row) => !row.ok);
  lines.push(
    '',
    missed.length ? `missed: ${missed.map((row) => `${row.id} ${row.metric}`).join(', ')}` : 'every row passes',
  );
  return lines.join('\n');
}

function baselineText(row: QualityRow): string {
  const parts = Object.entries(row.baselines).map(([name, value]) => `${name} ${figure(value)}`);
  return parts.length ? ` · beside it: ${parts.join(', ')}` : '';
}
