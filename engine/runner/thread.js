// What runs inside a thread of threads.ts: the work of one module, batch after batch. JavaScript, because Node 20 reads
// no TypeScript as the first file of a thread.
import { parentPort, workerData } from 'node:worker_threads';

const { register } = await import('tsx/esm/api');
register();
if (workerData.behind) (await import('../../data/store/behind.ts')).giveWay();
const { prepare } = await import(workerData.task);
const work = prepare(workerData.given);
parentPort.on('message', (batch) => parentPort.postMessage(work(batch)));
