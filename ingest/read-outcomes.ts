/** What became of approaches, from a file in the offices' headings, for the ledger. */
import type { FiledOutcome, OutcomeResult } from '../data/schema/ledger/outcome.ts';
import { outcomeWords } from '../data/schema/refit-rules.ts';
import { outcomes } from './library/outcomes.ts';
import { placeOf, type RefusedRow, readListFile } from './read-list.ts';

export type OutcomeLine = {
  sheet: string;
  line: number;
  outcome: {
    enterprise: string;
    link: string;
    district: string;
    contacted_on: string;
    result: OutcomeResult;
    decided_on: string | null;
    reason: string | null;
  };
};

/** `rows.length + refused.length` = rows of the file. @throws AppError with file and line when it cannot be read as a whole */
export async function readOutcomeFile(
  path: string,
  asked: { asOf: string; by: string },
): Promise<{ rows: OutcomeLine[]; refused: RefusedRow[] }> {
  const { accepted, refused } = await readListFile<FiledOutcome>(outcomes, path, asked);
  const words = outcomeWords();
  const rows: OutcomeLine[] = [];
  for (const row of accepted) {
    const result = words.get(row.filed_as);
    if (result === undefined)
      refused.push({
        ...placeOf(row),
        code: 'result_unknown',
        reason: `«${row.filed_as}» is no result: write one of ${[...words.keys()].join('、')}`,
      });
    else {
      const { link, district, contacted_on, decided_on, reason } = row;
      const enterprise = row.credit_code ?? row.name;
      rows.push({ ...placeOf(row), outcome: { enterprise, link, district, contacted_on, result, decided_on, reason } });
    }
  }
  return { rows, refused: refused.sort((a, b) => a.sheet.localeCompare(b.sheet) || a.line - b.line) };
}
