/** How a thread begins that runs TypeScript; `workerData.script` is the address of what it runs. Node's --import does nothing in threads. */
import { workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
await import(workerData.script);
