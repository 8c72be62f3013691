/** A thread that keeps the work of one module ready and answers in the order in which it was asked. */
import { Worker } from 'node:worker_threads';

/**
 * What the module of a task exports as `prepare`: given facts that can be copied between threads, the work. The module may
 * import no database and little else: each thread reads it anew.
 */
export type Prepare<Given, Question, Answer> = (given: Given) => (question: Question) => Answer;

export type Task<Given> = { module: URL; given: Given };

type Waiting<Answer> = { resolve: (answer: Answer) => void; reject: (error: unknown) => void };

/** Keeps no process alive while nobody waits for it. */
export class Thread<Question, Answer> {
  /** Its work threw, or it was ended: it answers nobody any more. */
  over = false;
  private readonly worker: Worker;
  private readonly waiting: Waiting<Answer>[] = [];

  /** @param nice priority of the thread, as `behind` gives it; null = that of whoever starts it */
  constructor({ module, given }: Task<unknown>, nice: number | null = null) {
    this.worker = new Worker(new URL('thread.js', import.meta.url), {
      workerData: { task: module.href, given, nice },
      execArgv: [],
    });
    this.worker.unref();
    this.worker.on('message', (answer: Answer) => {
      this.waiting.shift()!.resolve(answer);
      if (this.waiting.length === 0) this.worker.unref();
    });
    this.worker.on('error', (error) => this.leave(error));
    this.worker.on('exit', () => this.leave(new Error('the thread has ended')));
  }

  /** @param moved memory of the question that goes to the thread instead of being copied. @throws what the work throws */
  ask(question: Question, moved: ArrayBuffer[] = []): Promise<Answer> {
    const answer = new Promise<Answer>((resolve, reject) => this.waiting.push({ resolve, reject }));
    answer.catch(() => {}); // whoever takes the answer sees the error; until then it is not unhandled
    this.worker.ref();
    this.worker.postMessage(question, moved);
    return answer;
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }

  private leave(error: unknown): void {
    this.over = true;
    for (const { reject } of this.waiting.splice(0)) reject(error);
  }
}
