/** Things that are dear to make and used again and again, by key. Whoever takes one has it alone until it is put back; the oldest makes room. */
export class Ready<T> {
  private readonly kept = new Map<string, T>();
  private readonly most: number;
  private readonly drop: (thing: T) => void;

  /** @param drop what is done with one that is not kept */
  constructor(most: number, drop: (thing: T) => void) {
    this.most = most;
    this.drop = drop;
  }

  take(key: string): T | undefined {
    const thing = this.kept.get(key);
    this.kept.delete(key);
    return thing;
  }

  put(key: string, thing: T): void {
    const twin = this.take(key);
    if (twin !== undefined) this.drop(twin);
    this.kept.set(key, thing);
    for (const [oldest, old] of this.kept) {
      if (this.kept.size <= this.most) return;
      this.kept.delete(oldest);
      this.drop(old);
    }
  }
}
