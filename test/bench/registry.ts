/** Ingest and build of the real company registrations. */
import { join } from 'node:path';
import {
  type BenchRow,
  type BenchTopic,
  folder,
  measure,
  median,
  registryFiles,
  runs,
  withoutRegistry,
} from './measure.ts';

const store = join(folder, 'store');

/** Build reads what ingest loaded, so they come in this order. */
export const registryTopics: Record<string, BenchTopic> = {
  ingest: { skipped: withoutRegistry, run: ingestRows },
  build: { skipped: withoutRegistry, run: buildRows },
};

function ingestRows(): BenchRow[] {
  const pairs = Array.from({ length: runs }, (_, i) => {
    const into = i === 0 ? store : join(folder, `again-${i}`);
    return { bare: measure('bare', store, registryFiles), ours: measure('ingest', into, registryFiles) };
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
      what: `identities and full build on ${built[0]!.rows.toLocaleString('en-US')} companies`,
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
