import { beforeAll, describe, expect, test } from 'vitest';
import { asOf } from '../../../data/demo/days.ts';
import { drawOutcome, horizon, startProbability } from '../../../data/demo/hazards.ts';
import { Rng } from '../../../data/demo/rng.ts';
import { type City, cityOf } from './folder.ts';

describe('competing risks', () => {
  test.each([
    { start: 1, end: 1 },
    { start: 0.35, end: 1.8 },
    { start: 2, end: 0.5 },
  ])('the exact probability is what simulation gives: %o', (risk) => {
    const rng = new Rng('risks');
    const n = 20_000;
    const outcomes = Array.from({ length: n }, () => drawOutcome(rng, risk));
    for (const month of [6, 24, horizon]) {
      const share = outcomes.filter((o) => o?.kind === 'start' && o.month < month).length / n;
      expect(Math.abs(share - startProbability(risk, month))).toBeLessThan(4 * Math.sqrt(0.25 / n));
    }
  });

  test('more deaths, fewer starts', () => {
    expect(startProbability({ start: 1, end: 3 })).toBeLessThan(startProbability({ start: 1, end: 1 }));
    expect(startProbability({ start: 0, end: 1 })).toBe(0);
  });
});

describe('events and project lists of a city', () => {
  let city: City;
  let byProject: Map<string, Event[]>;
  let amounts: Amounts[];
  beforeAll(async () => {
    city = await cityOf(3, 1);
    byProject = eventsByProject(city);
    amounts = amountsOf(city);
  });

  test('as many projects and events as a city has', () => {
    const rows = (library: string) => city.files.filter((f) => f.library === library).reduce((n, f) => n + f.rows, 0);
    expect(rows('projects')).toBeGreaterThan(2_700);
    expect(rows('projects')).toBeLessThan(3_300);
    expect(rows('events')).toBeGreaterThan(20_000);
    expect(rows('events')).toBeLessThan(33_000);
    const lists = city.files.filter((f) => f.library === 'projects' && !f.path.includes('项目月报'));
    expect(Object.keys(city.truth.projects)).toHaveLength(lists.reduce((n, f) => n + f.rows, 0));
  });

  test('nothing but what was agreed is known before it happened, and nothing after the last day', () => {
    for (const e of [...byProject.values()].flat())
      expect((e.happened <= e.known || e.kind === '约定到资') && e.known <= asOf, JSON.stringify(e)).toBe(true);
  });

  test('a documented start is a start in truth and never comes after an end', () => {
    for (const [id, events] of byProject) {
      const start = events.find((e) => e.kind === '开工' && e.grade !== 'D');
      if (start) expect(city.truth.projects[id]!.fate, id).toBe('start');
      if (start)
        expect(
          events.some((e) => e.kind === '终止'),
          id,
        ).toBe(false);
    }
  });

  test('older cohorts have started, recent ones have not yet: the naive rate is far below the ultimate one', () => {
    const ids = [...byProject.keys()];
    const naive =
      ids.filter((id) => byProject.get(id)!.some((e) => e.kind === '开工' && e.grade !== 'D')).length / ids.length;
    const fates = Object.values(city.truth.projects);
    const ultimate = fates.reduce((sum, p) => sum + p.start_probability, 0) / fates.length;
    expect(ultimate).toBeGreaterThan(0.58);
    expect(ultimate).toBeLessThan(0.78);
    expect(ultimate - naive).toBeGreaterThan(0.1);
    for (const cohort of Object.values(city.truth.cohorts))
      expect(Math.abs(cohort.expected_start_rate! - cohort.simulated_start_rate!)).toBeLessThan(
        4.5 * Math.sqrt(0.25 / cohort.projects),
      );
  });

  test('arrivals grow with age within the range that was published (domain.md §2.2)', () => {
    const rate = (...years: string[]): number => {
      const own = amounts.filter((p) => years.includes(p.year) && p.agreed > 100 && p.arrived >= 0);
      return own.reduce((n, p) => n + p.arrived, 0) / own.reduce((n, p) => n + p.agreed, 0);
    };
    expect(rate('2026')).toBeLessThan(0.13);
    expect(rate('2025')).toBeGreaterThan(0.08);
    expect(rate('2025')).toBeLessThan(0.33);
    expect(rate('2021', '2022', '2023')).toBeGreaterThan(0.33);
    expect(rate('2021', '2022', '2023')).toBeLessThan(0.65);
  });

  test('habits of offices are in the truth: repeats, declared starts, wrong units, districts that differ', () => {
    const { repeat_signings, double_filings, declared_starts, inflated_amounts, unit_slips, districts } = city.truth;
    for (const found of [repeat_signings, double_filings, declared_starts, inflated_amounts, unit_slips])
      expect(found.length).toBeGreaterThan(1);
    for (const [first, again] of repeat_signings)
      expect(city.truth.projects[again!]!.start_probability, `${first} ${again}`).toBe(0);
    const rates = Object.values(districts)
      .filter((d) => d.projects >= 50)
      .map((d) => d.expected_start_rate!);
    expect(Math.max(...rates) - Math.min(...rates)).toBeGreaterThan(0.1);
  });
});

type Event = { kind: string; happened: string; known: string; grade: string };
type Amounts = { agreed: number; arrived: number; year: string };

function eventsByProject(city: City): Map<string, Event[]> {
  const found = new Map<string, Event[]>();
  for (const line of eventLines(city)) {
    const [id, kind, happened, known, , grade] = line.split(',') as [string, string, string, string, string, string];
    found.set(id, [...(found.get(id) ?? []), { kind, happened, known, grade: grade[0]! }]);
  }
  return found;
}

/** Of the list of the whole city; NaN where the cell is in dollars. */
function amountsOf(city: City): Amounts[] {
  const [header, ...rows] = city
    .read('项目库_全市.csv')
    .toString()
    .trimEnd()
    .split('\n')
    .map((l) => l.split(','));
  const at = (name: string) => header!.findIndex((h) => h.startsWith(name));
  const [agreed, arrived, signed] = [at('协议总投资'), at('自开始建设'), at('签约')];
  return rows.map((r) => ({
    agreed: Number(r[agreed]),
    arrived: Number(r[arrived] || 0),
    year: r[signed]!.slice(0, 4),
  }));
}

function eventLines(city: City): string[] {
  const utf8 = city.read('项目事件.csv').toString('utf8');
  const gbk = new TextDecoder('gbk')
    .decode(city.read('项目事件_万州区.csv'))
    .replaceAll('/', '-')
    .replace(/"([\d,]+)/g, (_, n: string) => `"${n.replaceAll(',', '')}`);
  return [utf8, gbk].flatMap((text) => text.trimEnd().split('\r\n').slice(1));
}
