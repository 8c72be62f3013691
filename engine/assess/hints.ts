/** Where a formula invites gaming: read off the formula, and off what it does to the units. Hints for people, never verdicts. */
import type { Formula, FormulaItem } from '../../data/schema/assessment.ts';
import type { Assessment, UnitScore } from './assess.ts';

export type Hint = {
  code:
    | 'cap_covers'
    | 'activity_outweighs'
    | 'weak_evidence'
    | 'frameworks_count'
    | 'toothless_deduction'
    | 'saturated'
    | 'missing_wide'
    | 'weights_decide';
  item_id: string | null;
  zh: string;
  en: string;
  /** Units in which it shows. */
  units: string[];
};

/** In order of the list of codes above. */
export const hints = (formula: Formula, seen: Assessment): Hint[] => [
  ...formula.items.flatMap((item) => capCovers(item, seen)),
  ...activityOutweighs(formula),
  ...formula.items.flatMap(weakEvidence),
  ...formula.items.flatMap(frameworksCount),
  ...toothless(formula),
  ...formula.items.flatMap((item) => saturated(item, seen)),
  ...formula.items.flatMap((item) => missingWide(item, seen)),
  ...weightsDecide(seen),
];

const scored = (seen: Assessment): UnitScore[] => seen.units.filter((unit) => unit.score !== null);
const pct = (x: number): string => `${Math.round(100 * x)} %`;

/** An item is capped as a whole while one part overshoots: what lies above its target pays for what is missing in another part. */
function capCovers(item: FormulaItem, seen: Assessment): Hint[] {
  if (item.cap === null || item.parts.length < 2) return [];
  const cases = scored(seen).flatMap((unit) => {
    const { parts } = unit.items.find((i) => i.item_id === item.item_id)!;
    const best = parts.toSorted((a, b) => b.earned_share - a.earned_share)[0]!;
    const worst = parts.toSorted((a, b) => a.earned_share - b.earned_share)[0]!;
    return best.earned_share > 1.2 && worst.earned_share < 1 && worst.limited_by !== 'missing'
      ? [{ unit, best, worst }]
      : [];
  });
  const most = cases.toSorted((a, b) => b.best.earned_share - a.best.earned_share)[0];
  if (!most) return [];
  return [
    {
      code: 'cap_covers',
      item_id: item.item_id,
      zh: `“${item.title}”只对合计封顶：${most.unit.name}的${most.best.caliber.title}为任务的 ${pct(most.best.earned_share)}，冲抵了仅完成 ${pct(most.worst.earned_share)} 的${most.worst.caliber.title}。宜对每一部分分别封顶`,
      en: `«${item.title_en}» is capped only as a whole: in ${most.unit.name_en}, ${most.best.caliber.title_en} at ${pct(most.best.earned_share)} of its task covers for ${most.worst.caliber.title_en} at ${pct(most.worst.earned_share)}. Cap each part`,
      units: cases.map((c) => c.unit.unit_id),
    },
  ];
}

function activityOutweighs(formula: Formula): Hint[] {
  const points = (nature: string) =>
    formula.items.filter((i) => i.nature === nature).reduce((sum, i) => sum + i.points, 0);
  const [activity, outcome] = [points('activity'), points('outcome')];
  if (activity === 0 || activity < outcome) return [];
  return [
    {
      code: 'activity_outweighs',
      item_id: null,
      zh: `活动类 ${round(activity)} 分，成效类 ${round(outcome)} 分：签约等活动不低于开工、到资、投产等成效，签而不落亦可得高分`,
      en: `activity earns ${round(activity)} points and outcome ${round(outcome)}: signing counts no less than starting, arriving and producing, so contracts that come to nothing can score high`,
      units: [],
    },
  ];
}

function weakEvidence(item: FormulaItem): Hint[] {
  const weak = item.parts.some(
    ({ measure }) =>
      measure.of === 'tally' &&
      ['start', 'arrival', 'production', 'capacity'].includes(measure.event) &&
      (measure.grades === undefined || measure.grades.includes('D')),
  );
  if (!weak) return [];
  return [
    {
      code: 'weak_evidence',
      item_id: item.item_id,
      zh: `“${item.title}”接受 D 级佐证（自报、以注册资本代替等）：可能以拿地充开工、以注册资本充到资`,
      en: `«${item.title_en}» takes evidence of grade D (own word, registered capital): land can pass for a start and capital for arrivals`,
      units: [],
    },
  ];
}

