// What runs inside a thread of thread.ts: the work of one module, question after question. JavaScript, because Node 20 reads
// no TypeScript as the first file of a thread.
import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';

if (workerData.nice !== null) setPriority(workerData.nice); // loading is work, too
const { register } = await import('tsx/esm/api');
register();
const { prepare } = await import(workerData.task);
const work = prepare(workerData.given);
parentPort.on('message', (question) => parentPort.postMessage(work(question)));
