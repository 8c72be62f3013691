#!/usr/bin/env -S node --v8-pool-size=0
// The option says: as many threads beside for garbage as there are cores beside. By default there are four, which take both of two cores
// from those who are answered meanwhile. It cannot be set later; `npm start` says it, too.
// The thread pool must be sized before anything uses it: with too few threads a light query waits behind heavy ones.
process.env.UV_THREADPOOL_SIZE ??= '8';
const { register } = await import('tsx/esm/api');
register();
await import('./main.ts');
