/** Workbooks of many cells, which are written while they leave. */
import { Readable } from 'node:stream';
import { buffer as readAll } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workbook } from '../../api/http/formats/workbook.ts';
import { Database } from '../../data/store/index.ts';
import { readAny, readWorkbook, writeWorkbook } from '../../data/xlsx.ts';

let db: Database;

beforeAll(async () => {
  db = await Database.open();
});
afterAll(() => db.closeAll());

describe('a workbook of many cells', () => {
  const rowsOf = (n: number) => Array.from({ length: n }, (_, i) => [`=${i}`, i, i % 3 ? null : true, `行\n${i}`]);
  const sheet = (name: string, rows: unknown[][]) => ({ name, header: [['文', '数', '是', '行']], rows });
  const inColumns = (rows: unknown[][]) => ({
    rows: rows.length,
    columns: rows[0]!.map((_, c) => rows.map((r) => r[c])),
  });
  async function* inParts(rows: unknown[][]) {
    for (let at = 0; at < rows.length; at += 2000) yield inColumns(rows.slice(at, at + 2000));
  }

  it('holds the same cells whether it is written at once or while it leaves', async () => {
    const rows = rowsOf(9000);
    const written = async (...given: Parameters<typeof workbook>) => readAll(Readable.from(await workbook(...given)));
    const whole = await readWorkbook(await writeWorkbook([sheet('先', rowsOf(3)), sheet('后', rows)]));
    const byParts = await written([sheet('先', rowsOf(3)), sheet('后', [])], inParts(rows));
    expect(await readWorkbook(byParts)).toEqual(whole);
    expect(await readAny(byParts)).toEqual(whole);
    expect(await readWorkbook(await written([sheet('先', rowsOf(3)), sheet('后', rows)]))).toEqual(whole);
    expect(byParts).toEqual(await written([sheet('先', rowsOf(3)), sheet('后', [])], inParts(rows)));
  });

  it('keeps awkward texts and numbers', async () => {
    const awkward = [
      '<a>&"\'</a>',
      ' 空 ',
      '_x0041_',
      'a\tb\r\nc',
      '\u0001\u0085\uffff',
      '',
      '尾\n',
      '（）｡',
      '长'.repeat(40_000),
    ];
    const numbers = [-0, 1e21, 0.1, Number.NaN, 1e-7, null, true, false, ['甲', '乙']];
    const rows = Array.from({ length: 11_000 }, (_, i) => [awkward[i % 9], numbers[i % 9], awkward[(i + 1) % 9], i]);
    const sparse = rows.map((row, i) => (i % 700 ? [i % 8 ? '' : '<', ...row.slice(1, 2), null, i] : row));
    const whole = await readAny(await writeWorkbook([sheet('怪', sparse)]));
    expect(await readAny(await readAll((await workbook([sheet('怪', sparse)])) as Readable))).toEqual(whole);
    await db.run('create table awkward (文 varchar, 数 double)');
    await db.append('awkward', (to) => {
      for (const row of sparse.map((r) => r[0] as string)) {
        to.appendVarchar(row);
        to.appendDouble(0.5);
        to.endRow();
      }
    });
    const pairs = { name: '怪', header: [['文', '数']] };
    const ofValues = await writeWorkbook([{ ...pairs, rows: sparse.map((row) => [row[0], 0.5]) }]);
    const ofVectors = await workbook([{ ...pairs, rows: [] }], db.vectors('select * from awkward', {}, 1));
    expect(await readAny(await readAll(ofVectors as Readable))).toEqual(await readAny(ofValues));
  });

  it('lets others be answered while it is written, and ends with what its rows throw', async () => {
    let turns = 0;
    let next: NodeJS.Immediate;
    const turn = () => {
      turns++;
      next = setImmediate(turn);
    };
    turn();
    await readAll((await workbook([sheet('长', [])], inParts(rowsOf(30_000)))) as Readable);
    clearImmediate(next!);
    expect(turns).toBeGreaterThanOrEqual(15);
    const broken = async function* () {
      yield inColumns(rowsOf(9000));
      throw new Error('the caller has left');
    };
    const cut = async () => readAll((await workbook([sheet('断', [])], broken())) as Readable);
    await expect(cut()).rejects.toThrow('left');
  });
});
