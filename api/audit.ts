/** The audit log: every write and every export, who and what, never the content. */
import { Journal, type Verified } from '../data/store/index.ts';
import type { Principal } from './http/access.ts';

export type AuditEntry = {
  /** begun stands before the write itself; done or failed after it. */
  action: 'begun' | 'done' | 'failed' | 'export' | 'login';
  subject: string;
  role: string;
  district_id: string | null;
  /** Method and pattern of the route, or the command. */
  route: string;
  /** Which of it: parameters, filters, format; free text and personal fields are left out. */
  about: Record<string, unknown>;
  /** SHA-256 of what was sent, hex; null when nothing was. */
  body: string | null;
  snapshot: string | null;
};

export class Audit {
  private readonly journal: Journal<AuditEntry>;

  constructor(store: string) {
    this.journal = new Journal(store, 'audit');
  }

  /** Resolves when the entry is on disk. */
  async note(principal: Principal, entry: Omit<AuditEntry, 'subject' | 'role' | 'district_id'>): Promise<void> {
    const { subject, role, district_id } = principal;
    await this.journal.append({ subject, role, district_id, ...entry });
  }

  verify(): Verified {
    return this.journal.verify();
  }

  /** True when an entry with this hash is in the chain: nothing up to it was cut off. */
  holds(head: string): boolean {
    return this.journal.read().some((entry) => entry.hash === head);
  }

  read() {
    return this.journal.read();
  }
}
