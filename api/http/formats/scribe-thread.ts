/** What runs on the thread of `scribe.ts`: pieces in, bytes out. */
import { parentPort } from 'node:worker_threads';
import { type Work, write } from './written.ts';

parentPort!.on('message', (work: Work) => parentPort!.postMessage(write(work)));
