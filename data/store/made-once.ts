/** Things that are made once for all who ask, by key, and then shared. A failure is not kept; the one asked for longest ago makes room. */
export class MadeOnce {
  private readonly there = new Map<string, Promise<unknown>>();
  private readonly most: number;

  constructor(most = Number.POSITIVE_INFINITY) {
    this.most = most;
  }

  get<T>(key: string, make: () => Promise<T>): Promise<T> {
    const thing = (this.there.get(key) as Promise<T> | undefined) ?? make();
    this.there.delete(key);
    this.there.set(key, thing);
    for (const oldest of this.there.keys()) if (this.there.size > this.most) this.there.delete(oldest);
    thing.catch(() => this.there.delete(key));
    return thing;
  }
}
