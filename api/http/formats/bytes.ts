/** The text in some bytes of UTF-8. */
export const textOf = ({ buffer, byteOffset }: Uint8Array, start: number, end: number): string =>
  Buffer.from(buffer, byteOffset + start, end - start).toString();

/** Text that is put together cell by cell, as the bytes that leave. */
export class Bytes {
  private room = Buffer.allocUnsafe(1 << 16);
  private at = 0;

  /** Each character of `text` is one of ASCII. */
  ascii(text: string): void {
    const { length } = text;
    this.grow(length);
    const { room, at } = this;
    for (let i = 0; i < length; i++) room[at + i] = text.charCodeAt(i);
    this.at = at + length;
  }

  text(text: string): void {
    this.grow(3 * text.length);
    this.at += this.room.write(text, this.at, 'utf8');
  }

  copy(from: Uint8Array, start: number, end: number): void {
    const length = end - start;
    this.grow(length);
    const { room, at } = this;
    // A short loop is quicker than a view of the bytes.
    if (length < 48) for (let i = 0; i < length; i++) room[at + i] = from[start + i]!;
    else room.set(from.subarray(start, end), at);
    this.at = at + length;
  }

  /** What was written since the last time. */
  take(): Buffer {
    const taken = this.room.subarray(0, this.at);
    this.room = Buffer.allocUnsafe(Math.max(1 << 16, Math.ceil(this.at * 1.1)));
    this.at = 0;
    return taken;
  }

  private grow(by: number): void {
    if (this.at + by <= this.room.length) return;
    const larger = Buffer.allocUnsafe(2 * (this.at + by));
    larger.set(this.room.subarray(0, this.at));
    this.room = larger;
  }
}
