/** Long work that somebody started through a door: one at a time a store, each in a process of its own. */
import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { fileURLToPath } from 'node:url';
import { AppError } from '../../data/errors.ts';
import { loading } from '../loader.ts';
import type { BuildMessage } from './build-child.ts';

/** `at` of `of` models. `error`: code and sentence. Times are ISO, UTC. */
export type Job = {
  job_id: string;
  kind: 'build';
  state: 'running' | 'done' | 'failed';
  started_by: string;
  started_at: string;
  ended_at: string | null;
  relation: string | null;
  at: number;
  of: number;
  rows: number;
  snapshot: string | null;
  error: string | null;
};

const child = fileURLToPath(new URL('build-child.ts', import.meta.url));

/** Jobs of the last while; they are not kept beyond the life of the server, their results are. */
const kept = 100;

export class Jobs extends EventEmitter<{ change: [Job] }> {
  private readonly jobs = new Map<string, Job>();
  private readonly store: string;
  private running: ChildProcess | null = null;

  constructor(store: string) {
    super();
    this.setMaxListeners(0);
    this.store = store;
  }

  /** Newest last. */
  list(): Job[] {
    return [...this.jobs.values()];
  }

  /** @throws AppError job_not_found */
  find(id: string): Job {
    const job = this.jobs.get(id);
    if (!job)
      throw new AppError('job_not_found', `there is no job «${id}»`, 'the server forgets its jobs when it restarts');
    return job;
  }

  /** @throws AppError store_locked while another job runs */
  startBuild(by: string, force: boolean): Job {
    if (this.running)
      throw new AppError('store_locked', 'a build is running', 'follow it at /api/jobs, then start the next');
    const job: Job = {
      job_id: randomUUID(),
      kind: 'build',
      state: 'running',
      started_by: by,
      started_at: new Date().toISOString(),
      ended_at: null,
      relation: null,
      at: 0,
      of: 0,
      rows: 0,
      snapshot: null,
      error: null,
    };
    this.jobs.set(job.job_id, job);
    if (this.jobs.size > kept) this.jobs.delete(this.jobs.keys().next().value!);
    this.fork(job.job_id, force);
    return job;
  }

  private fork(id: string, force: boolean): void {
    const running = fork(child, [this.store, force ? 'force' : ''], {
      execArgv: loading,
      env: { ...process.env, UV_THREADPOOL_SIZE: '8' },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.running = running;
    const over = () => {
      if (this.running === running) this.running = null;
      if (this.jobs.get(id)?.state === 'running')
        this.end(id, { state: 'failed', error: 'bug: the process ended early' });
    };
    running.on('message', (message) => this.heard(id, message as BuildMessage));
    // Not `exit`: it may come before the last message. The line closes after it, however the process ended.
    running.once('disconnect', over);
    running.once('error', over);
  }

  /** Ends what runs: the store keeps its last whole snapshot. */
  close(): void {
    this.running?.kill();
  }

  private heard(id: string, message: BuildMessage): void {
    if (message.kind === 'progress') this.change(id, message.progress);
    else if (message.kind === 'done') this.end(id, { state: 'done', snapshot: message.snapshot });
    else this.end(id, { state: 'failed', error: `${message.code}: ${message.message}` });
  }

  private end(id: string, how: Partial<Job>): void {
    this.change(id, { ...how, ended_at: new Date().toISOString() });
  }

  private change(id: string, what: Partial<Job>): void {
    const job = { ...this.find(id), ...what };
    this.jobs.set(id, job);
    this.emit('change', job);
  }
}
