/** One measured part in a process of its own: prints {seconds, rows, peakMb} as JSON. Usage: tsx part.ts <part> <store> <given…> */
import { readFileSync } from 'node:fs';
import { fulfilmentParts } from './parts/fulfilment.ts';
import { largeParts } from './parts/large.ts';
import { matchParts } from './parts/match.ts';
import type { Parts } from './parts/part.ts';
import { registryParts } from './parts/registry.ts';

const parts: Parts = {
  ...registryParts,
  ...fulfilmentParts,
  ...largeParts,
  ...matchParts,
};

const [part, store, ...given] = process.argv.slice(2) as [string, string, ...string[]];
const { prepare, work, times = 1 } = await parts[part]!(store, given);
await prepare?.();
const seconds: number[] = [];
let rows = 0;
for (let i = 0; i < times; i++) {
  const started = performance.now();
  rows = await work();
  seconds.push((performance.now() - started) / 1000);
}
const peakMb = Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? 0) / 1024;
const median = seconds.toSorted((a, b) => a - b)[Math.floor(times / 2)]!;
process.stdout.write(JSON.stringify({ seconds: median, rows, peakMb }));