function frameworksCount(item: FormulaItem): Hint[] {
  const counts = item.parts.some(
    ({ measure }) =>
      measure.of === 'tally' && measure.event === 'contract' && measure.cohort?.contract_class.includes('framework'),
  );
  if (!counts) return [];
  return [
    {
      code: 'frameworks_count',
      item_id: item.item_id,
      zh: `“${item.title}”计入框架协议：未落实的意向可得分`,
      en: `«${item.title_en}» counts framework agreements: intentions score`,
      units: [],
    },
  ];
}

/** Signing earns, not starting costs less: compare what one more project brings with what it costs when it never starts. */
function toothless(formula: Formula): Hint[] {
  const full = formula.items.reduce((sum, i) => sum + i.points, 0);
  const activity = formula.items.some((i) => i.nature === 'activity');
  const penalty = formula.deductions.filter((d) => d.trigger.event === 'overdue_start');
  if (activity && penalty.length === 0)
    return [
      {
        code: 'toothless_deduction',
        item_id: null,
        zh: '签约得分而逾期未开工不扣分：签约没有代价',
        en: 'signing earns and not starting costs nothing',
        units: [],
      },
    ];
  return penalty
    .filter((d) => d.cap !== null && d.cap < 0.05 * full)
    .map(
      (d): Hint => ({
        code: 'toothless_deduction',
        item_id: d.deduction_id,
        zh: `“${d.title}”最多扣 ${round(d.cap!)} 分，不足总分的 5 %：达到上限后再多逾期也无代价`,
        en: `«${d.title_en}» takes at most ${round(d.cap!)} points, under 5 % of all: beyond the cap delay costs nothing`,
        units: [],
      }),
    );
}

function saturated(item: FormulaItem, seen: Assessment): Hint[] {
  const units = scored(seen);
  const full = units.filter((unit) => {
    const got = unit.items.find((i) => i.item_id === item.item_id)!;
    return (
      got.got !== null &&
      (got.limited_by === 'item_cap' || got.parts.every((p) => p.limited_by === 'cap' || p.limited_by === 'range_top'))
    );
  });
  if (units.length < 5 || full.length < 0.8 * units.length) return [];
  return [
    {
      code: 'saturated',
      item_id: item.item_id,
      zh: `“${item.title}”有 ${full.length}/${units.length} 个单位已到上限：此项不能区分单位`,
      en: `«${item.title_en}»: ${full.length} of ${units.length} units are at the cap; the item tells nobody apart`,
      units: full.map((u) => u.unit_id),
    },
  ];
}

function missingWide(item: FormulaItem, seen: Assessment): Hint[] {
  const lacking = seen.units.filter((unit) => unit.missing.includes(item.item_id));
  if (lacking.length === 0) return [];
  return [
    {
      code: 'missing_wide',
      item_id: item.item_id,
      zh: `“${item.title}”在 ${lacking.length}/${seen.units.length} 个单位缺数据或缺目标任务`,
      en: `«${item.title_en}» lacks a figure or a task in ${lacking.length} of ${seen.units.length} units`,
      units: lacking.map((u) => u.unit_id),
    },
  ];
}

function weightsDecide(seen: Assessment): Hint[] {
  const shaky = scored(seen).filter((u) => u.stability && u.stability.place_high - u.stability.place_low >= 3);
  if (shaky.length === 0) return [];
  return [
    {
      code: 'weights_decide',
      item_id: null,
      zh: `权重各变动不超过两成，就有 ${shaky.length} 个单位的名次变动 3 位以上`,
      en: `when weights move by no more than a fifth, ${shaky.length} units change their place by three or more`,
      units: shaky.map((u) => u.unit_id),
    },
  ];
}

const round = (x: number): number => Math.round(x * 1000) / 1000;
