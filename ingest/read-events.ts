/** Project events from a file in the offices' headings, for the ledger instead of the lake. */
import { basename } from 'node:path';
import { type EventKind, evidenceGrades, kindWords, type NewEvent } from '../data/schema/ledger.ts';
import type { ProjectEvent } from '../data/schema/library.ts';
import { events } from './library/projects.ts';
import { placeOf, type RefusedRow, readListFile } from './read-list.ts';

/** `rows.length + refused.length` = rows of the file. */
export type EventFile = { rows: { event: NewEvent; sheet: string; line: number }[]; refused: RefusedRow[] };

/**
 * Reads a list of events (.xlsx, .csv, .jsonl, .parquet) through the readers and cleaners of the library `events`; nothing
 * enters the lake. `source` of each event is file, sheet and line.
 * @throws AppError with file and line when the file as a whole cannot be read
 */
export async function readEventFile(path: string, asked: { asOf: string; by: string }): Promise<EventFile> {
  const { accepted, refused } = await readListFile<ProjectEvent>(events, path, asked);
  const kinds = new Map(kindWords().map((w) => [w.word, w.kind]));
  const amountless = (row: ProjectEvent) => row.issues.find((issue) => issue.startsWith('amount:'));
  const known = accepted.filter((row) => kinds.has(row.kind) && !amountless(row));
  const strange = accepted.filter((row) => !kinds.has(row.kind));
  const unread = accepted.filter((row) => kinds.has(row.kind) && amountless(row));
  return {
    rows: known.map((row) => ({
      event: eventOf(row, kinds.get(row.kind)!, basename(path), asked.by),
      ...placeOf(row),
    })),
    refused: [
      ...refused,
      ...unread.map((row) => ({ ...placeOf(row), code: 'unknown_currency', reason: amountless(row)! })),
      ...strange.map((row) => ({
        ...placeOf(row),
        code: 'kind_unknown',
        reason: `«${row.kind}» is no event that the ledger knows: ${[...kinds.keys()]
          .filter((w) => !/^[a-z_]+$/.test(w))
          .slice(0, 24)
          .join('、')} …`,
      })),
    ],
  };
}

function eventOf(row: ProjectEvent, kind: EventKind, file: string, actor: string): NewEvent {
  const contract = kind === 'contract';
  const grade = evidenceGrades.find((g) => g === row.evidence_grade) ?? null;
  const framework = /框架|战略|意向/.test(row.contract_class ?? '');
  return {
    kind,
    project_id: row.project_id,
    happened_on: row.happened_on,
    ...(row.known_on ? { known_at: row.known_on } : {}),
    district_id: row.district_id,
    amount_cny: row.amount_cny,
    evidence_grade: grade,
    evidence: row.evidence,
    cause: row.cause ?? (['stall', 'termination', 'transfer'].includes(kind) ? row.note : null),
    corrects: row.corrects,
    note: row.note,
    actor,
    source: [file, row.source_sheet, row.source_line].filter((part) => part !== '').join('#'),
    ...(contract
      ? {
          contract_class: framework ? 'framework' : 'formal',
          investor: row.investor_name,
          land_mu: row.land_mu,
          agreed_start_on: row.agreed_start_on,
          agreed_completion_on: row.agreed_completion_on,
          agreed_production_on: row.agreed_production_on,
          agreed_tax_y1_cny: row.agreed_tax_y1_cny,
          agreed_tax_y2_cny: row.agreed_tax_y2_cny,
          agreed_tax_y3_cny: row.agreed_tax_y3_cny,
        }
      : {}),
  };
}
