/** 政策库 through the door: which documents may be relied on, where they count, how much they name. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCleaningSession } from '../../ingest/index.ts';
import { type TestStore, testStore } from '../support/store.ts';

let t: TestStore;
beforeAll(async () => {
  t = await testStore();
});
afterAll(() => t.remove());

const header =
  '文号,政策名称,制定机关,层级,发布日期,适用区域,支持方式,支持上限,投资强度下限,依据类别,公平竞争审查日期,审查结论,例外情形,替代方案说明,实施期限或终止条件,状态';

const load = async (lines: Record<string, string>[]) => {
  const fields = header.split(',');
  const rows = lines.map((line) => fields.map((f) => line[f] ?? '').join(','));
  const result = await t.ingest('policies', t.write(`政策${Math.random()}.csv`, `${[header, ...rows].join('\n')}\n`));
  return t.rows(result, 'accepted');
};
const good = {
  政策名称: '若干措施',
  发布日期: '2025-01-10',
  公平竞争审查日期: '2024-12-20',
  审查结论: '符合',
  状态: '有效',
};

describe('the status of a policy', () => {
  const exception = {
    审查结论: '适用例外规定',
    例外情形: '科技进步',
    替代方案说明: '已比较',
    实施期限或终止条件: '至2027年12月31日',
  };
  it.each([
    ['reviewed and called 有效', {}, '有效', null],
    [
      'from before the regulation, not reviewed since',
      { 发布日期: '2019-03-01', 公平竞争审查日期: '' },
      '待复核',
      '无公平竞争审查记录',
    ],
    ['from before, reviewed since', { 发布日期: '2019-03-01' }, '有效', null],
    [
      'reviewed the day before the regulation',
      { 公平竞争审查日期: '2024-07-31' },
      '待复核',
      '审查早于《公平竞争审查条例》施行',
    ],
    ['new and not reviewed', { 公平竞争审查日期: '', 审查结论: '' }, '待复核', '无公平竞争审查记录'],
    ['a date without a conclusion', { 审查结论: '' }, '待复核', '有审查日期而无审查结论'],
    ['failed', { 审查结论: '不符合公平竞争审查标准' }, '待复核', '审查结论为不符合'],
    ['an exception with all it needs', exception, '有效', null],
    [
      'an exception without an end',
      { ...exception, 实施期限或终止条件: '' },
      '待复核',
      '例外规定的理由、替代方案、期限或终止条件不全',
    ],
    ['not called anything', { 状态: '' }, '待复核', '未报状态'],
    ['stopped', { 状态: '停止执行', 公平竞争审查日期: '' }, '停止执行', null],
    ['abolished', { 状态: '废止' }, '废止', null],
  ])('%s', async (name, change, status, status_reason) => {
    const [row] = await load([{ ...good, 文号: name.replaceAll(',', ''), ...change }]);
    expect(row).toMatchObject({ status, status_reason });
  });
});

describe('where a policy counts', () => {
  it('the whole city, the districts named, the district of its issuer, or nowhere until somebody corrects it', async () => {
    const rows = await load([
      { ...good, 文号: 'a', 适用区域: '全市' },
      { ...good, 文号: 'b', 适用区域: '渝北区、江北区' },
      { ...good, 文号: 'c', 层级: '区县级', 制定机关: '永川区人民政府办公室' },
      { ...good, 文号: 'd', 层级: '市级', 制定机关: '市人民政府' },
      { ...good, 文号: 'e', 适用区域: '火星区' },
      { ...good, 文号: 'f', 层级: '区县级' },
      { ...good, 文号: 'g', 适用区域: '渝北区、火星区' },
    ]);
    expect(rows.map((r) => r.district_ids)).toEqual([null, ['500105', '500112'], ['500118'], null, [], [], ['500112']]);
    expect(rows.map((r) => (r.issues as string[]).length)).toEqual([0, 0, 0, 0, 1, 0, 1]);
  });
});

describe('amounts, instruments, legal basis', () => {
  it('several instruments are a list, unknown words and kinds are doubted and kept out', async () => {
    const rows = await load([
      { ...good, 文号: 'h', 支持方式: '财政、金融', 依据类别: '法律', 投资强度下限: '300万元/亩' },
      { ...good, 文号: 'i', 支持方式: '财政；奖杯', 依据类别: '本区文件', 投资强度下限: '很高' },
    ]);
    expect(rows[0]).toMatchObject({
      instruments: ['财政', '金融'],
      basis_kind: '法律',
      min_intensity_cny_per_mu: 3e6,
      issues: [],
    });
    expect(rows[1]).toMatchObject({ basis_kind: null, min_intensity_cny_per_mu: null });
    expect((rows[1]!.issues as string[]).map((i) => i.split(':')[0])).toEqual([
      'min_intensity',
      'instruments',
      'basis_kind',
    ]);
  });

  it('a cap is the amount that the text limits to, or none', async () => {
    const db = await openCleaningSession();
    const caps: [string, number | null][] = [
      ['最高1亿元', 1e8],
      ['单户不超过300万元', 3e6],
      ['按投资额的10%给予补助，最高不超过500万元', 5e6],
      ['给予50万元奖励，年度总额上限为2,000万元', 2e7],
      ['每亩不超过5万元', null],
      ['0.1元/度', null],
      ['20万元', 2e5],
      ['给予20万元或30万元', null],
      ['按规定执行', null],
    ];
    for (const [text, cny] of caps)
      expect([
        text,
        (await db.one<{ v: number | null }>('select cap_of(x) as v from (select $x as x)', { x: text })).v,
      ]).toEqual([text, cny]);
    db.closeAll();
  });
});
