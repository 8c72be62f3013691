/** The only importer of highs (wasm): a linear-programming oracle for tests. */
import highsModule from 'highs';

// The package types its ES module as CommonJS: the loader itself is what an import receives.
const loadHighs = highsModule as unknown as typeof highsModule.default;

export type LinearProgram = {
  /** Per variable: its worth; variables lie between 0 and `upper` (default 1). */
  worth: Map<string, number>;
  upper?: number;
  /** Sum of coefficient × variable, compared with `bound`. */
  rows: { terms: [number, string][]; relation: '<=' | '='; bound: number }[];
};

const term = (coefficient: number, name: string): string =>
  `${coefficient < 0 ? '-' : '+'} ${Math.abs(coefficient)} ${name}`;

/** The greatest total worth. Throws when the program has no optimum. */
export async function maximise({ worth, rows, upper = 1 }: LinearProgram): Promise<number> {
  const lines = [
    'Maximize',
    ` obj: ${[...worth].map(([name, value]) => term(value, name)).join(' ')}`,
    'Subject To',
    ...rows
      .filter(({ terms }) => terms.length > 0)
      .map(({ terms, relation, bound }) => ` ${terms.map(([c, n]) => term(c, n)).join(' ')} ${relation} ${bound}`),
    'Bounds',
    ...[...worth.keys()].map((name) => ` 0 <= ${name} <= ${upper}`),
    'End',
  ];
  const highs = await loadHighs();
  const solution = highs.solve(lines.join('\n'));
  if (solution.Status !== 'Optimal') throw new Error(`HiGHS: ${solution.Status}`);
  return solution.ObjectiveValue;
}
