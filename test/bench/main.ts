/**
 * `npm run bench`: speed as ratios against a named peer in the same run, medians of alternating runs. Machines differ; ratios
 * travel. BENCH_ONLY=ingest,build runs some topics, BENCH_RUNS=5 repeats more often, `--json` prints one value.
 * BENCH_STORE=dir lets `brushing` read a large store that was made before.
 */
import { rmSync } from 'node:fs';
import { brushingTopics } from './brushing.ts';
import { doorTopics } from './doors.ts';
import { fulfilmentTopics } from './fulfilment.ts';
import { largeTopics } from './large.ts';
import { matchTopics } from './match.ts';
import { type BenchRow, type BenchTopic, folder } from './measure.ts';
import { pageTopics } from './pages.ts';
import { registryTopics } from './registry.ts';

const topics: Record<string, BenchTopic> = {
  ...registryTopics,
  ...matchTopics,
  ...fulfilmentTopics,
  ...largeTopics,
  ...doorTopics,
  ...pageTopics,
  ...brushingTopics,
};

const line = (r: BenchRow): string =>
  `${r.ok ? '✓' : '✗'} ${r.id.padEnd(20)} ${r.value.toFixed(2).padStart(12)} ${r.unit.padEnd(12)} goal ${r.goal.padEnd(8)} ${r.what}\n`;

const json = process.argv.includes('--json');
const only = process.env.BENCH_ONLY?.split(',');
const rows: BenchRow[] = [];
try {
  for (const [name, { skipped, run }] of Object.entries(topics)) {
    if (only && !only.includes(name)) continue;
    if (skipped) process.stderr.write(`skipped ${name}: ${skipped}\n`);
    else
      for (const row of await run()) {
        rows.push(row);
        if (!json) process.stdout.write(line(row));
      }
  }
  if (json) process.stdout.write(`${JSON.stringify(rows)}\n`);
  process.exitCode = rows.every((r) => r.ok) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
