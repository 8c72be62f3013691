/** Work on threads: the answers of one thread, in the order of the batches. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readReference } from '../../../data/csv.ts';
import { Link, LinkTerm } from '../../../data/schema/chain.ts';
import { Database } from '../../../data/store/index.ts';
import { onThreads } from '../../../engine/runner/threads.ts';
import type { ChainWords, PlacedBatch } from '../../../engine/text/placers.ts';
import { inventedCity } from '../../support/enterprises.ts';

const task = {
  module: new URL('../../../engine/text/placers.ts', import.meta.url),
  given: { links: readReference('chain/link.csv', Link), terms: readReference('chain/link_term.csv', LinkTerm) },
};

async function place(threads: number, query: string): Promise<PlacedBatch[]> {
  const db = await Database.open();
  try {
    const answers: PlacedBatch[] = [];
    for await (const answer of onThreads<ChainWords, PlacedBatch>(task, db.vectors(query, {}, 4096), {
      rows: 20_000,
      threads,
    }))
      answers.push(answer);
    return answers;
  } finally {
    db.closeAll();
  }
}

const names = inventedCity.map((c) => `('${c.name}', '${c.scope}')`).join(', ');
const companies = `select cast(i as varchar) || '-' || name, name, scope, case when i % 7 = 0 then '封装基板、引线框架' end
  from range(3000) as r(i) cross join (values ${names}) as v(name, scope) order by i, name`;

it('answers on two threads as on one, batch by batch', async () => {
  const [one, two] = [await place(1, companies), await place(2, companies)];
  expect(one.reduce((n, { rows }) => n + rows, 0)).toBe(21_000);
  expect(one.length).toBeGreaterThan(3);
  expect(two).toEqual(one);
});

it('hands on what the work throws', async () => {
  await expect(place(2, 'select i, i, i, i from range(10) as r(i)')).rejects.toThrow(/is no text/);
});

it('has a worker that loads no database: each thread would open one', () => {
  const source = readFileSync(task.module, 'utf8');
  expect(source).not.toContain('data/store/index.ts');
});
