/** Reads the current snapshot and follows it: after a rebuild new requests see the new one, running ones end on the old. */
import type { Database } from '../../data/store/index.ts';
import { currentSnapshot, openSnapshot } from '../../data/store/index.ts';

type Open = { id: string; db: Database; users: number; retired: boolean };

export class SnapshotReader {
  private readonly store: string;
  private open: Open;
  private opening: Promise<void> | null = null;

  private constructor(store: string, open: Open) {
    this.store = store;
    this.open = open;
  }

  /** @throws AppError snapshot_missing */
  static async open(store: string): Promise<SnapshotReader> {
    return new SnapshotReader(store, { ...(await openSnapshot(store)), users: 0, retired: false });
  }

  /** Runs `work` on a connection of its own to one snapshot. */
  async read<T>(work: (db: Database, snapshot: string) => Promise<T>): Promise<T> {
    await this.follow();
    const held = this.open;
    held.users++;
    const connection = await held.db.fork();
    try {
      return await work(connection, held.id);
    } finally {
      connection.close();
      held.users--;
      if (held.retired && held.users === 0) held.db.closeAll();
    }
  }

  async close(): Promise<void> {
    this.open.db.closeAll();
  }

  private async follow(): Promise<void> {
    if (currentSnapshot(this.store)?.id === this.open.id) return;
    this.opening ??= this.swap().finally(() => {
      this.opening = null;
    });
    await this.opening;
  }

  private async swap(): Promise<void> {
    const next = { ...(await openSnapshot(this.store)), users: 0, retired: false };
    const old = this.open;
    this.open = next;
    old.retired = true;
    if (old.users === 0) old.db.closeAll();
  }
}
