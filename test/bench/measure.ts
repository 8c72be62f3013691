/** How a row of the bench is measured: each part in a process of its own, so that memory and caches are its own. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export type Measured = { seconds: number; rows: number; peakMb: number };
export type BenchRow = { id: string; what: string; value: number; unit: string; goal: string; ok: boolean };

/** Rows of one subject. `skipped` says why it cannot be measured here. */
export type BenchTopic = { skipped?: string | null; run: () => BenchRow[] | Promise<BenchRow[]> };

/** Alternating runs of each pair. */
export const runs = Number(process.env.BENCH_RUNS ?? 3);

/** Removed when the bench ends. */
export const folder = mkdtempSync(join(tmpdir(), 'yuzhao-bench-'));

const registry = fileURLToPath(new URL('../../../shared/data/registry/', import.meta.url));
export const registryFiles = existsSync(registry)
  ? readdirSync(registry)
      .filter((f) => f.endsWith('.csv.gz'))
      .map((f) => join(registry, f))
  : [];
export const withoutRegistry = registryFiles.length ? null : `no real data at ${registry}`;

export const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** Runs one part of `parts/` in a process of its own. @throws Error with its last words when it fails */
export function measure(part: string, into: string, given: string[] = []): Measured {
  const script = fileURLToPath(new URL('part.ts', import.meta.url));
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--import', 'tsx', script, part, into, ...given], {
    encoding: 'utf8',
    env: { ...process.env, UV_THREADPOOL_SIZE: '8' },
  });
  if (status !== 0) throw new Error(`${part}: ${stderr}`);
  return JSON.parse(stdout.slice(stdout.lastIndexOf('{'))) as Measured;
}
