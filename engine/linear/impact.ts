/** What a change of final demand means for every sector of a user's input–output table. */
import { AppError } from '../../data/errors.ts';
import { type InputOutputTable, linkages, outputFor, technicalCoefficients, totalRequirements } from './leontief.ts';
import { type Dense, dense } from './matrix.ts';

export type Shock = { sector: string; change: number };

/** Money in the unit of the table. `multiplier`: output of all sectors for one unit of final demand for this one. */
export type SectorImpact = {
  sector: string;
  shock: number;
  output: number;
  output_change: number;
  change_share: number;
  multiplier: number;
  backward: number;
  forward: number;
};
export type Impact = { sectors: SectorImpact[]; shock: number; output_change: number };

/** A as JSON or a file gives it, as a table. @throws AppError option_invalid when shapes do not agree */
export const tableOf = (sectors: string[], flows: readonly number[], output: readonly number[]): InputOutputTable => ({
  sectors,
  flows: dense(sectors.length, sectors.length, flows),
  output: Float64Array.from(output),
});

/**
 * Total requirements, if the table is productive: every final demand can be met with outputs that are not negative
 * (Hawkins, Simon 1949). For a table of flows this fails where sectors take more in than they put out.
 * @throws AppError option_invalid naming the sectors that take in more than they put out, or a singular table
 */
export function productiveRequirements(table: InputOutputTable): Dense {
  const a = technicalCoefficients(table);
  const n = table.sectors.length;
  const inputs = table.sectors.map((_, c) => table.sectors.reduce((sum, _s, r) => sum + a.data[r * n + c]!, 0));
  const greedy = table.sectors.filter((_, c) => inputs[c]! >= 1);
  const l = solved(a, greedy);
  if (greedy.length > 0 && l.data.some((value) => value < -1e-9)) throw unproductive(greedy);
  if (l.data.some((value) => value < -1e-9))
    throw new AppError('option_invalid', 'total requirements are negative', 'look for negative flows in the table');
  return l;
}

function solved(a: Dense, greedy: string[]): Dense {
  try {
    return totalRequirements(a);
  } catch (cause) {
    if (greedy.length > 0 && cause instanceof AppError) throw unproductive(greedy);
    throw cause;
  }
}

const unproductive = (greedy: readonly string[]): AppError =>
  new AppError(
    'option_invalid',
    `the table is not productive: ${greedy.join(', ')} take in at least as much as they put out`,
    'check that outputs and flows have one unit and that output stands in the right column',
  );

/** @throws AppError option_invalid for an unknown sector, a table that is singular or not productive */
export function impactOf(table: InputOutputTable, shocks: readonly Shock[]): Impact {
  const requirements = productiveRequirements(table);
  const n = table.sectors.length;
  const demand = new Float64Array(n);
  for (const { sector, change } of shocks) {
    const at = table.sectors.indexOf(sector);
    if (at < 0)
      throw new AppError('option_invalid', `there is no sector «${sector}»`, `name one of ${table.sectors.join(', ')}`);
    demand[at]! += change;
  }
  const change = outputFor(requirements, demand);
  const { backward, forward } = linkages(requirements);
  return {
    shock: demand.reduce((a, b) => a + b, 0),
    output_change: change.reduce((a, b) => a + b, 0),
    sectors: table.sectors.map((sector, i) => ({
      sector,
      shock: demand[i]!,
      output: table.output[i]!,
      output_change: change[i]!,
      change_share: change[i]! / table.output[i]!,
      multiplier: table.sectors.reduce((sum, _, r) => sum + requirements.data[r * n + i]!, 0),
      backward: backward[i]!,
      forward: forward[i]!,
    })),
  };
}
