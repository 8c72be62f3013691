/** A binary min-heap over the nodes 0 … size − 1, each at most once, with decrease-key; ties go to the smaller node. */
export class NodeHeap {
  private readonly order: Int32Array;
  private readonly place: Int32Array;
  private readonly key: Float64Array;
  private count = 0;

  constructor(size: number) {
    this.order = new Int32Array(size);
    this.place = new Int32Array(size).fill(-1);
    this.key = new Float64Array(size);
  }

  clear(): void {
    for (let at = 0; at < this.count; at++) this.place[this.order[at]!] = -1;
    this.count = 0;
  }

  /** Adds the node, or lowers its key. */
  set(node: number, key: number): void {
    this.key[node] = key;
    if (this.place[node]! < 0) {
      this.place[node] = this.count;
      this.order[this.count++] = node;
    }
    this.rise(this.place[node]!);
  }

  /** Removes and returns the node with the smallest key; −1 when empty. */
  pop(): number {
    if (this.count === 0) return -1;
    const top = this.order[0]!;
    this.place[top] = -1;
    const last = this.order[--this.count]!;
    if (this.count > 0) {
      this.order[0] = last;
      this.place[last] = 0;
      this.sink(0);
    }
    return top;
  }

  private before(a: number, b: number): boolean {
    const difference = this.key[a]! - this.key[b]!;
    return difference < 0 || (difference === 0 && a < b);
  }

  private rise(start: number): void {
    const node = this.order[start]!;
    let at = start;
    while (at > 0) {
      const up = (at - 1) >> 1;
      const above = this.order[up]!;
      if (!this.before(node, above)) break;
      this.order[at] = above;
      this.place[above] = at;
      at = up;
    }
    this.order[at] = node;
    this.place[node] = at;
  }

  private sink(start: number): void {
    const node = this.order[start]!;
    let at = start;
    for (;;) {
      let down = 2 * at + 1;
      if (down >= this.count) break;
      if (down + 1 < this.count && this.before(this.order[down + 1]!, this.order[down]!)) down++;
      const below = this.order[down]!;
      if (!this.before(below, node)) break;
      this.order[at] = below;
      this.place[below] = at;
      at = down;
    }
    this.order[at] = node;
    this.place[node] = at;
  }
}
