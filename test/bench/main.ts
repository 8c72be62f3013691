/** `npm run bench`: speed as ratios against a named peer in the same run, medians of alternating runs. Machines differ; ratios travel. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

type Measured = { seconds: number; rows: number; peakMb: number };
type BenchRow = { id: string; what: string; value: number; unit: string; goal: string; ok: boolean };

const registry = fileURLToPath(new URL('../../../shared/data/registry/', import.meta.url));
const runs = Number(process.env.BENCH_RUNS ?? 3);

if (!existsSync(registry)) {
  process.stdout.write(`skipped: no real data at ${registry}\n`);
  process.exit(0);
}
const files = readdirSync(registry)
  .filter((f) => f.endsWith('.csv.gz'))
  .map((f) => join(registry, f));
const folder = mkdtempSync(join(tmpdir(), 'yuzhao-bench-'));
const store = join(folder, 'store');

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

function measure(part: string, into: string, given: string[] = []): Measured {
  const script = fileURLToPath(new URL('part.ts', import.meta.url));
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--import', 'tsx', script, part, into, ...given], {
    encoding: 'utf8',
    env: { ...process.env, UV_THREADPOOL_SIZE: '8' },
  });
  if (status !== 0) throw new Error(`${part}: ${stderr}`);
  return JSON.parse(stdout.slice(stdout.lastIndexOf('{'))) as Measured;
}

function ingestRows(): BenchRow[] {
  const pairs = Array.from({ length: runs }, (_, i) => {
    const into = i === 0 ? store : join(folder, `again-${i}`);
    return { bare: measure('bare', store, files), ours: measure('ingest', into, files) };
  });
  const ratio = median(pairs.map(({ bare, ours }) => ours.seconds / bare.seconds));
  const peak = Math.max(...pairs.map((p) => p.ours.peakMb));
  return [
    {
      id: 'ingest',
      what: `ingest of ${pairs[0]!.ours.rows.toLocaleString('en-US')} registry rows ÷ DuckDB read_csv of the same files`,
      value: ratio,
      unit: '×',
      goal: '≤ 2',
      ok: ratio <= 2,
    },
    {
      id: 'ingest.memory',
      what: 'peak memory of that ingest',
      value: peak,
      unit: 'MB',
      goal: '≤ 3072',
      ok: peak <= 3072,
    },
  ];
}

function buildRows(): BenchRow[] {
  const built = Array.from({ length: runs }, () => measure('build', store));
  const seconds = median(built.map((b) => b.seconds));
  const peak = Math.max(...built.map((b) => b.peakMb));
  return [
    {
      id: 'build',
      what: `full build on ${built[0]!.rows.toLocaleString('en-US')} companies`,
      value: seconds,
      unit: 's',
      goal: '≤ 60',
      ok: seconds <= 60,
    },
    {
      id: 'build.memory',
      what: 'peak memory of that build',
      value: peak,
      unit: 'MB',
      goal: '≤ 3072',
      ok: peak <= 3072,
    },
  ];
}

function placementRows(): BenchRow[] {
  const speed = median(Array.from({ length: runs }, () => measure('placement', store)).map((m) => m.rows / m.seconds));
  return [
    {
      id: 'placement',
      what: 'companies placed on the 2019 chain, one thread',
      value: speed,
      unit: 'companies/s',
      goal: '≥ 50000',
      ok: speed >= 50_000,
    },
  ];
}

try {
  const only = process.env.BENCH_ONLY;
  const rows = Object.entries({ ingest: ingestRows, build: buildRows, placement: placementRows }).flatMap(
    ([name, run]) => (!only || only === name ? run() : []),
  );
  if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify(rows)}\n`);
  else
    for (const r of rows)
      process.stdout.write(
        `${r.ok ? '✓' : '✗'} ${r.id.padEnd(15)} ${r.value.toFixed(2).padStart(12)} ${r.unit.padEnd(12)} goal ${r.goal.padEnd(8)} ${r.what}\n`,
      );
  process.exitCode = rows.every((r) => r.ok) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
