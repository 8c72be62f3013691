/** A question of the doors: which formula, with which edits, against which other, as known on which day. */
import { AppError } from '../../data/errors.ts';
import type { Formula } from '../../data/schema/assessment.ts';
import { checkFormula, readFormulas } from '../../data/schema/formula-file.ts';
import type { Database } from '../../data/store/index.ts';
import { asInstant } from '../../data/store/ledger-entry.ts';
import { type Assessment, assess } from './assess.ts';
import { type Hint, hints } from './hints.ts';
import { pointShares } from './point-shares.ts';
import { compareFormulas, type Moved } from './what-if.ts';

/** What a form may change of a formula. `cap` of an item: share of its points, null = none; `part_cap`: of every ratio in it. */
export type Edits = {
  items?: Record<string, { points?: number; cap?: number | null; part_cap?: number | null }>;
  deductions?: Record<string, { points_each?: number; cap?: number | null }>;
};

export type AssessQuestion = {
  /** Id of a shipped formula, or a draft as handed in. */
  formula: unknown;
  edits?: Edits;
  /** Id of the formula to compare with. */
  against?: string;
  /** Default: the day of the newest news. */
  as_known_at?: string;
  on?: string;
};

export type AssessAnswer = {
  formula: Formula;
  assessment: Assessment;
  hints: Hint[];
  against: Assessment | null;
  moved: Moved[];
};

/** @throws AppError rule_invalid for a draft with mistakes (all are named), option_invalid for an unknown formula, item or day */
export async function askAssessment(db: Database, question: AssessQuestion): Promise<AssessAnswer> {
  const draft = edited(
    typeof question.formula === 'string' ? shipped(question.formula) : checkFormula(question.formula),
    question.edits,
  );
  const as_known_at = question.as_known_at ?? (await newestNews(db));
  const request = {
    as_known_at,
    ...(question.on ? { on: question.on } : {}),
    shares: await pointShares(db, asInstant(as_known_at)),
  };
  if (question.against === undefined) {
    const assessment = await assess(db, draft, request);
    return { formula: draft, assessment, hints: hints(draft, assessment), against: null, moved: [] };
  }
  const compared = await compareFormulas(db, draft, shipped(question.against), request);
  return {
    formula: draft,
    assessment: compared.draft,
    hints: compared.hints,
    against: compared.current,
    moved: compared.moved,
  };
}

function shipped(id: string): Formula {
  const all = readFormulas();
  const formula = all.get(id);
  if (formula) return formula;
  throw new AppError(
    'option_invalid',
    `there is no formula «${id}»`,
    `name one of ${[...all.keys()].join(', ')}, or hand in a draft`,
  );
}

/** The formula with the edits, checked again. An edited formula is a draft and says so. */
function edited(formula: Formula, edits: Edits | undefined): Formula {
  if (!edits || (!Object.keys(edits.items ?? {}).length && !Object.keys(edits.deductions ?? {}).length)) return formula;
  const unknown = [
    ...Object.keys(edits.items ?? {}).filter((id) => !formula.items.some((i) => i.item_id === id)),
    ...Object.keys(edits.deductions ?? {}).filter((id) => !formula.deductions.some((d) => d.deduction_id === id)),
  ];
  if (unknown.length)
    throw new AppError('option_invalid', `the formula has no «${unknown[0]}»`, `edit one of ${[...formula.items.map((i) => i.item_id), ...formula.deductions.map((d) => d.deduction_id)].join(', ')}`); // biome-ignore format: one thought
  return checkFormula({
    ...formula,
    version: `${formula.version}-draft`,
    items: formula.items.map((item) => {
      const { part_cap, ...own } = edits.items?.[item.item_id] ?? {};
      const parts = part_cap === undefined ? item.parts : item.parts.map((part) => (part.rule.type === 'ratio' ? { ...part, rule: { ...part.rule, cap: part_cap } } : part)); // biome-ignore format: one thought
      return { ...item, ...own, parts };
    }),
    deductions: formula.deductions.map((d) => ({ ...d, ...edits.deductions?.[d.deduction_id] })),
  });
}

async function newestNews(db: Database): Promise<string> {
  const { newest } = await db.one<{ newest: string | null }>(
    'select cast(cast(max(known_at) as date) as varchar) as newest from ledger.event',
  );
  return newest ?? new Date().toISOString().slice(0, 10);
}
