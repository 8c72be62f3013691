/** How processes and threads of ours are started, so that they read TypeScript on every Node that we support. */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { behind } from '../data/store/behind.ts';

/** For `execArgv` of a process. */
export const loading = ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href];

/** A thread that runs `script` and gives way to those who answer. */
export const threadOf = (script: URL): Worker =>
  new Worker(new URL('thread.js', import.meta.url), { workerData: { script: script.href, nice: behind } });
