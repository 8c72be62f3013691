/** Expected for age: how many starts a group should show by now if it were like the city, beside how many it does show. */
import { cumulativeIncidence, incidenceAt } from './cumulative-incidence.ts';
import type { Life } from './life.ts';

export type Expected = {
  group: string;
  n: number;
  actual: number;
  expected: number;
  /** 90 % range of starts that chance alone would give a group of these ages. */
  expected_low: number;
  expected_high: number;
  /** actual ÷ expected; null without expectation. */
  ratio: number | null;
  mean_age_months: number;
};

const Z = 1.6448536269514722;

/**
 * By group in order of name. The city's curve (Aalen–Johansen over all lives, in known time) gives each project the
 * chance of having started by its age; chance ranges are normal approximations of the sum.
 */
export function expectedForAge(lives: readonly Life[]): Expected[] {
  const steps = cumulativeIncidence(lives.map((life) => ({ time: life.cause ? life.age : life.window, cause: life.cause })), 2); // biome-ignore format: one thought
  const groups = new Map<string, Life[]>();
  for (const life of lives) {
    const members = groups.get(life.group);
    if (members) members.push(life);
    else groups.set(life.group, [life]);
  }
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([group, members]) => {
      const chances = members.map((life) => incidenceAt(steps, 1, life.window));
      const expected = chances.reduce((sum, p) => sum + p, 0);
      const spread = Z * Math.sqrt(chances.reduce((sum, p) => sum + p * (1 - p), 0));
      const actual = members.filter((life) => life.cause === 1).length;
      return {
        group,
        n: members.length,
        actual,
        expected,
        expected_low: Math.max(0, expected - spread),
        expected_high: Math.min(members.length, expected + spread),
        ratio: expected > 0 ? actual / expected : null,
        mean_age_months: members.reduce((sum, life) => sum + life.window, 0) / members.length,
      };
    });
}
