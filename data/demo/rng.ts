/** Seeded randomness: the same seed and label give the same stream on every machine. */

/** A stream of draws. Streams made by `fork` do not disturb each other: a change in one file moves no other. */
export class Rng {
  private a: number;
  private b: number;
  private c: number;
  private d: number;
  private readonly label: string;

  constructor(label: string) {
    this.label = label;
    const word = (salt: number): number => fnv1a(`${salt}:${label}`);
    [this.a, this.b, this.c, this.d] = [word(1), word(2), word(3), word(4)];
    for (let i = 0; i < 12; i++) this.next();
  }

  fork(name: string | number): Rng {
    return new Rng(`${this.label}/${name}`);
  }

  /** Uniform in [0, 1); the generator sfc32. */
  next(): number {
    const t = (this.a + this.b + this.d) | 0;
    this.d = (this.d + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = ((this.c << 21) | (this.c >>> 11)) + t;
    return (t >>> 0) / 4294967296;
  }

  chance(p: number): boolean {
    return this.next() < p;
  }

  /** Whole number from `low` to `high`, both included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  between(low: number, high: number): number {
    return low + this.next() * (high - low);
  }

  pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.next() * items.length)]!;
  }

  /** `count` different items, fewer where there are fewer, in random order. */
  sample<T>(items: readonly T[], count: number): T[] {
    const pool = [...items];
    const wanted = Math.min(count, pool.length);
    for (let i = 0; i < wanted; i++) {
      const j = this.int(i, pool.length - 1);
      [pool[i], pool[j]] = [pool[j]!, pool[i]!];
    }
    return pool.slice(0, wanted);
  }

  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
  }

  /** Log-normal by its median and the standard deviation of its logarithm. */
  lognormal(median: number, sigma: number): number {
    return median * Math.exp(sigma * this.normal());
  }

  /** Index drawn in proportion to `cumulative` weights (ascending sums). */
  drawIndex(cumulative: readonly number[]): number {
    const x = this.next() * cumulative.at(-1)!;
    let low = 0;
    let high = cumulative.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (cumulative[middle]! > x) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** A fixed set of weighted things to draw from again and again. */
export class Urn<T> {
  private readonly items: readonly T[];
  private readonly sums: number[] = [];

  constructor(entries: readonly (readonly [T, number])[]) {
    this.items = entries.map(([item]) => item);
    let sum = 0;
    for (const [, weight] of entries) {
      sum += weight;
      this.sums.push(sum);
    }
  }

  draw(rng: Rng): T {
    return this.items[rng.drawIndex(this.sums)]!;
  }
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x2c1b3c6d) >>> 0;
}
