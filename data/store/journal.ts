/**
 * A journal: one JSON entry a line, each bound to the line before it by a hash, never changed, on disk when `append`
 * resolves. For what the doors write down themselves (tokens, audit, answers to writes): it must neither change the
 * ledger, from which snapshots are made, nor ever reach a snapshot, and an entry costs a millisecond.
 */
import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  readSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../errors.ts';
import { sync } from './lake.ts';
import { withJournalLock } from './lock.ts';

/** `previous` and `hash`: SHA-256, hex; the first entry follows 64 zeros. */
export type Entry<T> = T & { sequence: number; at: string; previous: string; hash: string };
export type Verified = { entries: number; head: string; fault: { sequence: number; what: string } | null };

const beginning = '0'.repeat(64);
const hashOf = (content: object): string => createHash('sha256').update(JSON.stringify(content)).digest('hex');

export class Journal<T extends object> {
  readonly path: string;
  private readonly store: string;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(store: string, name: string) {
    this.store = store;
    this.path = join(store, `${name}.jsonl`);
  }

  /** @throws AppError store_locked after 20 s in vain, store_unreadable when the last line is no entry */
  append(content: T): Promise<Entry<T>> {
    const turn = this.turn.then(() => withJournalLock(this.path, this.store, async () => this.write(content)));
    this.turn = turn.catch(() => undefined);
    return turn;
  }

  /** Every entry, oldest first. What a dying writer left half written is no entry. */
  read(): Entry<T>[] {
    if (!existsSync(this.path)) return [];
    const text = readFileSync(this.path, 'utf8');
    return text
      .slice(0, text.lastIndexOf('\n') + 1)
      .split('\n')
      .filter(Boolean)
      .map((line) => this.parse(line));
  }

  /** Changes whenever somebody appends. */
  version(): string {
    if (!existsSync(this.path)) return '';
    const { size, mtimeMs } = statSync(this.path);
    return `${size}.${mtimeMs}`;
  }

  /** Recomputes the chain. An entry that was changed, left out or put in breaks it; `head` proves that none is missing at the end. */
  verify(): Verified {
    let previous = beginning;
    const entries = this.read();
    for (const [at, entry] of entries.entries()) {
      const { hash, ...content } = entry;
      const what =
        entry.sequence !== at + 1
          ? `stands where entry ${at + 1} belongs`
          : entry.previous !== previous
            ? 'does not follow the entry before it'
            : hashOf(content) !== hash
              ? 'was changed after it was written'
              : null;
      if (what) return { entries: entries.length, head: previous, fault: { sequence: entry.sequence, what } };
      previous = hash;
    }
    return { entries: entries.length, head: previous, fault: null };
  }

  private write(content: T): Entry<T> {
    const isNew = !existsSync(this.path);
    const file = openSync(this.path, 'a+', 0o600);
    try {
      const last = this.last(file);
      const fields = {
        ...content,
        sequence: (last?.sequence ?? 0) + 1,
        at: new Date().toISOString(),
        previous: last?.hash ?? beginning,
      };
      const entry = { ...fields, hash: hashOf(fields) } as Entry<T>;
      writeSync(file, `${JSON.stringify(entry)}\n`);
      fsyncSync(file);
      if (isNew) sync(this.store);
      return entry;
    } finally {
      closeSync(file);
    }
  }

  /** The last whole line; a torn one behind it, whose writer never said that it was done, is cut off. */
  private last(file: number): Entry<T> | null {
    const { size } = statSync(this.path);
    for (let window = 8192; ; window *= 4) {
      const start = Math.max(0, size - window);
      const tail = Buffer.alloc(size - start);
      readSync(file, tail, 0, tail.length, start);
      const end = tail.lastIndexOf(10);
      if (end < 0 && start > 0) continue;
      if (end < tail.length - 1) ftruncateSync(file, start + end + 1);
      if (end < 0) return null;
      const begin = tail.lastIndexOf(10, end - 1);
      if (begin < 0 && start > 0) continue;
      return this.parse(tail.toString('utf8', begin + 1, end));
    }
  }

  private parse(line: string): Entry<T> {
    try {
      return JSON.parse(line) as Entry<T>;
    } catch (cause) {
      throw new AppError(
        'store_unreadable',
        'a line is not an entry',
        'somebody changed this file: take it from a backup',
        { file: this.path },
        cause,
      );
    }
  }
}
