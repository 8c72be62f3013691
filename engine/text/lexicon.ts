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
  private readonly next = new Map<number, number>();
  private readonly starts: Uint8Array;
  private readonly wordAt: number[] = [-1];

  /** `alias`: for each UTF-16 unit the unit to read it as, so that a text need not be folded first. */
  constructor(words: readonly string[], alias?: Uint16Array) {
    this.words = words;
    let classes = 1;
    for (const word of words) {
      for (let i = 0; i < word.length; i++) {
        const unit = word.charCodeAt(i);
        if (this.classOf[unit] === 0) this.classOf[unit] = classes++;
      }
    }
    alias?.forEach((unit, raw) => {
      if (unit !== raw) this.classOf[raw] = this.classOf[unit]!;
    });
    this.classes = classes;
    this.starts = new Uint8Array(classes * classes);
    words.forEach((word, id) => {
      if (word.length > 0) this.insert(word, id);
    });
  }

  private insert(word: string, id: number): void {
    let node = 0;
    for (let i = 0; i < word.length; i++) {
      const key = node * this.classes + this.classOf[word.charCodeAt(i)]!;
      let child = this.next.get(key) ?? 0;
      if (child === 0) {
        child = this.wordAt.length;
        this.wordAt.push(-1);
        this.next.set(key, child);
      }
      node = child;
    }
    if (this.wordAt[node] === -1) this.wordAt[node] = id;
    const row = this.classOf[word.charCodeAt(0)]! * this.classes;
    if (word.length === 1) this.starts.fill(1, row, row + this.classes);
    else this.starts[row + this.classOf[word.charCodeAt(1)]!] = 1;
  }

  /** Every occurrence, overlapping ones included, ordered by start, then by length. */
  scan(text: string): Hit[] {
    const hits: Hit[] = [];
    const { classOf, classes, starts } = this;
    let ahead = text.length > 0 ? classOf[text.charCodeAt(0)]! : 0;
    for (let start = 0; start < text.length; start++) {
      const cls = ahead;
      ahead = start + 1 < text.length ? classOf[text.charCodeAt(start + 1)]! : 0;
      if (cls !== 0 && starts[cls * classes + ahead] === 1) this.scanFrom(text, start, hits);
    }
    return hits;
  }

  /** Whether any word occurs. */
  occursIn(text: string): boolean {
    const { classOf, classes, starts } = this;
    let ahead = text.length > 0 ? classOf[text.charCodeAt(0)]! : 0;
    for (let start = 0; start < text.length; start++) {
      const cls = ahead;
      ahead = start + 1 < text.length ? classOf[text.charCodeAt(start + 1)]! : 0;
      if (cls !== 0 && starts[cls * classes + ahead] === 1 && this.startsAt(text, start)) return true;
    }
    return false;
  }

  private startsAt(text: string, start: number): boolean {
    let node = 0;
    for (let end = start; end < text.length; ) {
      const cls = this.classOf[text.charCodeAt(end++)]!;
      const child = cls === 0 ? undefined : this.next.get(node * this.classes + cls);
      if (child === undefined) return false;
      node = child;
      if (this.wordAt[node]! >= 0) return true;
    }
    return false;
  }

  private scanFrom(text: string, start: number, hits: Hit[]): void {
    let node = 0;
    for (let end = start; end < text.length; ) {
      const cls = this.classOf[text.charCodeAt(end++)]!;
      if (cls === 0) return;
      const child = this.next.get(node * this.classes + cls);
      if (child === undefined) return;
      node = child;
      const id = this.wordAt[node]!;
      if (id >= 0) hits.push({ id, start, end });
    }
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
