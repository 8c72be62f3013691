/** What a province sends at once, and the longest workbook of an office. */
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

export const largeTopics: Record<string, BenchTopic> = {
  millions: { skipped: withoutRegistry, run: millionsRows },
  workbook: { skipped: withoutRegistry, run: workbookRows },
};

function millionsRows(): BenchRow[] {
  const file = join(folder, 'millions.csv');
  measure('make-millions', file, registryFiles);
  const pairs = Array.from({ length: runs }, (_, i) => ({
    bare: measure('bare', folder, [file]),
    ours: measure('ingest', join(folder, `millions-${i}`), [file]),
  }));
  const seconds = median(pairs.map(({ ours }) => ours.seconds));
  const ratio = median(pairs.map(({ bare, ours }) => ours.seconds / bare.seconds));
  const peak = Math.max(...pairs.map((p) => p.ours.peakMb));
  return [
    {
      id: 'millions',
      what: `ingest of ${pairs[0]!.ours.rows.toLocaleString('en-US')} registry rows in one file, real ones and copies under other names and codes`,
      value: seconds,
      unit: 's',
      goal: '≤ 60',
      ok: seconds <= 60,
    },
    {
      id: 'millions.ratio',
      what: 'that ÷ DuckDB read_csv of the same file',
      value: ratio,
      unit: '×',
      goal: '≤ 2',
      ok: ratio <= 2,
    },
    {
      id: 'millions.memory',
      what: 'peak memory of that ingest',
      value: peak,
      unit: 'MB',
      goal: '≤ 6144',
      ok: peak <= 6144,
    },
  ];
}

function workbookRows(): BenchRow[] {
  const file = join(folder, 'registry.xlsx');
  measure('make-workbook', file, registryFiles);
  const pairs = Array.from({ length: runs }, () => ({
    peer: measure('hucre', folder, [file]),
    ours: measure('workbook', folder, [file]),
  }));
  const seconds = median(pairs.map(({ ours }) => ours.seconds));
  const ratio = median(pairs.map(({ peer, ours }) => ours.seconds / peer.seconds));
  return [
    {
      id: 'workbook',
      what: `an .xlsx of ${pairs[0]!.ours.rows.toLocaleString('en-US')} registry rows × 10 columns, read`,
      value: seconds,
      unit: 's',
      goal: '≤ 3',
      ok: seconds <= 3,
    },
    {
      id: 'workbook.ratio',
      what: 'that ÷ hucre reading the same file',
      value: ratio,
      unit: '×',
      goal: '≤ 1',
      ok: ratio <= 1,
    },
  ];
}
