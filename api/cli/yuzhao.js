#!/usr/bin/env node
// The thread pool must be sized before anything uses it: with too few threads a light query waits behind heavy ones.
process.env.UV_THREADPOOL_SIZE ??= '8';
const { register } = await import('tsx/esm/api');
register();
await import('./main.ts');
