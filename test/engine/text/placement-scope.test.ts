/** Scopes here are invented in the style of registrars. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import rules from '../../../data/rules/placement.json' with { type: 'json' };
import { ActivityReader } from '../../../engine/text/placement-activity.ts';
import { cleanScope, fold, foldBytes, splitScope } from '../../../engine/text/placement-scope.ts';

const boilerplate = rules.boilerplate.map((pattern) => new RegExp(pattern, 'g'));
const clean = (scope: string) => cleanScope(fold(scope), boilerplate);
const items = (text: string) => splitScope(text).map((item) => text.slice(item.start, item.end));
const reader = new ActivityReader(rules.verbs);

describe('fold', () => {
  test('of bytes is that of the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (before, text) => {
        const bytes = Buffer.from(before + text);
        const start = Buffer.byteLength(before);
        expect(String.fromCharCode(...foldBytes(bytes, start, bytes.length))).toBe(fold(text));
      }),
    );
  });
  test.each([
    ['ＬＥＤ显示（屏）', 'LED显示(屏)'],
    ['led 芯片　设计\t', 'LED芯片设计'],
    ['【甲】『乙』［丙］', '(甲)(乙)(丙)'],
    ['生产：甲，乙；〓', '生产:甲,乙;'],
    ['', ''],
  ])('%j → %j', (text, folded) => expect(fold(text)).toBe(folded));

  test('is idempotent and keeps a cell of 10⁶ characters', () => {
    const long = 'ａ芯'.repeat(500_000);
    expect(fold(long)).toHaveLength(1_000_000);
    expect(fold(fold(long))).toBe(fold(long));
  });
});

describe('cleanScope', () => {
  test.each([
    ['手机制造。(依法须经批准的项目，经相关部门批准后方可开展经营活动)〓', '手机制造。'],
    ['手机制造【依法须经批准的项目，经相关部门批准后方可开展经营活动】', '手机制造'],
    ['汽车配件制造（不含发动机）', '汽车配件制造'],
    ['汽车配件（发动机除外）制造', '汽车配件制造'],
    ['除发动机外的汽车配件', '的汽车配件'],
    ['除尘设备制造', '除尘设备制造'],
    ['手机；自营和代理各类商品及技术的进出口业务', '手机;'],
    ['许可经营项目：无 一般经营项目：手机', '手机'],
    ['新型显示器件（平板显示器）', '新型显示器件(平板显示器)'],
  ])('%s → %s', (scope, expected) => expect(clean(scope)).toBe(expected));
});

describe('splitScope', () => {
  test('parts, clauses, headers and brackets', () => {
    expect(items('生产:甲、乙(丙、丁),戊;己')).toEqual(['生产', '甲', '乙', '丙', '丁', '戊', '己']);
    const split = splitScope('生产:甲、乙(丙),戊;己');
    expect(split.map((item) => item.part)).toEqual([0, 0, 0, 0, 1, 2]);
    expect(split.map((item) => item.clause)).toEqual([0, 0, 0, 0, 0, 1]);
    expect(split.map((item) => item.header)).toEqual([true, false, false, false, false, false]);
    expect(split.map((item) => item.closes > 0)).toEqual([false, false, true, false, false, false]);
  });

  test('nothing in, nothing out', () => {
    expect(items('')).toEqual([]);
    expect(items(';;,、()')).toEqual([]);
  });
});

describe('activity', () => {
  const read = (scope: string) => {
    const text = fold(scope);
    const split = splitScope(text);
    return reader.read(text, split).activities.map((one, i) => `${text.slice(split[i]!.start, split[i]!.end)} ${one}`);
  };
  test.each([
    ['生产、销售甲、乙', ['生产 make', '销售甲 make', '乙 make']],
    ['甲、乙的研发、生产、销售', ['甲 make', '乙的研发 make', '生产 make', '销售 trade']],
    ['甲销售，乙制造', ['甲销售 trade', '乙制造 make']],
    ['甲、乙，生产丙', ['甲 unclear', '乙 unclear', '生产丙 make']],
    ['甲系统的设计、安装', ['甲系统的设计 service', '安装 service']],
    ['销售：甲；乙', ['销售 trade', '甲 trade', '乙 trade']],
    ['甲', ['甲 unclear']],
  ])('%s', (scope, expected) => expect(read(scope)).toEqual(expected));

  test('an item that is only a verb is bare', () => {
    const text = fold('研发、生产、销售甲');
    expect(reader.read(text, splitScope(text)).bare).toEqual([true, true, false]);
  });
});
