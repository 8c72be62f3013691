/** Disjoint sets over 0 … n−1: which records belong together, and which must not. */

export class Union {
  private readonly parent: Int32Array;
  /** Credit code of each root as a number, 0 = none. */
  private readonly code: Int32Array;
  /** Element → elements that must stay out of its set. Kept at roots. */
  private readonly vetoes = new Map<number, number[]>();

  /** @param codes credit code of every element as a number, 0 = none; sets with different codes stay apart */
  constructor(size: number, codes: Int32Array = new Int32Array(size)) {
    this.parent = Int32Array.from({ length: size }, (_, i) => i);
    this.code = codes.slice();
  }

  /** The smallest element of the set. */
  find(element: number): number {
    let root = element;
    while (this.parent[root] !== root) root = this.parent[root]!;
    for (let i = element; i !== root; ) {
      const next = this.parent[i]!;
      this.parent[i] = root;
      i = next;
    }
    return root;
  }

  /** From now on the sets of a and b stay apart. Call before any join. */
  veto(a: number, b: number): void {
    for (const [x, y] of [
      [a, b],
      [b, a],
    ] as const) {
      const known = this.vetoes.get(x);
      if (known) known.push(y);
      else this.vetoes.set(x, [y]);
    }
  }

  /** @returns whether a and b are in one set afterwards: not if their sets carry two credit codes or a veto */
  join(a: number, b: number): boolean {
    const x = this.find(a);
    const y = this.find(b);
    if (x === y) return true;
    if (this.code[x] && this.code[y] && this.code[x] !== this.code[y]) return false;
    if (this.vetoes.size && (this.vetoed(x, y) || this.vetoed(y, x))) return false;
    const [low, high] = x < y ? [x, y] : [y, x];
    this.parent[high] = low;
    this.code[low] ||= this.code[high]!;
    const inherited = this.vetoes.get(high);
    if (inherited) this.vetoes.set(low, [...(this.vetoes.get(low) ?? []), ...inherited]);
    return true;
  }

  private vetoed(x: number, y: number): boolean {
    return this.vetoes.get(x)?.some((element) => this.find(element) === y) ?? false;
  }
}
