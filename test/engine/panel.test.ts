/** Panels: nobody with a conflict, every field, turns, the same seed the same panel, a short field named. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../data/store/index.ts';
import { panel } from '../../engine/index.ts';
import { type Candidate, selectPanel } from '../../engine/panel/select.ts';
import { type TestStore, testStore } from '../support/store.ts';

let t: TestStore;
let db: Database;
const header = '专家编号,姓名,单位,专业领域,擅长产业链,曾任职单位,持股企业,回避单位,聘期止,参评次数,授权';
const rows = [
  'Z1,甲,重庆某大学,集成电路设计,芯·集成电路,,,,,3,是',
  'Z2,乙,某某半导体有限公司,半导体工艺,芯·集成电路,,,,,0,是',
  'Z3,丙,重庆某大学,封装测试,芯·集成电路,某某半导体有限公司,,,,0,是',
  'Z4,丁,重庆某大学,财务与投资,,,某某半导体有限公司,,,0,是',
  'Z5,戊,重庆某大学,法律,,,,某某半导体（上海）有限公司,,0,是',
  'Z6,己,某律师事务所,法律,,,,,,9,是',
  'Z7,庚,某会计师事务所,财务与投资,,,,,,1,是',
  'Z8,辛,某院,环境影响评价,,,,,2020-01-01,0,是',
  'Z9,壬,某院,环境影响评价,,,,,,0,否',
  'ZA,癸,某院,节能评估,,,,,,0,是',
];

beforeAll(async () => {
  t = await testStore();
  await t.ingest('experts', t.write('专家.csv', `${[header, ...rows].join('\n')}\n`));
  await t.ingest(
    'relations',
    t.write('关系.csv', '主体,关系,客体\n某某半导体有限公司,控股,某某半导体（上海）有限公司\n'),
  );
  await t.build();
  db = await t.snapshot();
});
afterAll(async () => {
  db.closeAll();
  await t.remove();
});

const ask = () =>
  panel(db, t.store, { link: '集成电路设计', investor: '某某半导体有限公司', size: 6, seed: 1, on: '2026-06-30' });

describe('a panel', () => {
  it('leaves out conflicts, ended terms and who did not consent, and says why without naming companies', async () => {
    const answer = await ask();
    expect(Object.fromEntries(answer.excluded.map((e) => [e.expert_id, e.reason]))).toEqual({
      Z2: '现任职于投资方或其关联企业',
      Z3: '曾任职于投资方或其关联企业',
      Z4: '持有投资方或其关联企业股份',
      Z5: '申报的回避关系涉及投资方或其关联企业',
      Z8: '聘期已满',
      Z9: '本人未授权',
    });
    expect(answer.members.map((m) => m.expert_id).sort()).toEqual(['Z1', 'Z6', 'Z7', 'ZA']);
    expect(answer.short).toEqual({ 产业与技术经济: 1, 安全生产: 1 });
    expect(JSON.stringify([answer.members, answer.excluded])).not.toContain('半导体');
    expect(await ask()).toEqual(answer);
  });

  it('needs a project or a link', async () => {
    await expect(panel(db, t.store, { size: 3, seed: 1, on: '2026-01-01' })).rejects.toMatchObject({
      code: 'option_invalid',
    });
    await expect(panel(db, t.store, { project: 'x', size: 3, seed: 1, on: '2026-01-01' })).rejects.toMatchObject({
      code: 'project_not_found',
    });
  });
});

describe('the selection', () => {
  const fields = ['a', 'b', 'c'];
  const candidate = fc.record({
    expert_id: fc.string({ minLength: 1, maxLength: 4 }),
    fields: fc.subarray(fields),
    served: fc.integer({ min: 0, max: 5 }),
  });
  const people = fc.uniqueArray(candidate, { selector: (c) => c.expert_id, maxLength: 12 });

  /** Most seats that can be taken, by trying everything. */
  const best = (candidates: readonly Candidate[], slots: readonly string[]): number => {
    if (slots.length === 0) return 0;
    const [slot, ...rest] = slots;
    let most = best(candidates, rest);
    for (const c of candidates.filter((p) => p.fields.includes(slot!)))
      most = Math.max(
        most,
        1 +
          best(
            candidates.filter((p) => p !== c),
            rest,
          ),
      );
    return most;
  };

  it('seats as many as can be seated, nobody twice, everybody in a field of their own', () => {
    fc.assert(
      fc.property(people, fc.integer({ min: 1, max: 5 }), fc.nat(), (candidates, size, seed) => {
        const { seats, short } = selectPanel(candidates, fields, size, seed);
        expect(new Set(seats.map((s) => s.expert_id)).size).toBe(seats.length);
        for (const s of seats) expect(candidates.find((c) => c.expert_id === s.expert_id)!.fields).toContain(s.field);
        expect(seats.length + Object.values(short).reduce((a, b) => a + b, 0)).toBe(size);
        const slots = Array.from({ length: size }, (_, i) => fields[i % 3]!);
        expect(seats.length).toBe(best(candidates, slots));
      }),
      { numRuns: 300 },
    );
  });

  it('takes who served least', () => {
    const candidates = [1, 2, 3].map((n) => ({ expert_id: `e${n}`, fields: ['a'], served: 4 - n }));
    expect(selectPanel(candidates, ['a'], 1, 7).seats).toEqual([{ expert_id: 'e3', field: 'a' }]);
  });
});
