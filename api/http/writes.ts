/** Writes: noted before and after, repeatable under one key, at most once at a time for one key. */
import { createHash } from 'node:crypto';
import { AppError } from '../../data/errors.ts';
import { Journal } from '../../data/store/index.ts';
import type { Audit } from '../audit.ts';
import type { Principal } from './access.ts';

/** What was answered to a write that came with an Idempotency-Key. */
type Answered = { key: string; body: string; answer: unknown };

export type Write = {
  principal: Principal;
  /** Method and pattern. */
  route: string;
  params: unknown;
  body: unknown;
  /** Header Idempotency-Key. */
  key: string | undefined;
  work: () => Promise<unknown>;
};

/** How many answers are kept in memory; older ones are read from the journal at the start. */
const kept = 20_000;

export class Writes {
  private readonly journal: Journal<Answered>;
  private readonly audit: Audit;
  private readonly answers = new Map<string, Promise<Answered>>();

  constructor(store: string, audit: Audit) {
    this.journal = new Journal(store, 'answers');
    this.audit = audit;
    for (const { key, body, answer } of this.journal.read().slice(-kept))
      this.answers.set(key, Promise.resolve({ key, body, answer }));
  }

  /** @returns the answer, now or from the first time. @throws AppError once_reused, and what the work throws */
  async run(write: Write): Promise<{ answer: unknown; repeated: boolean }> {
    const body = sha256(JSON.stringify([write.params, write.body]));
    if (write.key === undefined) return { answer: await this.noted(write, body), repeated: false };
    if (!/^[\x21-\x7e]{8,200}$/.test(write.key))
      throw new AppError('option_invalid', 'an Idempotency-Key has 8 to 200 visible characters', 'use a UUID');
    const key = sha256([write.principal.subject, write.route, write.key].join('\n'));
    const earlier = this.answers.get(key);
    if (earlier) {
      const first = await earlier;
      if (first.body !== body)
        throw new AppError(
          'once_reused',
          'this Idempotency-Key came with another body before',
          'use a new key for a new write',
        );
      return { answer: first.answer, repeated: true };
    }
    const doing = this.noted(write, body).then(async (answer) => {
      const answered = { key, body, answer };
      await this.journal.append(answered);
      return answered;
    });
    this.answers.set(key, doing);
    // A write that failed may be tried again under its key.
    doing.catch(() => this.answers.delete(key));
    if (this.answers.size > kept) this.answers.delete(this.answers.keys().next().value!);
    return { answer: (await doing).answer, repeated: false };
  }

  /** The log says what was begun before it is done: nothing can be written that the log does not know. */
  private async noted({ principal, route, params, work }: Write, body: string): Promise<unknown> {
    const about = { ...(params as object) };
    const note = { route, about, body, snapshot: null };
    await this.audit.note(principal, { action: 'begun', ...note });
    try {
      const answer = await work();
      await this.audit.note(principal, { action: 'done', ...note });
      return answer;
    } catch (error) {
      const code = error instanceof AppError ? error.code : 'bug';
      await this.audit.note(principal, { action: 'failed', ...note, about: { ...about, code } });
      throw error;
    }
  }
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
