/** Finding many fixed words in a text at once. */

/** Word `id` (its index in the list given) found at `start` (inclusive) to `end` (exclusive), in UTF-16 units. */
export type Hit = { id: number; start: number; end: number };

/**
 * A trie over words. A table of the first two characters turns most positions away before the trie is touched.
 * Empty words are ignored; a word given twice keeps its first id.
 */
export class Lexicon {
  readonly words: readonly string[];
  private readonly classOf = new Uint16Array(1 << 16);
  private readonly classes: number;
  private readonly edges: Edges;
  /** One bit a pair of classes, so that it stays in the cache of the processor. */
  private readonly starts: Uint32Array;
  private readonly rowLength: number;
  private readonly wordAt: number[] = [-1];

  constructor(words: readonly string[]) {
    this.words = words;
    let classes = 1;
    for (const word of words) {
      for (let i = 0; i < word.length; i++) {
        const unit = word.charCodeAt(i);
        if (this.classOf[unit] === 0) this.classOf[unit] = classes++;
      }
    }
    this.classes = classes;
    this.rowLength = (classes + 31) >> 5;
    this.starts = new Uint32Array(classes * this.rowLength);
    const next = new Map<number, number>();
    words.forEach((word, id) => {
      if (word.length > 0) this.insert(next, word, id);
    });
    if (this.wordAt.length * classes > 0x7fffffff) throw new RangeError('too many words for one lexicon');
    this.edges = new Edges(next);
  }

  private insert(next: Map<number, number>, word: string, id: number): void {
    let node = 0;
    for (let i = 0; i < word.length; i++) {
      const key = node * this.classes + this.classOf[word.charCodeAt(i)]!;
      let child = next.get(key) ?? 0;
      if (child === 0) {
        child = this.wordAt.length;
        this.wordAt.push(-1);
        next.set(key, child);
      }
      node = child;
    }
    if (this.wordAt[node] === -1) this.wordAt[node] = id;
    const row = this.classOf[word.charCodeAt(0)]! * this.rowLength;
    const second = this.classOf[word.charCodeAt(1)]!;
    if (word.length === 1) this.starts.fill(-1, row, row + this.rowLength);
    else this.starts[row + (second >> 5)]! |= 1 << (second & 31);
  }

  /** Every occurrence, overlapping ones included, ordered by start, then by length. */
  scan(text: string): Hit[] {
    const hits: Hit[] = [];
    const { classOf, rowLength, starts } = this;
    let ahead = text.length > 0 ? classOf[text.charCodeAt(0)]! : 0;
    for (let start = 0; start < text.length; start++) {
      const cls = ahead;
      ahead = start + 1 < text.length ? classOf[text.charCodeAt(start + 1)]! : 0;
      if (((starts[cls * rowLength + (ahead >> 5)]! >> (ahead & 31)) & 1) === 1) this.scanFrom(text, start, hits);
    }
    return hits;
  }

  /** Whether any word occurs in a text given as UTF-16 units. */
  occursIn(units: Uint16Array): boolean {
    const { classOf, rowLength, starts } = this;
    let ahead = units.length > 0 ? classOf[units[0]!]! : 0;
    for (let start = 0; start < units.length; start++) {
      const cls = ahead;
      ahead = start + 1 < units.length ? classOf[units[start + 1]!]! : 0;
      const mayStart = ((starts[cls * rowLength + (ahead >> 5)]! >> (ahead & 31)) & 1) === 1;
      if (mayStart && this.startsAt(units, start)) return true;
    }
    return false;
  }

  private startsAt(units: Uint16Array, start: number): boolean {
    let node = 0;
    for (let end = start; end < units.length; ) {
      const cls = this.classOf[units[end++]!]!;
      node = cls === 0 ? 0 : this.edges.get(node * this.classes + cls);
      if (node === 0) return false;
      if (this.wordAt[node]! >= 0) return true;
    }
    return false;
  }

  private scanFrom(text: string, start: number, hits: Hit[]): void {
    let node = 0;
    for (let end = start; end < text.length; ) {
      const cls = this.classOf[text.charCodeAt(end++)]!;
      node = cls === 0 ? 0 : this.edges.get(node * this.classes + cls);
      if (node === 0) return;
      const id = this.wordAt[node]!;
      if (id >= 0) hits.push({ id, start, end });
    }
  }
}

/** The edges of a trie, frozen: (node, character class) → child node, 0 = none. Open addressing over flat arrays. */
class Edges {
  private readonly keys: Int32Array;
  private readonly children: Int32Array;
  private readonly mask: number;

  constructor(edges: ReadonlyMap<number, number>) {
    let size = 16;
    while (size < edges.size * 3) size *= 2;
    this.mask = size - 1;
    this.keys = new Int32Array(size);
    this.children = new Int32Array(size);
    for (const [key, child] of edges) {
      let slot = this.slot(key);
      while (this.children[slot] !== 0) slot = (slot + 1) & this.mask;
      this.keys[slot] = key;
      this.children[slot] = child;
    }
  }

  get(key: number): number {
    for (let slot = this.slot(key); ; slot = (slot + 1) & this.mask) {
      const child = this.children[slot]!;
      if (child === 0 || this.keys[slot] === key) return child;
    }
  }

  private slot(key: number): number {
    const mixed = Math.imul(key, 0x9e3779b1);
    return (mixed ^ (mixed >>> 15)) & this.mask;
  }
}

/** Drops every hit that overlaps a longer one (of equal lengths the earlier stays). The order by start is kept. */
export function longestOnly(hits: Hit[]): Hit[] {
  if (hits.every((hit, i) => i === 0 || hit.start >= hits[i - 1]!.end)) return hits;
  const byLength = [...hits].sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  const kept: Hit[] = [];
  for (const hit of byLength) {
    if (kept.every((other) => hit.end <= other.start || hit.start >= other.end)) kept.push(hit);
  }
  return kept.sort((a, b) => a.start - b.start);
}
