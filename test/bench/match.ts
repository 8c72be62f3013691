/** Placement, the target list, allocation, what a change costs beside a rebuild, and a rebuild of millions. */
import { join } from 'node:path';
import {
  type BenchRow,
  type BenchTopic,
  folder,
  type Measured,
  measure,
  median,
  registryFiles,
  runs,
  withoutRegistry,
} from './measure.ts';

const store = join(folder, 'store');
const large = join(folder, 'large');

/** All but allocation read the store that ingest filled; the target list and the refresh need its build too. */
export const matchTopics: Record<string, BenchTopic> = {
  placement: { skipped: withoutRegistry, run: placementRows },
  list: { skipped: withoutRegistry, run: listRows },
  refresh: { skipped: withoutRegistry, run: refreshRows },
  allocation: { run: allocationRows },
  rebuild: { skipped: withoutRegistry, run: rebuildRows },
};

function placementRows(): BenchRow[] {
  const pairs = Array.from({ length: runs }, () => ({
    ours: measure('placement', store),
    peer: measure('placement-sql', store),
  }));
  const speed = median(pairs.map(({ ours }) => ours.rows / ours.seconds));
  const faster = median(pairs.map(({ ours, peer }) => (peer.seconds / peer.rows) * (ours.rows / ours.seconds)));
  return [
    {
      id: 'placement',
      what: 'companies placed on both versions of the chain, all cores',
      value: speed,
      unit: 'companies/s',
      goal: '≥ 100000',
      ok: speed >= 100_000,
    },
    {
      id: 'placement.peer',
      what: 'DuckDB, contains() of every term on all cores ÷ that placement, per company',
      value: faster,
      unit: '× faster',
      goal: '≥ 10',
      ok: faster >= 10,
    },
  ];
}

/** What a moved slider waits for. */
function rerankRow(id: string, from: string): BenchRow {
  const { seconds, rows } = measure('rerank', from);
  const ms = 1000 * seconds;
  return {
    id,
    what: `the first 100 of a list under other weights, another list each time, among ${rows.toLocaleString('en-US')} matches`,
    value: ms,
    unit: 'ms',
    goal: '≤ 100',
    ok: ms <= 100,
  };
}

function listRows(): BenchRow[] {
  const pairs = Array.from({ length: runs }, () => ({
    ours: measure('list', store),
    peer: measure('list-sql', store),
  }));
  const ms = 1000 * median(pairs.map(({ ours }) => ours.seconds));
  const ratio = median(pairs.map(({ ours, peer }) => ours.seconds / peer.seconds));
  return [
    {
      id: 'list',
      what: 'the first 100 of a link and district with their parts, in process, another list each time',
      value: ms,
      unit: 'ms',
      goal: '≤ 10',
      ok: ms <= 10,
    },
    {
      id: 'list.peer',
      what: 'that ÷ DuckDB reading the same 100 rows of the published list by rank, without a word of why',
      value: ratio,
      unit: '×',
      goal: '≤ 10',
      ok: ratio <= 10,
    },
    rerankRow('list.rerank', store),
  ];
}

/** How much faster a change of 10,000 companies is followed than `rebuild` built all. */
function refreshRow(id: string, from: string, rebuild: Measured): BenchRow {
  measure('change', from, registryFiles);
  const refresh = measure('refresh', from);
  const faster = rebuild.seconds / refresh.seconds;
  return {
    id,
    what: `rebuild of ${rebuild.rows.toLocaleString('en-US')} companies ÷ matches after a change of 10,000 of them (${refresh.seconds.toFixed(1)} s)`,
    value: faster,
    unit: '× faster',
    goal: '≥ 10',
    ok: faster >= 10,
  };
}

function refreshRows(): BenchRow[] {
  return [refreshRow('refresh', store, measure('build', store))];
}

function allocationRows(): BenchRow[] {
  const seconds = median(Array.from({ length: runs }, () => measure('allocate', folder).seconds));
  const pairs = Array.from({ length: runs }, () => ({
    ours: measure('allocate', folder, ['400']),
    peer: measure('allocate-highs', folder, ['400']),
  }));
  const faster = median(pairs.map(({ ours, peer }) => peer.seconds / ours.seconds));
  return [
    {
      id: 'allocation',
      what: '15,000 investors to 42 districts, exact, with two reserves and prices',
      value: seconds,
      unit: 's',
      goal: '≤ 1',
      ok: seconds <= 1,
    },
    {
      id: 'allocation.peer',
      what: 'HiGHS (wasm, linear program) ÷ ours on the same 400 × 42, same optimum',
      value: faster,
      unit: '× faster',
      goal: '≥ 4',
      ok: faster >= 4,
    },
  ];
}

function rebuildRows(): BenchRow[] {
  const file = join(folder, 'rebuild.csv');
  measure('make-millions', file, registryFiles);
  measure('ingest', large, [file]);
  const built = measure('build', large);
  return [
    {
      id: 'rebuild',
      what: `identities and full build on ${built.rows.toLocaleString('en-US')} companies, real ones and copies under other names`,
      value: built.seconds,
      unit: 's',
      goal: '≤ 300',
      ok: built.seconds <= 300,
    },
    {
      id: 'rebuild.memory',
      what: 'peak memory of that build',
      value: built.peakMb,
      unit: 'MB',
      goal: '≤ 6144',
      ok: built.peakMb <= 6144,
    },
    rerankRow('rebuild.rerank', large),
    refreshRow('rebuild.refresh', large, built),
  ];
}
