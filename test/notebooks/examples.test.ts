/** The examples for Python and R name tables and columns that there are, and read the same ones. They are run by hand. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { routes } from '../../api/http/routes/index.ts';
import { published } from '../../data/schema/published.ts';

const read = (file: string) => readFileSync(`notebooks/examples/${file}`, 'utf8');
const python = read('read_tables.py');
const r = read('read_tables.R');
const found = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, word]) => word!);

const relations = {
  python: found(python, /\.parquet\("([a-z_.]+)"\)/g),
  r: found(r, /\$table\("([a-z_.]+)"\)/g),
};
/** From here on each file only asks the tables. */
const asks = (text: string) => text.slice(text.indexOf('which links the city lacks'));
/** What stands in quotes, and what follows a `$` in R, less values of the data and words of the languages. */
const columns = {
  python: found(asks(python), /"([a-z][a-z_]+)"/g),
  r: [...found(asks(r), /"([a-z][a-z_]+)"/g), ...found(asks(r), /\$([a-z_]+)/g)],
};
const others = new Set(['district', 'link', 'table', 'snapshot', 'radix', '__main__']);

describe('examples', () => {
  it('read the same published tables, which have an address as Parquet and as CSV', () => {
    expect(relations.python.length).toBeGreaterThan(3);
    expect(relations.r).toEqual(relations.python);
    const paths = new Set(routes.map((route) => route.path));
    for (const relation of relations.r) {
      expect(Object.keys(published)).toContain(relation);
      expect(paths).toContain(`/tables/${relation}.parquet`);
      expect(paths).toContain(`/tables/${relation}`);
    }
  });

  it.each(['python', 'r'] as const)('of %s name columns that the tables have', (language) => {
    const there = new Set(
      relations[language].flatMap((relation) => Object.keys(published[relation as keyof typeof published].properties)),
    );
    const named = columns[language].filter((word) => !others.has(word));
    expect(named.length).toBeGreaterThan(8);
    expect(named.filter((word) => !there.has(word))).toEqual([]);
  });
});
