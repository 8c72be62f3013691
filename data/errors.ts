/** The error catalogue: every failure that a user can meet, with its kind. Only the HTTP door maps kinds to status codes. */

export type ErrorKind = 'input' | 'not_found' | 'conflict' | 'unavailable' | 'bug';

/** code → kind. A code is stable: scripts and tests match on it, never on the sentence. */
export const catalogue = {
  file_not_found: 'input',
  file_empty: 'input',
  file_truncated: 'input',
  file_encoding: 'input',
  file_format: 'input',
  header_unknown: 'input',
  header_correction: 'input',
  library_unknown: 'input',
  form_unknown: 'input',
  upload_refused: 'input',
  upload_unknown: 'not_found',
  option_invalid: 'input',
  rule_invalid: 'input',
  reference_invalid: 'bug',
  link_not_found: 'not_found',
  chain_not_found: 'not_found',
  district_not_found: 'not_found',
  relation_not_found: 'not_found',
  enterprise_not_found: 'not_found',
  policy_not_found: 'not_found',
  hit_not_found: 'not_found',
  lead_refused: 'input',
  project_not_found: 'not_found',
  snapshot_missing: 'unavailable',
  snapshot_outdated: 'unavailable',
  snapshot_not_found: 'not_found',
  store_locked: 'conflict',
  store_unreadable: 'unavailable',
  ledger_row_invalid: 'input',
  first_talk_refused: 'input',
  filing_not_found: 'not_found',
  dispute_not_found: 'not_found',
  identity_refused: 'conflict',
  decision_not_found: 'not_found',
  suspicion_not_found: 'not_found',
  shortlist_not_found: 'not_found',
  shortlist_refused: 'conflict',
  exit_refused: 'input',
  outcome_refused: 'input',
  ledger_conflict: 'conflict',
  once_reused: 'conflict',
  address_in_use: 'conflict',
  browser_missing: 'unavailable',
  page_failed: 'unavailable',
  unauthorised: 'input',
  forbidden: 'input',
  rate_limited: 'input',
  token_not_found: 'not_found',
  job_not_found: 'not_found',
  audit_broken: 'conflict',
  bundle_broken: 'input',
  bundle_refused: 'conflict',
  provider_silent: 'unavailable',
  route_invalid: 'bug',
  contract_broken: 'bug',
  model_cycle: 'bug',
} as const satisfies Record<string, ErrorKind>;

export type ErrorCode = keyof typeof catalogue;

/** Where the trouble sits: as much as is known. `line` and `column` count from 1. */
export type Place = { file?: string; sheet?: string; line?: number; column?: string | number };

/** An expected failure: says what is wrong, where, and what to do about it. A bad input row is data, not an AppError. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly kind: ErrorKind;
  readonly place: Place;
  readonly remedy: string;

  constructor(code: ErrorCode, what: string, remedy: string, place: Place = {}, cause?: unknown) {
    super(what, { cause });
    this.name = 'AppError';
    this.code = code;
    this.kind = catalogue[code];
    this.place = place;
    this.remedy = remedy;
  }

  /** One line for a terminal: where, what, remedy. */
  toLine(): string {
    const { file, sheet, line, column } = this.place;
    const where = [file, sheet && `sheet ${sheet}`, line && `line ${line}`, column && `column ${column}`].filter(
      Boolean,
    );
    return `${where.length ? `${where.join(', ')}: ` : ''}${this.message} → ${this.remedy} [${this.code}]`;
  }
}
