/** Rules and scores: the arithmetic of the shipped examples, and what no formula may do. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Formula, Rule } from '../../../data/schema/assessment.ts';
import { checkFormula, readFormulas } from '../../../data/schema/formula-file.ts';
import { earn } from '../../../engine/assess/rule.ts';
import { fullPoints, scoreUnit, type UnitValues } from '../../../engine/assess/score.ts';

const shipped = readFormulas();
const prefecture = shipped.get('prefecture-2024')!;

describe('the 2024 prefecture sheet', () => {
  const values = (contracts: number, money: number): UnitValues => ({
    items: [
      [
        { value: contracts, target: 27 },
        { value: money, target: 54e8 },
      ],
      [{ value: 96, target: 100 }],
    ],
    deductions: [0, 0],
  });

  it('gives the printed sheet its full signing points: 28/27 and 177.7/54 are capped together', () => {
    const { items } = scoreUnit(prefecture, values(28, 177.7e8));
    expect(items[0]!.before_limits).toBeCloseTo(0.5 * (0.5 * (28 / 27) + 0.5 * (177.7 / 54)), 12);
    expect(items[0]!.got).toBe(0.5);
    expect(items[0]!.limited_by).toBe('item_cap');
    expect(items[1]!.got).toBeCloseTo(0.48, 12);
  });

  it('shows the flaw: with money at 329 % of its task, no contract at all still earns full points', () => {
    expect(scoreUnit(prefecture, values(0, 177.7e8)).items[0]!.got).toBe(0.5);
  });

  it('takes 0.1 for an overdue start, 0.2 for a fake, and stops at 0', () => {
    const taken = scoreUnit(prefecture, { ...values(27, 54e8), deductions: [2, 1] });
    expect(taken.total).toBeCloseTo(0.98 - 0.4, 12);
    const ruined = scoreUnit(prefecture, { ...values(27, 54e8), deductions: [50, 0] });
    expect([ruined.total, ruined.at_floor]).toEqual([0, true]);
  });
});

describe('功效系数 of 高安', () => {
  const rule: Rule = { type: 'coefficient', min: 20, max: 70, base: 60, span: 40, reference: 'test' };
  it.each([
    [20, 0.6, null],
    [45, 0.8, null],
    [70, 1, null],
    [80, 1, 'range_top'],
    [0, 0.6, 'range_bottom'],
  ] as const)('(%d − 20) ÷ 50 · 40 + 60 = %d · 100', (value, share, limited_by) => {
    expect(earn(rule, value, null)).toEqual({ share: expect.closeTo(share, 12), limited_by });
  });
});

it('玉林: 10, 20, 35, 35 points for shares of their targets', () => {
  const yulin = shipped.get('yulin-10-20-35-35')!;
  expect(yulin.items.map((i) => i.points)).toEqual([10, 20, 35, 35]);
  const values = [1, 0.968, 0.615, 30].map((value, i) => [{ value, target: i === 3 ? 60 : null }]);
  expect(scoreUnit(yulin, { items: values, deductions: [] }).total).toBeCloseTo(10 + 19.36 + 21.525 + 17.5, 9);
});

describe('an item without a figure', () => {
  const [first, second] = shipped.get('gaoan-coefficient')!.items;
  const formula = (missing: Formula['missing']): Formula => ({
    ...shipped.get('gaoan-coefficient')!,
    missing,
    items: [first!, second!],
  });
  const values: UnitValues = { items: [[{ value: null, target: null }], [{ value: 1, target: null }]], deductions: [] };

  it('earns nothing, or is left out and the rest scaled up, as the formula says', () => {
    expect(scoreUnit(formula('no_points'), values).total).toBe(40);
    expect(scoreUnit(formula('left_out'), values).total).toBe(75);
  });

  it('leaves a unit without any figure without a score', () => {
    expect(
      scoreUnit(formula('left_out'), {
        items: [[{ value: null, target: null }], [{ value: null, target: null }]],
        deductions: [],
      }).total,
    ).toBeNull();
  });
});

const anyRule: fc.Arbitrary<Rule> = fc.oneof(
  fc.record({
    type: fc.constant('ratio' as const),
    target: fc.double({ min: 0.1, max: 100, noNaN: true }),
    cap: fc.option(fc.double({ min: 0.5, max: 3, noNaN: true })),
  }),
  fc
    .double({ min: -10, max: 10, noNaN: true })
    .map((min): Rule => ({ type: 'coefficient', min, max: min + 5, base: 60, span: 40, reference: 'x' })),
  fc.uniqueArray(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 1, maxLength: 5 }).map(
    (froms): Rule => ({
      type: 'steps',
      steps: froms.toSorted((a, b) => a - b).map((from, i) => ({ from, share: (i + 1) / froms.length })),
    }),
  ),
);

describe('for all rules', () => {
  it('more never earns less', () =>
    fc.assert(
      fc.property(
        anyRule,
        fc.double({ min: -50, max: 500, noNaN: true }),
        fc.double({ min: 0, max: 100, noNaN: true }),
        (rule, value, more) => {
          expect(earn(rule, value + more, null).share).toBeGreaterThanOrEqual(earn(rule, value, null).share);
        },
      ),
    ));

  it('an item stays between its floor and its cap, and a total below the full points', () =>
    fc.assert(
      fc.property(
        anyRule,
        fc.double({ min: -50, max: 1e6, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (rule, value, floor) => {
          const formula: Formula = {
            ...prefecture,
            deductions: [],
            items: [
              {
                ...prefecture.items[1]!,
                floor,
                parts: [{ measure: prefecture.items[1]!.parts[0]!.measure, share: 1, rule }],
              },
            ],
          };
          const { items, total } = scoreUnit(formula, { items: [[{ value, target: null }]], deductions: [] });
          expect(items[0]!.got).toBeGreaterThanOrEqual(0.5 * floor);
          expect(items[0]!.got).toBeLessThanOrEqual(0.5);
          expect(total).toBeLessThanOrEqual(fullPoints(formula));
        },
      ),
    ));
});

describe('a draft formula', () => {
  const draft = (change: (f: Formula) => unknown): (() => unknown) => {
    const copy = structuredClone(prefecture);
    change(copy);
    return () => checkFormula(copy, 'draft.json');
  };

  it('is taken as shipped, and every shipped one says that it is an example', () => {
    expect([...shipped.keys()].sort()).toEqual([
      'department-outcome',
      'gaoan-coefficient',
      'outcome-weighted',
      'prefecture-2024',
      'yulin-10-20-35-35',
      'zone-outcome',
    ]);
    for (const formula of shipped.values())
      expect([formula.example, formula.authority.includes('非重庆规定')]).toEqual([true, true]);
  });

  it.each([
    [
      'shares',
      (f: Formula) => {
        f.items[0]!.parts[0]!.share = 0.4;
      },
      /item signing: shares of its parts sum to 0.9, not 1/,
    ],
    [
      'metrics',
      (f: Formula) => {
        f.items[1]!.parts[0]!.measure = { of: 'metric', metric_id: 'start.soon' };
      },
      /item arrival, part 1: there is no metric «start.soon» \(known: arrival/,
    ],
    [
      'repeated items',
      (f: Formula) => {
        f.items[1]!.item_id = 'signing';
      },
      /the item signing stands twice/,
    ],
    [
      'ranges',
      (f: Formula) => {
        f.items[1]!.parts[0]!.rule = { type: 'coefficient', min: 1, max: 1, base: 60, span: 40, reference: 'x' };
      },
      /max 1 is not above min 1/,
    ],
    [
      'steps',
      (f: Formula) => {
        f.items[1]!.parts[0]!.rule = {
          type: 'steps',
          steps: [
            { from: 1, share: 1 },
            { from: 1, share: 2 },
          ],
        };
      },
      /step 2 does not begin above/,
    ],
    [
      'classes',
      (f: Formula) => {
        f.class_by = 'level';
      },
      /class_by level is for zones/,
    ],
    [
      'shape',
      (f: Formula) => {
        (f.items[0] as { points: unknown }).points = 'many';
      },
      /\/items\/0\/points must be number/,
    ],
  ])('is refused for wrong %s, with the place', (_what, change, message) => {
    expect(draft(change)).toThrow(message);
  });

  it('names all mistakes at once', () => {
    expect(
      draft((f) => {
        f.items[0]!.parts[0]!.share = 0.4;
        f.class_by = 'level';
      }),
    ).toThrow(/2 mistakes/);
  });
});
