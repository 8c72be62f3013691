/** Leases snapshots: the current one, or one that is pinned. A request keeps the snapshot it started with; a retired one closes after its last reader. */
import { AppError } from '../../data/errors.ts';
import { currentSnapshot, type Database, openSnapshot, snapshotOf } from '../../data/store/index.ts';

/** What every answer names. */
export type SnapshotInfo = { id: string; models_hash: string; profile_hash: string; built_at: string };
export type Lease = { db: Database; snapshot: SnapshotInfo; release(): void };

type Open = { db: Database; info: SnapshotInfo };
/** `users` counts from the moment somebody asks, so that nobody's snapshot is closed while it opens. */
type Held = { id: string; opening: Promise<Open>; users: number };

export class SnapshotReader {
  readonly store: string;
  private readonly held = new Map<string, Held>();
  private readonly leaving = new Set<Promise<void>>();
  private currentId = '';

  private constructor(store: string) {
    this.store = store;
  }

  /** @throws AppError snapshot_missing */
  static async open(store: string): Promise<SnapshotReader> {
    const reader = new SnapshotReader(store);
    (await reader.lease()).release();
    return reader;
  }

  /** A connection of its own to one snapshot; release it when the answer has left. @throws AppError snapshot_missing, snapshot_not_found */
  async lease(pin?: string): Promise<Lease> {
    const held = pin === undefined ? await this.current() : await this.pinned(pin);
    const { db: shared, info } = await held.opening;
    const db = await shared.fork();
    let released = false;
    return {
      db,
      snapshot: info,
      release: () => {
        if (released) return;
        released = true;
        this.ends(db.leave().then(() => this.leave(held)));
      },
    };
  }

  /** Runs `work` on a lease of its own. */
  async read<T>(work: (db: Database, snapshot: SnapshotInfo) => Promise<T>): Promise<T> {
    const lease = await this.lease();
    try {
      return await work(lease.db, lease.snapshot);
    } finally {
      lease.release();
    }
  }

  async close(): Promise<void> {
    while (this.leaving.size > 0) await Promise.all(this.leaving);
    for (const { opening } of this.held.values()) (await opening.catch(() => null))?.db.closeAll();
    this.held.clear();
  }

  /** A build may replace and prune a file between the reading of the pointer and the opening: then the pointer has moved on. */
  private async current(): Promise<Held> {
    for (let attempt = 0; ; attempt++) {
      const id = currentSnapshot(this.store)?.id;
      const held = this.enter(id ?? this.currentId);
      try {
        await held.opening;
      } catch (error) {
        this.leave(held);
        if (attempt >= 3) throw error;
        continue;
      }
      if (this.currentId !== held.id) {
        const old = this.held.get(this.currentId);
        this.currentId = held.id;
        if (old) this.closeIfIdle(old);
      }
      return held;
    }
  }

  private async pinned(id: string): Promise<Held> {
    if (!this.held.has(id) && !snapshotOf(this.store, id))
      throw new AppError(
        'snapshot_not_found',
        `snapshot «${id}» is not on disk any more`,
        'leave snapshot and cursor out to read the current one',
      );
    const held = this.enter(id);
    await held.opening.catch(() => this.leave(held));
    return held;
  }

  private enter(id: string): Held {
    const held = this.held.get(id) ?? { id, opening: this.openFile(id), users: 0 };
    this.held.set(id, held);
    held.users++;
    return held;
  }

  private leave(held: Held): void {
    held.users--;
    this.closeIfIdle(held);
  }

  private closeIfIdle(held: Held): void {
    if (held.users > 0 || held.id === this.currentId) return;
    if (this.held.get(held.id) === held) this.held.delete(held.id);
    this.ends(
      held.opening.then(
        ({ db }) => db.leave(),
        () => undefined,
      ),
    );
  }

  /** What must be over before the reader is closed. */
  private ends(work: Promise<void>): void {
    this.leaving.add(work);
    void work.finally(() => this.leaving.delete(work));
  }

  private async openFile(id: string): Promise<Open> {
    const { db } = await openSnapshot(this.store, {}, id === '' ? undefined : id);
    return {
      db,
      info: await db.one<SnapshotInfo>('select snapshot as id, models_hash, profile_hash, built_at from meta.build'),
    };
  }
}
