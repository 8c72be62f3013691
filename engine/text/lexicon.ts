/** Finding many fixed words in a text at once. */

/** Word `id` (its index in the list given) found at `start` (inclusive) to `end` (exclusive), in UTF-16 units. */
export type Hit = { id: number; start: number; end: number };

const CLASSES = 1 << 13;

/**
 * A trie over words. Scanning costs about one table look-up a character where no word starts.
 * Empty words are ignored; a word given twice keeps its first id.
 */
export class Lexicon {
  readonly words: readonly string[];
  private readonly classOf = new Uint16Array(1 << 16);
  private readonly next = new Map<number, number>();
  private readonly first: Int32Array;
  private readonly wordAt: number[] = [-1];

  constructor(words: readonly string[]) {
    this.words = words;
    let classes = 0;
    for (const word of words) {
      for (let i = 0; i < word.length; i++) {
        const unit = word.charCodeAt(i);
        if (this.classOf[unit] === 0) this.classOf[unit] = ++classes;
      }
    }
    if (classes >= CLASSES) throw new RangeError(`a lexicon holds at most ${CLASSES - 1} different characters`);
    this.first = new Int32Array(classes + 1);
    words.forEach((word, id) => {
      if (word.length > 0) this.insert(word, id);
    });
  }

  private insert(word: string, id: number): void {
    let node = 0;
    for (let i = 0; i < word.length; i++) {
      const cls = this.classOf[word.charCodeAt(i)]!;
      let child = node === 0 ? this.first[cls]! : (this.next.get(node * CLASSES + cls) ?? 0);
      if (child === 0) {
        child = this.wordAt.length;
        this.wordAt.push(-1);
        if (node === 0) this.first[cls] = child;
        else this.next.set(node * CLASSES + cls, child);
      }
      node = child;
    }
    if (this.wordAt[node] === -1) this.wordAt[node] = id;
  }

  /** Every occurrence, overlapping ones included, ordered by start, then by length. */
  scan(text: string): Hit[] {
    const hits: Hit[] = [];
    for (let start = 0; start < text.length; start++) {
      let node = this.first[this.classOf[text.charCodeAt(start)]!]!;
      for (let end = start + 1; node !== 0; end++) {
        const id = this.wordAt[node]!;
        if (id >= 0) hits.push({ id, start, end });
        if (end >= text.length) break;
        const cls = this.classOf[text.charCodeAt(end)]!;
        node = cls === 0 ? 0 : (this.next.get(node * CLASSES + cls) ?? 0);
      }
    }
    return hits;
  }

  /** Whether any word occurs. */
  occursIn(text: string): boolean {
    return this.scan(text).length > 0;
  }
}

/** Drops every hit that overlaps a longer one (of equal lengths the earlier stays). The order by start is kept. */
export function longestOnly(hits: Hit[]): Hit[] {
  if (hits.length < 2) return hits;
  const byLength = [...hits].sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  const kept: Hit[] = [];
  for (const hit of byLength) {
    if (kept.every((other) => hit.end <= other.start || hit.start >= other.end)) kept.push(hit);
  }
  return kept.sort((a, b) => a.start - b.start);
}
