/** What runs on the thread of `scribe.ts`: pieces in, bytes out. */
import { parentPort } from 'node:worker_threads';
import { giveWay } from '../../../data/store/behind.ts';
import { type Work, write } from './written.ts';

giveWay();

parentPort!.on('message', (work: Work) => parentPort!.postMessage(write(work)));
