/** How a thread begins that runs TypeScript; `workerData.script` is the address of what it runs. Node's --import does nothing in threads. */
import { setPriority } from 'node:os';
import { workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

if (workerData.nice !== null) setPriority(workerData.nice); // loading is work, too
register();
await import(workerData.script);
