/** The reference terms on registrations of listed companies: anchors that a planner would expect near the top. */
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Link, LinkTerm } from '../../../data/schema/chain.ts';
import { createPlacer } from '../../../engine/text/placement.ts';

const reference = new URL('../../../data/reference/chain/', import.meta.url);
const registry = new URL('../../../../shared/data/registry/listed_other_provinces.csv.gz', import.meta.url);

function read<T>(file: string): T[] {
  const [header, ...lines] = readFileSync(new URL(file, reference), 'utf8').trimEnd().split('\n');
  const columns = header!.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [columns[i], cell])) as T);
}

const links = read<Link>('link.csv').filter((link) => link.version === '2019');
const known = new Set(links.map((link) => link.link_id));
const placer = createPlacer(
  read<LinkTerm>('link_term.csv').filter((term) => known.has(term.link_id)),
  { links },
);

test('any text is placed without failing, and parts sum to the score', () => {
  const piece = fc.constantFrom(
    '集成电路',
    '封装',
    '（',
    '）',
    '不含',
    '除',
    '外',
    '；',
    '、',
    '：',
    '生产',
    '销售',
    '手机',
    '𠮷',
    ' ',
  );
  const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(text, text, (name, scope) => {
      for (const { score, evidence } of placer.place(name, scope)) {
        expect(evidence.reduce((sum, part) => sum + part.weight, 0)).toBeCloseTo(score, 9);
      }
    }),
  );
});

test('a cell of 10⁶ characters is read in bounded time', () => {
  expect(placer.place('甲', '除（生产集成电路封装、'.repeat(100_000))).toBeDefined();
});

type Company = { name: string; scope: string };

function companies(): Company[] {
  const lines = gunzipSync(readFileSync(registry)).toString('utf8').split('\n').slice(1);
  return lines.map((line) => {
    const cells = line.match(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g) ?? [];
    const cell = (i: number) => (cells[i] ?? '').replace(/,$/, '').replace(/^"|"$/g, '');
    return { name: cell(0), scope: cell(6) };
  });
}

describe.skipIf(!existsSync(registry))('listed companies (needs ../shared/data, which a user does not have)', () => {
  const rows = existsSync(registry) ? companies() : [];
  const top = (link_id: string, n: number) =>
    rows
      .map(({ name, scope }) => ({
        name,
        score: placer.place(name, scope).find((one) => one.link_id === link_id)?.score ?? 0,
      }))
      .filter((row) => row.score > 0)
      .sort((a, b) => b.score - a.score)
      .slice(0, n)
      .map((row) => row.name);

  test.each([
    ['ic-leadframe', 1, '宁波康强电子股份有限公司'],
    ['disp-glass', 1, '凯盛科技股份有限公司'],
    ['dev-camera', 1, '凤凰光学股份有限公司'],
    ['dev-pcb', 1, '奥士康科技股份有限公司'],
    ['nev-brake-steer', 1, '山东隆基机械股份有限公司'],
    ['nev-seal-rubber', 2, '山东玲珑轮胎股份有限公司'],
    ['nev-cathode', 3, '北京当升材料科技股份有限公司'],
    ['iot-smart-meter', 2, '浙江威星智能仪表股份有限公司'],
    ['iot-power-grid', 1, '北京科锐配电自动化股份有限公司'],
  ])('%s: among the top %i stands %s', (link, n, name) => expect(top(link, n)).toContain(name));

  test('banks, brokers, breweries and hotels stand on no link of the five chains', () => {
    const others = rows.filter(({ name }) => /银行|证券|酒业|酿酒|酒店/.test(name));
    expect(others.length).toBeGreaterThan(10);
    expect(others.filter(({ name, scope }) => placer.place(name, scope).length > 0).map((row) => row.name)).toEqual([]);
  });
});
