/** Assessments over small ledgers: working, shares, intervals, places, and that nobody's score hangs on who else is assessed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readReference } from '../../../data/csv.ts';
import type { Formula } from '../../../data/schema/assessment.ts';
import { readFormulas } from '../../../data/schema/formula-file.ts';
import { District } from '../../../data/schema/geo.ts';
import type { NewEvent } from '../../../data/schema/ledger.ts';
import { published } from '../../../data/schema/published.ts';
import { type Database, insertRows } from '../../../data/store/index.ts';
import { askAssessment, assess, compareFormulas, type UnitScore } from '../../../engine/assess/index.ts';
import { betaQuantile } from '../../../engine/maturity/beta.ts';
import { contract, happening, ledgerOf } from '../caliber/ledger-of.ts';

const [A, B, C] = ['500112', '500106', '500103'];
const formulas = readFormulas();
const starts: Formula = {
  ...formulas.get('gaoan-coefficient')!,
  class_by: 'none',
  items: [{ ...formulas.get('yulin-10-20-35-35')!.items[1]!, points: 100 }],
};

async function city(events: NewEvent[], tasks: Record<string, unknown>[] = [], only?: string[]): Promise<Database> {
  const db = await ledgerOf(events);
  await insertRows(db, 'reference.district', District, readReference('geo/district.csv', District).filter((d) => !only || only.includes(d.district_id))); // biome-ignore format: one thought
  await insertRows(db, 'assess.task', published['assess.task'], tasks);
  await insertRows(db, 'assess.project_unit', published['assess.project_unit'], []);
  return db;
}

/** `n` contracts of a district, the first `started` of them under way. */
const signed = (district_id: string, n: number, started: number): NewEvent[] =>
  Array.from({ length: n }, (_, i) => `${district_id}-${i}`).flatMap((id, i) => [
    contract(id, '2024-03-01', 1e8, { district_id }),
    ...(i < started ? [happening('start', id, '2024-09-01')] : []),
  ]);

const unit = (units: UnitScore[], id: string): UnitScore => units.find((u) => u.unit_id === id)!;
const request = { as_known_at: '2024-12-31' };

it('shows the working: value, n, interval, caliber and points', async () => {
  const { units } = await assess(await city(signed(A, 10, 8)), starts, request);
  const own = unit(units, A);
  expect([own.score, own.place]).toEqual([expect.closeTo(80, 9), 1]);
  const [part] = own.items[0]!.parts;
  expect([part!.value, part!.n, part!.numerator, part!.denominator]).toEqual([0.8, 10, 8, 10]);
  expect(part!.interval).toMatchObject({ method: 'wilson' });
  expect(part!.caliber.sentence).toContain('已开工的项目数 ÷ 签约项目数');
  expect(unit(units, B)).toMatchObject({ score: null, place: null, missing: ['start'] });
});

it('does not tell 2 of 2 from 18 of 20, and does tell 30 of 40 from 2 of 40', async () => {
  const close = await assess(await city([...signed(A, 2, 2), ...signed(B, 20, 18)]), starts, request);
  expect([unit(close.units, A).band, unit(close.units, B).band]).toEqual([1, 1]);
  expect(unit(close.units, A).low).toBeLessThan(70);
  const far = await assess(await city([...signed(A, 40, 30), ...signed(B, 40, 2)]), starts, request);
  expect([unit(far.units, A).band, unit(far.units, B).band]).toEqual([1, 2]);
  expect(unit(far.units, B).place_low).toBe(2);
});

it('draws the Jeffreys interval of a share: Beta(8.5, 2.5) for 8 of 10', async () => {
  const own = unit((await assess(await city(signed(A, 10, 8)), starts, request)).units, A);
  expect(Math.abs(own.low! - 100 * betaQuantile(0.05, 8.5, 2.5))).toBeLessThan(4);
  expect(Math.abs(own.high! - 100 * betaQuantile(0.95, 8.5, 2.5))).toBeLessThan(3);
});

