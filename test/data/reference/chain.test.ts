import { readFileSync } from 'node:fs';
import type { TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { describe, expect, test } from 'vitest';
import rules from '../../../data/rules/placement.json' with { type: 'json' };
import { Chain, Crosswalk, Flow, Link, LinkTerm, PlacementRules } from '../../../data/schema/chain.ts';

/** The reference CSVs hold no quoted cells, so a split reads them. */
function read(file: string): Record<string, string>[] {
  const text = readFileSync(new URL(`../../../data/reference/chain/${file}`, import.meta.url), 'utf8');
  const [header, ...lines] = text.trimEnd().split('\n');
  const columns = header!.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    if (cells.length !== columns.length) throw new Error(`${file}: ${cells.length} cells in: ${line}`);
    return Object.fromEntries(columns.map((column, i) => [column, cells[i]!]));
  });
}

const chains = read('chain.csv');
const links = read('link.csv');
const terms = read('link_term.csv');
const flows = read('flow.csv');
const crosswalk = read('crosswalk.csv');
const links2019 = links.filter((link) => link.version === '2019');
const ids = (version: string) => new Set(links.filter((link) => link.version === version).map((link) => link.link_id!));

describe('every row satisfies its schema', () => {
  const number = (row: Record<string, string>, column: string) => ({ ...row, [column]: Number(row[column]) });
  test.each<[string, TSchema, unknown[]]>([
    ['chain', Chain, chains.map((row) => number(row, 'position'))],
    ['link', Link, links],
    ['link_term', LinkTerm, terms],
    ['flow', Flow, flows.map((row) => number(row, 'criticality'))],
    ['crosswalk', Crosswalk, crosswalk],
    ['placement rules', PlacementRules, [rules]],
  ])('%s', (_, schema, rows) => {
    expect(rows.filter((row) => !Value.Check(schema, row))).toEqual([]);
  });
});

describe('chains and links', () => {
  test('2019 has the five chains 芯屏器核网, 2023 the 30 clusters of 33618', () => {
    expect(chains.filter((chain) => chain.version === '2019').map((chain) => chain.name![0])).toEqual([
      ...'芯屏器核网',
    ]);
    expect(chains.filter((chain) => chain.version === '2023')).toHaveLength(30);
  });

  test('there are at least 85 links in 2019 and one for each cluster in 2023', () => {
    expect(links2019.length).toBeGreaterThanOrEqual(85);
    const covered = new Set(links.map((link) => link.chain_id));
    expect(chains.filter((chain) => !covered.has(chain.chain_id))).toEqual([]);
  });

  test('ids and names are unique; every link stands in a chain of its version', () => {
    for (const rows of [chains.map((c) => c.chain_id), links.map((l) => l.link_id)]) {
      expect(new Set(rows).size).toBe(rows.length);
    }
    expect(new Set(links2019.map((link) => link.name)).size).toBe(links2019.length);
    const known = new Set(chains.map((chain) => `${chain.version} ${chain.chain_id}`));
    expect(links.filter((link) => !known.has(`${link.version} ${link.chain_id}`))).toEqual([]);
  });
});

test('every industry code is a class of GB/T 4754-2017', () => {
  const table = readFileSync(new URL('../../../data/reference/industry/gbt4754.csv', import.meta.url), 'utf8');
  const classes = new Set(table.split('\n').map((line) => line.slice(0, line.indexOf(','))));
  const codes = links.flatMap((link) => link.gbt_codes!.split('|').map((code) => `${link.link_id} ${code}`));
  expect(codes.filter((code) => !classes.has(code.split(' ')[1]!))).toEqual([]);
});

describe('terms', () => {
  test('every term belongs to a link, once', () => {
    const known = new Set(links.map((link) => link.link_id));
    expect(terms.filter((term) => !known.has(term.link_id))).toEqual([]);
    expect(new Set(terms.map((term) => `${term.link_id} ${term.term}`)).size).toBe(terms.length);
  });

  test('every link has at least three strong terms', () => {
    const strong = (id: string) =>
      terms.filter((term) => term.link_id === id && ['name', 'synonym', 'product'].includes(term.kind!)).length;
    expect(links.filter((link) => strong(link.link_id!) < 3)).toEqual([]);
  });

  test('a pair term has exactly two parts', () => {
    expect(terms.filter((term) => !/^[^+]+(\+[^+]+)?$/.test(term.term!))).toEqual([]);
  });
});

describe('flows and crosswalk', () => {
  test('flows join two different links of 2019, once', () => {
    const known = ids('2019');
    expect(flows.filter(({ from_link: a, to_link: b }) => a === b || !known.has(a!) || !known.has(b!))).toEqual([]);
    expect(new Set(flows.map((flow) => `${flow.from_link} ${flow.to_link}`)).size).toBe(flows.length);
  });

  test('the graph is connected and has no cycle', () => {
    const nodes = [...ids('2019')];
    const reached = new Set([nodes[0]!]);
    for (let size = 0; size < reached.size; ) {
      size = reached.size;
      for (const { from_link: a, to_link: b } of flows) {
        if (reached.has(a!) || reached.has(b!)) reached.add(a!).add(b!);
      }
    }
    expect(nodes.filter((node) => !reached.has(node))).toEqual([]);
    let left = flows;
    for (let size = -1; size !== left.length; ) {
      size = left.length;
      const targets = new Set(left.map((flow) => flow.to_link));
      left = left.filter((flow) => targets.has(flow.from_link));
    }
    expect(left.map((flow) => `${flow.from_link} → ${flow.to_link}`)).toEqual([]);
  });

  test('every 2019 link has a counterpart of 2023', () => {
    const mapped = new Set(crosswalk.map((row) => row.link_id));
    expect([...ids('2019')].filter((id) => !mapped.has(id))).toEqual([]);
    expect(crosswalk.filter((row) => !ids('2019').has(row.link_id!) || !ids('2023').has(row.link_id_2023!))).toEqual(
      [],
    );
  });
});
