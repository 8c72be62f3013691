import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../data/errors.ts';
import { readWorkbook, writeWorkbook } from '../../data/xlsx.ts';
import { inspectZip, UnsafeArchive } from '../../data/zip-guard.ts';

const small = () => writeWorkbook([{ name: '表', header: [['甲', '乙']], rows: [['一', 1]] }]);

async function failure(action: Promise<unknown>): Promise<AppError> {
  const error = await action.then(
    () => null,
    (e: unknown) => e,
  );
  if (!(error instanceof AppError)) throw new Error(`no AppError but ${String(error)}`);
  return error;
}

describe('a workbook comes back as it was written', () => {
  test('values of every kind, with line numbers, empty lines left out', async () => {
    const day = new Date('2021-03-05T00:00:00Z');
    const rows = [
      ['=1+1', 1.5, true, day],
      [],
      [12n, ['甲', '乙'], undefined, Number.NaN],
      ['a\u0001b\ud800', ' 空 ', '_x0041_', '第一行\n第二行'],
    ];
    const bytes = await writeWorkbook([{ name: '项目', header: [['一', '二', '三', '四']], rows }]);
    expect(await readWorkbook(bytes)).toEqual([
      {
        sheet: '项目',
        merges: [],
        rows: [
          { line: 1, cells: ['一', '二', '三', '四'] },
          { line: 2, cells: ['=1+1', 1.5, true, day] },
          { line: 4, cells: [12, '甲、乙', null, null] },
          { line: 5, cells: ['ab', ' 空 ', '_x0041_', '第一行\n第二行'] },
        ],
      },
    ]);
  });

  test('a header of three rows is merged by its paths, titles and notes over the whole width', async () => {
    const header = [
      ['项目', '协议总投资', '协议总投资', '协议总投资'],
      ['项目', '合计', '合作方', '合作方'],
      ['项目', '合计', '省外', '本市'],
    ];
    const [sheet] = await readWorkbook(
      await writeWorkbook([{ name: 'a', title: ['题'], header, rows: [['甲', 1, 2, 3]], notes: ['注'] }]),
    );
    expect(sheet!.rows.map((r) => r.cells)).toEqual([
      ['题', null, null, null],
      ['项目', '协议总投资', null, null],
      [null, '合计', '合作方', null],
      [null, null, '省外', '本市'],
      ['甲', 1, 2, 3],
      ['注', null, null, null],
    ]);
    const ranges = sheet!.merges.map((m) => `${m.startRow}:${m.startCol}-${m.endRow}:${m.endCol}`).sort();
    expect(ranges).toEqual(['0:0-0:3', '1:0-3:0', '1:1-1:3', '2:1-3:1', '2:2-2:3', '5:0-5:3']);
  });

  test('a single header row with equal headings is not merged', async () => {
    const [sheet] = await readWorkbook(
      await writeWorkbook([{ name: 'a', header: [['备注', '备注']], rows: [[1, 2]] }]),
    );
    expect(sheet!.merges).toEqual([]);
  });

  test('the same input gives the same bytes', async () => {
    expect(Buffer.from(await small()).equals(Buffer.from(await small()))).toBe(true);
  });

  test('any text survives, except what XML cannot carry', async () => {
    const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 5 }), async (cells) => {
        const [sheet] = await readWorkbook(
          await writeWorkbook([{ name: 'a', header: [['h']], rows: [['x', ...cells]] }]),
        );
        const kept = cells.map((c) => c.replace(/(?![\t\n\r])\p{Cc}|[\uFFFE\uFFFF]/gu, '').replace(/\r\n?/g, '\n'));
        expect(sheet!.rows[1]!.cells.slice(1).map((c) => String(c ?? '').replace(/\r\n?/g, '\n'))).toEqual(kept);
      }),
      { numRuns: 20 },
    );
  });
});

describe('what is no sound workbook is refused with the name of the file', () => {
  test.each([
    ['nothing', new Uint8Array(0)],
    ['text', new TextEncoder().encode('项目代码,项目名称')],
    ['an encrypted or old workbook', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0, 0, 0])],
  ])('%s', async (_, bytes) => {
    const error = await failure(readWorkbook(bytes, { file: '坏.xlsx' }));
    expect([error.code, error.place.file]).toEqual(['file_format', '坏.xlsx']);
  });

  test('a workbook cut off at any place', async () => {
    const bytes = await small();
    for (const part of [0.1, 0.5, 0.9, 0.999]) {
      expect((await failure(readWorkbook(bytes.slice(0, bytes.length * part)))).code).toBe('file_format');
    }
  });

  test('a changed byte is found by the checksum or changes nothing', async () => {
    const bytes = await small();
    const whole = JSON.stringify(await readWorkbook(bytes));
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const changed = Uint8Array.from(bytes);
        changed[at]! ^= by;
        const outcome = await readWorkbook(changed).catch((e: unknown) => e);
        if (outcome instanceof AppError) expect(outcome.code).toBe('file_format');
        else expect(JSON.stringify(outcome)).toBe(whole);
      }),
      { numRuns: 100 },
    );
  });

  test('more rows than allowed', async () => {
    const bytes = await writeWorkbook([
      { name: '多', header: [['h']], rows: Array.from({ length: 30 }, (_, i) => [i]) },
    ]);
    expect((await failure(readWorkbook(bytes, { maxRows: 30 }))).message).toContain('more than 30 rows');
    expect((await readWorkbook(bytes, { maxRows: 31 }))[0]!.rows).toHaveLength(31);
  });

  test('a part that unpacks to more than allowed, whatever size it claims', () => {
    const bomb = zip('xl/a.xml', Buffer.alloc(5_000_000), 100);
    expect(bomb.length).toBeLessThan(10_000);
    expect(() => inspectZip(bomb, 1_000_000)).toThrow(UnsafeArchive);
    expect(inspectZip(zip('a', Buffer.from('abc'.repeat(50))), 1000)).toBe(150);
  });
});

/** A ZIP of one packed entry; `claimed` is the unpacked size that its headers state. */
function zip(name: string, data: Buffer, claimed = data.length): Buffer {
  const packed = deflateRawSync(data);
  const sum = crcOf(data);
  const local = Buffer.alloc(30 + name.length);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt16LE(name.length, 26);
  local.write(name, 30);
  const central = Buffer.alloc(46 + name.length);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(sum, 16);
  central.writeUInt32LE(packed.length, 20);
  central.writeUInt32LE(claimed, 24);
  central.writeUInt16LE(name.length, 28);
  central.write(name, 46);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length + packed.length, 16);
  return Buffer.concat([local, packed, central, end]);
}

/** CRC-32 bit by bit, independent of the one under test. */
function crcOf(data: Buffer): number {
  let crc = ~0;
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
