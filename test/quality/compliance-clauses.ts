/** Labelled clauses for the screening rule pack: all of our own writing, none from a real document. */
import { readFileSync } from 'node:fs';

/** `article`: «10.1» = 条例 Art. 10(1) should be looked at; null = nothing to look at. `heldOut`: written after the rules, never tuned on. */
export type Clause = { article: string | null; text: string; heldOut: boolean };

/** The first clauses of the file were read while the rules were written; those after them were written later and never tuned on. */
const tunedOn = 343;

export function labelledClauses(): Clause[] {
  const file = new URL('compliance-clauses.csv', import.meta.url);
  const lines = readFileSync(file, 'utf8').trim().split('\n').slice(1);
  return lines.map((line, i) => {
    const comma = line.indexOf(',');
    const article = line.slice(0, comma);
    return { article: article === '-' ? null : article, text: line.slice(comma + 1), heldOut: i >= tunedOn };
  });
}
