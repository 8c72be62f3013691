import { expect, it } from 'vitest';
import type { Model } from '../../../engine/runner/model.ts';
import { inTurn } from '../../../engine/runner/turn.ts';

type Given = { name: string; reads?: string[]; beside?: true };

/** Runs them as given, `atOnce` at a time; a model beside ends when `end` is called with its name, as does one that is `held`, the others at once. */
function start(given: Given[], { atOnce = 1, held = [] as string[] } = {}) {
  const told: string[] = [];
  const ends = new Map<string, (error?: Error) => void>();
  const models = given.map(
    ({ name, reads = [], beside }) =>
      ({
        relation: name,
        hash: '',
        file: '',
        kind: 'code',
        inputs: reads,
        code: { ...(beside && { beside }) },
      }) as unknown as Model,
  );
  const waits = new Set([...held, ...given.flatMap(({ name, beside }) => (beside ? [name] : []))]);
  const run = ({ relation }: Model): Promise<void> => {
    told.push(relation);
    if (!waits.has(relation)) return Promise.resolve();
    return new Promise((resolve, reject) => ends.set(relation, (error) => (error ? reject(error) : resolve())));
  };
  const done = inTurn(models, run, atOnce);
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return { told, done, settled, end: (name: string, error?: Error) => ends.get(name)!(error) };
}

const chain: Given[] = [
  { name: 'a' },
  { name: 'long', reads: ['a'], beside: true },
  { name: 'after', reads: ['long'] },
  { name: 'b' },
  { name: 'last', reads: ['after', 'b'] },
];

it('goes on with others while one computes, and waits where its answer is read', async () => {
  const { told, done, settled, end } = start(chain);
  await settled();
  expect(told).toEqual(['a', 'long', 'b']);
  end('long');
  await done;
  expect(told).toEqual(['a', 'long', 'b', 'after', 'last']);
});

it('ends with what one beside throws, after all that still runs', async () => {
  const { told, done, settled, end } = start([...chain, { name: 'other', beside: true }]);
  await settled();
  let ended = false;
  const outcome = done.then(() => 'none', String).finally(() => (ended = true));
  end('long', new Error('no rows'));
  await settled();
  expect(ended).toBe(false);
  end('other');
  expect(await outcome).toBe('Error: no rows');
  expect(told).toEqual(['a', 'other', 'long', 'b']);
});

it('begins nothing after an error', async () => {
  const next: Given = { name: 'next', reads: ['other'], beside: true };
  const { told, done, settled, end } = start([...chain, { name: 'other', beside: true }, next]);
  await settled();
  const outcome = done.then(() => 'none', String);
  end('long', new Error('no rows'));
  await settled();
  end('other');
  expect(await outcome).toBe('Error: no rows');
  expect(told).not.toContain('next');
});

it('runs no more at a time than it may, and none before what it reads', async () => {
  const given = [{ name: 'a' }, { name: 'b' }, { name: 'c' }, { name: 'd', reads: ['a', 'c'] }];
  const { told, done, settled, end } = start(given, { atOnce: 2, held: ['a', 'b', 'c'] });
  await settled();
  expect(told).toEqual(['a', 'b']);
  end('b');
  await settled();
  expect(told).toEqual(['a', 'b', 'c']);
  end('c');
  await settled();
  expect(told).toEqual(['a', 'b', 'c']);
  end('a');
  await done;
  expect(told).toEqual(['a', 'b', 'c', 'd']);
});

it('waits with rows that tell a company by name alone until the companies are there', async () => {
  const { told, done, settled, end } = start([{ name: 'investor.presence' }, { name: 'chain.company' }], {
    atOnce: 2,
    held: ['chain.company'],
  });
  await settled();
  expect(told).toEqual(['chain.company']);
  end('chain.company');
  await done;
  expect(told).toEqual(['chain.company', 'investor.presence']);
});
