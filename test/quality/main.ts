/**
 * `npm run quality`: the scoreboard on real companies with known answers.
 *
 * `--train DIR` (default ../shared/data) `--test DIR` (default: splits of the train folder) `--only ID,…` `--seed N`
 * `--json`. Ends with 0 when every row passes or, with no `--train` named, when the data is absent; with 1 when a row
 * misses its pass mark; with 2 when the run itself fails.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { AppError } from '../../data/errors.ts';
import { allocationTask } from './allocation.ts';
import { complianceTask } from './compliance.ts';
import { districtEntryTask } from './district-entry.ts';
import { newIndustryTask } from './district-new-industry.ts';
import { maturityTask } from './maturity.ts';
import { rankReversalTask } from './rank-reversal.ts';
import { linkageTask } from './resolve-linkage.ts';
import { projectPairsTask } from './resolve-projects.ts';
import { shortNameTask } from './resolve-short-name.ts';
import { formatRows, type QualityRow, type QualityTask, verdict } from './scoreboard.ts';
import { productsTask, registryTask } from './text-industry.ts';
import { needleTask } from './text-needle.ts';
import { makersTask } from './text-products.ts';

/** Every task, in the order of the scoreboard. */
const tasks: QualityTask[] = [
  registryTask,
  productsTask,
  makersTask,
  needleTask,
  districtEntryTask,
  newIndustryTask,
  rankReversalTask,
  allocationTask,
  maturityTask,
  shortNameTask,
  linkageTask,
  projectPairsTask,
  complianceTask,
];

const { values } = parseArgs({
  options: {
    train: { type: 'string' },
    test: { type: 'string' },
    only: { type: 'string' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});

async function run(): Promise<number> {
  const train = values.train ?? fileURLToPath(new URL('../../../shared/data', import.meta.url));
  if (!existsSync(train) && values.train === undefined) {
    process.stdout.write(values.json ? '[]\n' : '');
    process.stderr.write(
      `skipped: no real data at ${train} (licensed for research, not shipped); name it with --train\n`,
    );
    return 0;
  }
  for (const folder of [train, ...(values.test === undefined ? [] : [values.test])]) {
    if (!existsSync(folder))
      throw new AppError('file_not_found', `no folder ${folder}`, 'name a folder in the layout of ../shared/data');
  }
  const rows: QualityRow[] = [];
  for (const task of chosen(values.only)) {
    const start = performance.now();
    const progress = (text: string) => process.stderr.write(`${task.id}: ${text}\n`);
    progress(task.what);
    const measured = await task.run({ train, test: values.test ?? null, seed: seedOf(values.seed), progress });
    for (const row of measured) progress(`${row.id} ${row.metric} ${row.value.toFixed(3)} ${verdict(row)}`);
    rows.push(...measured);
    progress(`${((performance.now() - start) / 1000).toFixed(1)} s`);
  }
  process.stdout.write(values.json ? `${JSON.stringify(rows, null, 2)}\n` : `${formatRows(rows)}\n`);
  return rows.every((row) => row.ok) ? 0 : 1;
}

function chosen(only: string | undefined): QualityTask[] {
  if (only === undefined) return tasks;
  const wanted = only.split(',').map((id) => id.trim());
  const unknown = wanted.filter((id) => !tasks.some((task) => task.id === id));
  if (unknown.length) {
    const known = tasks.map((task) => task.id).join(', ');
    throw new AppError('option_invalid', `no task ${unknown.join(', ')}`, `choose from ${known}`);
  }
  return tasks.filter((task) => wanted.includes(task.id));
}

function seedOf(text: string): number {
  const seed = Number(text);
  if (!Number.isSafeInteger(seed)) throw new AppError('option_invalid', `--seed ${text}`, 'give a whole number');
  return seed;
}

try {
  process.exitCode = await run();
} catch (error) {
  process.stderr.write(`${error instanceof AppError ? error.toLine() : String((error as Error).stack)}\n`);
  process.exitCode = 2;
}
