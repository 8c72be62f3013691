/** How processes of ours are started, so that they read TypeScript on every Node that we support. */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

/** For `execArgv` of a process. */
export const loading = ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href];
