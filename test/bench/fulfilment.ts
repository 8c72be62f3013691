/** The dashboard of four rates: districts × months on a ledger of 100,000 projects. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type BenchRow, type BenchTopic, folder, measure, median, runs } from './measure.ts';

const store = join(folder, 'ledger');

export const fulfilmentTopics: Record<string, BenchTopic> = { dashboard: { run: dashboardRows } };

function dashboardRows(): BenchRow[] {
  mkdirSync(store, { recursive: true });
  const ledger = measure('ledger', store);
  const taken = Array.from({ length: runs }, () => ({
    ours: measure('dashboard', store),
    past: measure('dashboard-as-of', store),
  }));
  const peer = measure('dashboard-by-month', store);
  const ms = 1000 * median(taken.map(({ ours }) => ours.seconds));
  const past = median(taken.map(({ ours, past }) => past.seconds / ours.seconds));
  const faster = (1000 * peer.seconds * (taken[0]!.ours.rows / peer.rows)) / ms;
  const figures = `${taken[0]!.ours.rows.toLocaleString('en-US')} figures from ${ledger.rows.toLocaleString('en-US')} events`;
  return [
    {
      id: 'dashboard',
      what: `four rates by district and month, ${figures}`,
      value: ms,
      unit: 'ms',
      goal: '≤ 300',
      ok: ms <= 300,
    },
    {
      id: 'dashboard.peer',
      what: 'one statement a rate and month, for as many figures ÷ that dashboard',
      value: faster,
      unit: '× faster',
      goal: '≥ 10',
      ok: faster >= 10,
    },
    {
      id: 'dashboard.as_of',
      what: 'the same as known a year earlier ÷ as known today',
      value: past,
      unit: '×',
      goal: '≤ 2',
      ok: past <= 2,
    },
  ];
}
