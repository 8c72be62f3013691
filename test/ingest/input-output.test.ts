/** Input–output tables as users have them, and the impact of demand: the printed example of Miller and Blair through the file. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { writeWorkbook } from '../../data/xlsx.ts';
import { impactOf, tableOf } from '../../engine/index.ts';
import { readInputOutput } from '../../ingest/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'yuzhao-io-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

/** Miller & Blair, "Input–Output Analysis" (2nd ed. 2009), table 2.3: sectors 1 and 2, final demand 350 and 1700. */
const millerBlair =
  '投入产出,农业,制造业,最终使用合计,总产出\n农业,150,500,350,"1,000"\n制造业,200,100,1700,"2,000"\n增加值,650,1400,,\n总投入,1000,2000,,\n';

describe('a table from a file', () => {
  it('is read with its sectors, flows and outputs; other rows and columns are no flows', async () => {
    expect(await readInputOutput(file('io.csv', millerBlair))).toEqual({
      sectors: ['农业', '制造业'],
      flows: [150, 500, 200, 100],
      output: [1000, 2000],
    });
  });

  it('is the same as .xlsx, with total input or final demand in place of total output', async () => {
    const sheet = (header: string[], rows: unknown[][]) =>
      writeWorkbook([{ name: '投入产出', header: [header], rows }]);
    const inputs = await sheet(
      ['部门', '农业', '制造业'],
      [
        ['农业', 150, 500],
        ['制造业', 200, 100],
        ['总投入', 1000, 2000],
      ],
    );
    const finals = await sheet(
      ['部门', '农业', '制造业', '最终使用'],
      [
        ['农业', 150, 500, 350],
        ['制造业', 200, 100, 1700],
      ],
    );
    for (const bytes of [inputs, finals])
      expect(await readInputOutput(file('io.xlsx', bytes))).toMatchObject({
        flows: [150, 500, 200, 100],
        output: [1000, 2000],
      });
  });

  it.each([
    ['部门,甲,乙,总产出\n甲,1,2,10\n丙,1,1,10\n乙,1,1,10\n', /«丙» heads a row among the sectors but no column/],
    ['部门,甲,丙,乙,总产出\n甲,1,2,1,10\n乙,1,1,1,10\n', /«丙» heads a column among the sectors but no row/],
    ['部门,甲,乙\n甲,1,2\n乙,1,1\n', /no total output/],
    ['部门,甲,乙,总产出\n甲,1,很多,10\n乙,1,1,10\n', /«很多» is not a number \(column 乙\)/],
    ['部门,甲,甲,总产出\n甲,1,2,10\n', /heads two columns/],
    ['甲\n1\n', /no line with the names of sectors/],
  ])('that is misaligned is refused with the place: %s', async (text, message) => {
    await expect(readInputOutput(file('bad.csv', text))).rejects.toThrow(message);
  });
});

describe('the impact of demand', () => {
  const table = tableOf(['农业', '制造业'], [150, 500, 200, 100], [1000, 2000]);

  it('answers new final demand as the book prints it: (600, 1500) → (1247.5, 1841.6)', () => {
    const { sectors } = impactOf(table, [
      { sector: '农业', change: 600 },
      { sector: '制造业', change: 1500 },
    ]);
    expect(sectors[0]!.output_change).toBeCloseTo(1247.5, 1);
    expect(sectors[1]!.output_change).toBeCloseTo(1841.6, 1);
  });

  it('has the printed output multipliers 1.518 and 1.452', () => {
    const { sectors } = impactOf(table, []);
    expect(sectors[0]!.multiplier).toBeCloseTo(1.518, 3);
    expect(sectors[1]!.multiplier).toBeCloseTo(1.452, 3);
    expect(sectors[0]!.output_change).toBe(0);
  });

  it('is linear in the shock, and its sum is shock times multiplier', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), (change) => {
        const { output_change, sectors } = impactOf(table, [{ sector: '制造业', change }]);
        expect(output_change).toBeCloseTo(change * sectors[1]!.multiplier, 4);
      }),
    );
  });

  it('is refused for an unknown sector, a table that is not productive, a sector without output', () => {
    expect(() => impactOf(table, [{ sector: '服务业', change: 1 }])).toThrow(/there is no sector «服务业»/);
    expect(() => impactOf(tableOf(['甲', '乙'], [50, 80, 90, 70], [100, 100]), [])).toThrow(/not productive: 甲, 乙/);
    expect(() => impactOf(tableOf(['甲', '乙'], [100, 0, 0, 50], [100, 100]), [])).toThrow(/not productive: 甲/);
    expect(() => impactOf(tableOf(['甲', '乙'], [1, 1, 1, 1], [0, 100]), [])).toThrow(/sector 甲 has no output/);
    expect(() => tableOf(['甲', '乙'], [1, 1, 1], [1, 1])).toThrow(/given 3 numbers/);
  });
});
