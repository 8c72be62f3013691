/** Disjoint sets over 0 … n−1: which records belong together. Refuses unions of different credit codes. */

export class Union {
  private readonly parent: Int32Array;
  /** Credit code of each root as a number, 0 = none. */
  private readonly code: Int32Array;

  /** @param codes credit code of every element as a number, 0 = none */
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

  /** @returns false if the two sets carry different credit codes and stay apart */
  join(a: number, b: number): boolean {
    const x = this.find(a);
    const y = this.find(b);
    if (x === y) return true;
    if (this.code[x] && this.code[y] && this.code[x] !== this.code[y]) return false;
    const [low, high] = x < y ? [x, y] : [y, x];
    this.parent[high] = low;
    this.code[low] ||= this.code[high]!;
    return true;
  }
}
