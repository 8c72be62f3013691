/** Relations and signs through the door: words, direction, dates, and what goes back. */
import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readReference } from '../../data/csv.ts';
import { RelationWord } from '../../data/schema/relation.ts';
import { readSignalRules } from '../../data/schema/signal-rules.ts';
import { type TestStore, testStore } from '../support/store.ts';

let t: TestStore;
beforeEach(async () => {
  t = await testStore();
});
afterEach(() => t.remove());

describe('relations', () => {
  it('are turned into one direction, whatever word the file uses', async () => {
    const csv =
      '主体,关系,客体,日期,占比,出处\n甲车有限公司,供应商,乙钢有限公司,2025-03-01,12.5,年报第18页\n乙钢有限公司,供给,甲车有限公司,2025-3,,\n' +
      '轮胎,上游材料,橡胶,,,\n橡胶,下游产品,轮胎,,,\n集团,子公司,子厂,,,\n子厂,母公司,集团,,,\n';
    const result = await t.ingest('relations', t.write('关系.csv', csv));
    expect(result.load).toMatchObject({ rows_in: 6, accepted: 6, rejected: 0 });
    const rows = (await t.rows(result, 'accepted')).map((r) => [r.head, r.relation, r.tail]);
    expect(rows).toEqual([
      ['乙钢有限公司', '供给', '甲车有限公司'],
      ['乙钢有限公司', '供给', '甲车有限公司'],
      ['橡胶', '上游于', '轮胎'],
      ['橡胶', '上游于', '轮胎'],
      ['集团', '控股', '子厂'],
      ['集团', '控股', '子厂'],
    ]);
    expect((await t.rows(result, 'accepted'))[0]).toMatchObject({
      filed_as: '供应商',
      share_pct: 12.5,
      evidence: '年报第18页',
      source_line: 2,
    });
  });

  it('with an unknown word, one side, or one company on both sides go back with the reason', async () => {
    const csv = 'head,relation,tail,date\n甲,爱慕,乙,2025-01-01\n甲,供给,,2025-01-01\n甲,竞争,甲,2025-01-01\n';
    const result = await t.ingest('relations', t.write('edges.csv', csv));
    expect(result.load).toMatchObject({
      rows_in: 3,
      accepted: 0,
      rejected_by: { relation_to_itself: 1, relation_unknown: 1, required_missing: 1 },
    });
    expect((await t.rows(result, 'rejected'))[0]!.reason).toContain('write one of 上游于');
  });

  it('words are listed once', () => {
    const words = readReference('relation/relation_word.csv', RelationWord).map((w) => w.word);
    expect(new Set(words).size).toBe(words.length);
  });

  const real = '../shared/data/ickg/edges.csv.gz';
  it.skipIf(!existsSync(real))(
    'of the public edge list all end as accepted or rejected (skips without ../shared/data)',
    async () => {
      const { load } = await t.ingest('relations', real);
      expect(load.accepted + load.rejected).toBe(load.rows_in);
      expect(load.accepted).toBeGreaterThan(0.99 * load.rows_in);
      expect(Object.keys(load.rejected_by)).toEqual(['relation_to_itself']);
    },
  );
});

describe('signals', () => {
  it('have a kind, a day, money in CNY and a place; an unknown kind and a missing day go back', async () => {
    const csv =
      '企业名称,信号,日期,金额,地点,内容,出处\n甲芯股份有限公司,完成B轮融资,2025-06-01,3亿元,江苏,领投方未披露,某报\n' +
      '乙芯有限公司,土地竞得,2025年5月,,重庆市渝北区,120亩,公示\n丙有限公司,传闻,2025-06-01,,,,\n丁有限公司,增资,,,,,\n';
    const result = await t.ingest('signals', t.write('信号.csv', csv));
    expect(result.load).toMatchObject({
      rows_in: 4,
      accepted: 2,
      rejected_by: { required_missing: 1, signal_unknown: 1 },
    });
    expect(await t.rows(result, 'accepted')).toMatchObject([
      { kind: '融资', filed_as: '完成B轮融资', amount_cny: 3e8, province: '江苏' },
      { kind: '拿地', district_id: '500112', province: '重庆' },
    ]);
  });

  it('of every kind can be named by a word that belongs to no other kind', () => {
    const { kinds } = readSignalRules();
    const words = kinds.flatMap((k) => k.words);
    expect(new Set(words).size).toBe(words.length);
    expect(kinds.every((k) => k.words.includes(k.kind))).toBe(true);
  });
});
