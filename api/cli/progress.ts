/** Progress for anything over a second: rows, rows per second, time left. One line on a terminal, nothing in a pipe. */
export class ProgressLine {
  private readonly started = performance.now();
  private shown = 0;
  private readonly out = process.stderr;

  /** @param of total rows, 0 = unknown */
  update(label: string, rows: number, of = 0): void {
    const now = performance.now();
    const seconds = (now - this.started) / 1000;
    if (!this.out.isTTY || seconds < 1 || now - this.shown < 200) return;
    this.shown = now;
    const speed = rows / seconds;
    const left = of > rows && speed > 0 ? `, ${Math.ceil((of - rows) / speed)} s left` : '';
    this.out.write(
      `\r\u001b[K${label}: ${count(rows)}${of ? ` of ${count(of)}` : ''} rows, ${count(speed)} rows/s${left}`,
    );
  }

  /** Clears the line and prints what was done. */
  done(text: string): void {
    if (this.out.isTTY) this.out.write('\r\u001b[K');
    this.out.write(`${text}\n`);
  }

  seconds(): number {
    return (performance.now() - this.started) / 1000;
  }
}

export const count = (n: number): string => Math.round(n).toLocaleString('en-US');