describe('no reversals', () => {
  it('adding or removing a unit changes no other unit’s score, interval or order', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.nat(12)), { minLength: 3, maxLength: 3 }),
        async (sizes) => {
          const events = [A, B, C].flatMap((id, i) => signed(id!, sizes[i]![0], Math.min(...sizes[i]!)));
          const all = await assess(await city(events), starts, request);
          const two = await assess(
            await city(
              events.filter((e) => !e.project_id!.startsWith(C!)),
              [],
              [A!, B!],
            ),
            starts,
            request,
          );
          for (const id of [A!, B!]) {
            const [x, y] = [unit(all.units, id), unit(two.units, id)];
            expect([y.score, y.low, y.high]).toEqual([x.score, x.low, x.high]);
          }
          const order = (units: UnitScore[]) => Math.sign(unit(units, A!).place! - unit(units, B!).place!);
          expect(order(two.units)).toBe(order(all.units));
        },
      ),
      { numRuns: 12 },
    ));
});

describe('shares of a first talk', () => {
  const events = [...signed(A, 1, 1), ...signed(B, 1, 0)];
  const project = `${A}-0`;
  const half = (pct: number) => [
    { project_id: project, unit_id: A!, pct: 40 },
    { project_id: project, unit_id: B!, pct },
  ];

  it('count a project to both districts, in numerator and denominator', async () => {
    const { units } = await assess(
      await city(events),
      { ...starts, sharing: 'kpi_points' },
      { ...request, shares: half(60) },
    );
    const [part] = unit(units, B!).items[0]!.parts;
    expect([part!.numerator, part!.denominator]).toEqual([0.6, 1.6]);
    expect(unit(units, A!).items[0]!.parts[0]!.value).toBe(1);
  });

  it('that sum to 99 % are refused with the reason, and the project stays where it is', async () => {
    const { units, refused_shares } = await assess(
      await city(events),
      { ...starts, sharing: 'kpi_points' },
      { ...request, shares: half(59) },
    );
    expect(refused_shares).toEqual([{ project_id: project, reason: 'its shares sum to 99 %, not 100 %' }]);
    expect(unit(units, A!).items[0]!.parts[0]!.denominator).toBe(1);
  });

  it('are ignored by a formula that shares nothing', async () => {
    const { units } = await assess(
      await city(events),
      { ...starts, sharing: 'none' },
      { ...request, shares: half(60) },
    );
    expect(unit(units, B!).items[0]!.parts[0]!.denominator).toBe(1);
  });
});

describe('tasks, tallies and time', () => {
  const task = (target: number, known_on: string) => ({
    year: 2024,
    unit: A,
    indicator: '签约项目数',
    target,
    reported: null,
    known_on,
    source_file: '任务.xlsx',
    source_sheet: '',
    source_line: 2,
  });
  const money = { ...task(5e8, '2024-02-01'), indicator: '签约金额' };
  const prefecture = { ...formulas.get('prefecture-2024')!, class_by: 'none' as const };

  it('takes the target that was known on the day, and says which line it stood in', async () => {
    const db = await city(signed(A, 5, 0), [task(10, '2024-02-01'), task(20, '2024-08-01'), money]);
    const at = async (day: string) =>
      unit((await assess(db, prefecture, { as_known_at: day })).units, A!).items[0]!.parts[0]!;
    expect(await at('2024-06-30')).toMatchObject({
      value: 5,
      target: 10,
      earned_share: 0.5,
      target_source: '任务.xlsx 第 2 行',
    });
    expect(await at('2024-12-31')).toMatchObject({ target: 20, earned_share: 0.25 });
  });

  it('counts a start that was due and did not come, unless the contract had ended', async () => {
    const due = { agreed_start_on: '2024-05-01' };
    const db = await city([
      contract('late', '2024-01-05', 1e8, due),
      contract('begun', '2024-01-05', 1e8, due),
      happening('start', 'begun', '2024-07-01'),
      contract('gone', '2024-01-05', 1e8, due),
      happening('termination', 'gone', '2024-06-01', { cause: '虚假投资' }),
      contract('ahead', '2024-11-05', 1e8, { agreed_start_on: '2025-05-01' }),
    ]);
    const { deductions } = unit((await assess(db, prefecture, request)).units, A!);
    expect(deductions.map((d) => [d.deduction_id, d.projects, d.taken])).toEqual([
      ['overdue', 1, 0.1],
      ['fake', 1, 0.2],
    ]);
  });

  it('knows nothing that was learned later', async () => {
    const db = await city(
      [contract('p', '2024-03-01', 1e8, { known_at: '2025-02-01T00:00:00Z' })],
      [task(1, '2024-01-01'), money],
    );
    const count = async (day: string) =>
      unit((await assess(db, prefecture, { as_known_at: day, on: '2024-12-31' })).units, A!).items[0]!.parts[0]!.value;
    expect([await count('2024-12-31'), await count('2025-03-01')]).toEqual([0, 1]);
  });
});

