/**
 * F1: the screening rule pack finds the clauses that a reviewer should look at.
 *
 * Clauses are of our own writing, labelled with the article that they touch or with nothing. Those that count were written
 * after the rules and never tuned on (`heldOut`); rules and clauses still share an author, so real documents will be harder.
 * A keyword list as offices use it stands beside it on the same clauses.
 */
import { currentPack } from '../../data/schema/compliance.ts';
import { screenWith } from '../../engine/index.ts';
import { type Clause, labelledClauses } from './compliance-clauses.ts';
import { stream } from './district-interval.ts';
import type { QualityRow, QualityTask } from './scoreboard.ts';

/** What a check list for self-review names. */
const keywords =
  /税收优惠|返还|先征后返|奖励|补贴|补助|本地企业|优先|指定|名录库|不得迁出|迁入|一事一议|减免|独家|特许经营|限价|分公司|子公司/;

type Judged = { clause: Clause; found: boolean };
type Measure = (judged: readonly Judged[]) => number;

const recall: Measure = (judged) => {
  const concerned = judged.filter((j) => j.clause.article !== null);
  return concerned.filter((j) => j.found).length / concerned.length;
};
const precision: Measure = (judged) => {
  const found = judged.filter((j) => j.found);
  return found.filter((j) => j.clause.article !== null).length / found.length;
};

function interval(judged: readonly Judged[], measure: Measure, seed: number): [number, number] {
  const random = stream(seed);
  const values = Array.from({ length: 1_000 }, () =>
    measure(judged.map(() => judged[Math.floor(random() * judged.length)]!)),
  ).sort((a, b) => a - b);
  return [values[50]!, values[949]!];
}

export const complianceTask: QualityTask = {
  id: 'F1',
  what: 'clauses for review under 《公平竞争审查条例》 (labelled clauses of our own writing)',
  async run({ seed }) {
    const screen = screenWith(currentPack());
    const clauses = labelledClauses();
    const heldOut = clauses.filter((c) => c.heldOut);
    const judge = (of: readonly Clause[], found: (text: string) => boolean): Judged[] =>
      of.map((clause) => ({ clause, found: found(clause.text) }));
    const any = (text: string) => screen(text).length > 0;
    const strong = (text: string) => screen(text).some((hit) => hit.rule.strength !== '弱');
    const byWords = (text: string) => keywords.test(text);
    const row = (metric: string, what: string, measure: Measure, pass: number): QualityRow => {
      const judged = judge(heldOut, any);
      const value = measure(judged);
      return {
        id: 'F1',
        what,
        metric,
        value,
        n: heldOut.length,
        interval: interval(judged, measure, seed),
        pass,
        baselines: {
          keywords: measure(judge(heldOut, byWords)),
          'strong and middle rules only': measure(judge(heldOut, strong)),
          'clauses that the rules were written on': measure(
            judge(
              clauses.filter((c) => !c.heldOut),
              any,
            ),
          ),
        },
        ok: value >= pass,
      };
    };
    return [
      row('recall', 'clauses of concern that are marked, written after the rules', recall, 0.8),
      row(
        'precision',
        'marked clauses that are of concern, half of all clauses being harmless look-alikes',
        precision,
        0.7,
      ),
    ];
  },
};
