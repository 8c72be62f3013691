// What runs inside a thread of threads.ts: the work of one module, batch after batch. JavaScript, because Node 20 reads
// no TypeScript as the first file of a thread.
import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';

if (workerData.nice !== null) setPriority(workerData.nice);
const { register } = await import('tsx/esm/api');
register();
const { prepare } = await import(workerData.task);
const work = prepare(workerData.given);
parentPort.on('message', (batch) => parentPort.postMessage(work(batch)));