describe('what if', () => {
  const weighted = (points: [number, number]): Formula => ({
    ...starts,
    items: [
      { ...formulas.get('yulin-10-20-35-35')!.items[0]!, points: points[0] },
      { ...formulas.get('yulin-10-20-35-35')!.items[1]!, points: points[1] },
    ],
  });
  const events = [
    ...signed(A, 10, 2),
    ...signed(B, 10, 7),
    happening('termination', `${B}-9`, '2024-10-01'),
    happening('termination', `${B}-8`, '2024-10-01'),
  ];

  it('says who moves and why; the reasons sum to the move against the class', async () => {
    const { moved } = await compareFormulas(await city(events), weighted([10, 90]), weighted([90, 10]), request);
    const own = moved.find((m) => m.unit_id === B)!;
    expect([own.place_before, own.place_after]).toEqual([2, 1]);
    const others = moved.filter((m) => m.score_after_pct !== null);
    const gain = (m: (typeof moved)[number]) => m.score_after_pct! - m.score_before_pct!;
    const mean = others.reduce((sum, m) => sum + gain(m), 0) / others.length;
    expect(own.reasons.reduce((sum, r) => sum + r.beyond_class, 0)).toBeCloseTo(gain(own) - mean, 9);
    expect(own.reasons[0]!.item_id).toBe('start');
  });

  it('hints at the cap that lets money cover for contracts', async () => {
    const tasks = [
      ['签约项目数', 27],
      ['签约金额', 10e8],
      ['到位资金', 1e8],
    ].map(([indicator, target]) => ({
      year: 2024,
      unit: A,
      indicator,
      target,
      reported: null,
      known_on: '2024-01-01',
      source_file: 't',
      source_sheet: '',
      source_line: 1,
    }));
    const db = await city([contract('big', '2024-03-01', 329e7, {}), ...signed(A, 9, 0).slice(0, 3)], tasks);
    const { hints } = await compareFormulas(
      db,
      formulas.get('prefecture-2024')!,
      formulas.get('prefecture-2024')!,
      request,
    );
    expect(hints.find((h) => h.code === 'cap_covers')).toMatchObject({ item_id: 'signing', units: [A] });
    expect(hints.map((h) => h.code)).toEqual(
      expect.arrayContaining(['activity_outweighs', 'weak_evidence', 'missing_wide']),
    );
  });

  it('refuses to compare districts with departments', async () => {
    await expect(compareFormulas(await city([]), starts, formulas.get('department-outcome')!, request)).rejects.toThrow(
      /the draft assesses a district, the other formula a department/,
    );
  });
});

it('the same question gives the same answer', async () => {
  const db = await city([...signed(A, 9, 4), ...signed(B, 7, 4)]);
  expect(JSON.stringify(await assess(db, starts, request))).toBe(JSON.stringify(await assess(db, starts, request)));
});

it('takes the shares of points that were decided for a first talk, as known on the day', async () => {
  const db = await city([...signed(A!, 1, 1), ...signed(B!, 1, 0)]);
  const instant = (day: string) => `timestamp '${day} 08:00:00'`;
  await db.run(
    `insert into ledger.first_talk_step by name select 1 as sequence, ${instant('2024-04-01')} as recorded_at, 'F1' as filing_id, 'signed' as step, date '2024-03-01' as "on", 'x' as reason, '${A}-0' as project_id, 'tester' as actor`,
  );
  await db.run(`insert into ledger.first_talk_share by name
    select s.n as sequence, ${instant('2024-05-01')} as recorded_at, 'G1' as agreement_id, 'F1' as filing_id, s.kind, s.district as district_id, s.pct as share_pct, '开工' as start_trigger, '联席会议' as decided_by, date '2024-04-30' as decided_on, 'tester' as actor
    from (values (1, 'kpi_points', '${A}', 40.0), (2, 'kpi_points', '${B}', 60.0), (3, 'tax', '${A}', 100.0)) as s(n, kind, district, pct)`);
  const denominator = async (day: string) => {
    const { assessment } = await askAssessment(db, { formula: { ...starts, formula_id: 'draft' }, as_known_at: day });
    return unit(assessment.units, B!).items[0]!.parts[0]!.denominator;
  };
  expect([await denominator('2024-04-15'), await denominator('2024-12-31')]).toEqual([1, 1.6]);
});
