/** JSON answers kept as bytes. A snapshot never changes, so the same question to it has the same answer; the oldest make room. */

/** Bytes, in all and of one answer. */
const most = 64 * 2 ** 20;
const largest = 2 * 2 ** 20;

export class Answers {
  private readonly kept = new Map<string, Buffer>();
  private bytes = 0;

  /** @param tag names everything on which the answer depends, as its ETag does */
  find(tag: string): Buffer | undefined {
    const body = this.kept.get(tag);
    if (!body) return undefined;
    this.kept.delete(tag);
    this.kept.set(tag, body);
    return body;
  }

  keep(tag: string, body: Buffer): void {
    if (body.length > largest || this.kept.has(tag)) return;
    this.kept.set(tag, body);
    this.bytes += body.length;
    for (const [oldest, held] of this.kept) {
      if (this.bytes <= most) return;
      this.kept.delete(oldest);
      this.bytes -= held.length;
    }
  }
}
