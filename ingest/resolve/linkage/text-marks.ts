/** A fixed table of hashes that says «surely not» or «perhaps», without a string being made: a Bloom filter with one hash. */

const BITS = 24;
const BASE = 0x01000193;

/** Powers of BASE for texts of any length that a name has. */
const powers = new Int32Array(4096);
powers[0] = 1;
for (let i = 1; i < powers.length; i++) powers[i] = Math.imul(powers[i - 1]!, BASE);

export class TextMarks {
  private readonly table = new Uint8Array(1 << (BITS - 3));

  private at(hash: number): [byte: number, bit: number] {
    const spread = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> (32 - BITS);
    return [spread >>> 3, 1 << (spread & 7)];
  }

  /** @returns false, so that marking every slip of a text goes on to the last */
  mark(hash: number): false {
    const [byte, bit] = this.at(hash);
    this.table[byte]! |= bit;
    return false;
  }

  /** False: never marked. */
  maybe(hash: number): boolean {
    const [byte, bit] = this.at(hash);
    return (this.table[byte]! & bit) !== 0;
  }
}

/** Hash of two neighbouring characters. */
export const pairHash = (text: string, at: number): number =>
  Math.imul(text.charCodeAt(at), BASE) + text.charCodeAt(at + 1);

/**
 * Calls `see` with the hash of the text and of every text that leaves one of its characters out, until it says yes.
 * @returns whether it did
 */
export function someSlip(text: string, see: (hash: number) => boolean): boolean {
  let after = 0;
  for (let i = 0; i < text.length; i++) after = Math.imul(after, BASE) + text.charCodeAt(i);
  if (see(after | 0)) return true;
  let before = 0;
  for (let i = 0; i < text.length; i++) {
    const rest = text.length - 1 - i;
    after = after - Math.imul(text.charCodeAt(i), powers[rest]!);
    if (see((Math.imul(before, powers[rest]!) + after) | 0)) return true;
    before = Math.imul(before, BASE) + text.charCodeAt(i);
  }
  return false;
}
