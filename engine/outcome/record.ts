/** Recording what became of an approach, with what was measured at its first step. */
import { AppError } from '../../data/errors.ts';
import type { MatchOutcome, OutcomeResult } from '../../data/schema/ledger/outcome.ts';
import type { StoredRow } from '../../data/schema/ledger-tables.ts';
import { type Factor, factors } from '../../data/schema/profile.ts';
import { addRows, type Database, selectRows, writingLedger } from '../../data/store/index.ts';
import { rulesOf } from '../fit/districts.ts';
import { findDistrict, findLink } from '../lookup.ts';
import { scoredRows } from '../ranked.ts';

export type NewOutcome = {
  /** Id or full name. */
  enterprise: string;
  /** Id or name of link and district. */
  link: string;
  district: string;
  contacted_on: string;
  result: OutcomeResult;
  decided_on?: string | null;
  reason?: string | null;
  actor: string;
};

/** `index` counts the rows handed in, from 0. */
export type RefusedOutcome = { index: number; code: string; reason: string };
export type RecordedOutcomes = { accepted: StoredRow<'match_outcome'>[]; refused: RefusedOutcome[] };

type Measured = Pick<MatchOutcome, 'values' | 'score' | 'snapshot' | 'profile'>;
type Found = { index: number; given: NewOutcome; row: Omit<MatchOutcome, keyof Measured> };

const every = Object.fromEntries(factors.map((f) => [f, 1])) as Record<Factor, number>;
const keyOf = (row: Pick<MatchOutcome, 'enterprise_id' | 'link_id' | 'district_id'>): string =>
  [row.enterprise_id, row.link_id, row.district_id].join('\n');

/**
 * Each row is taken or refused with the reason; those taken are durable when it resolves. A company that a gate keeps out
 * of the list was not measured and is refused, unless an earlier row of the same approach holds what was measured then.
 */
export async function recordOutcomes(
  db: Database,
  store: string,
  given: readonly NewOutcome[],
  options: { once?: string } = {},
): Promise<RecordedOutcomes> {
  const refused: RefusedOutcome[] = [];
  const found: Found[] = [];
  for (const [index, row] of given.entries()) {
    try {
      found.push({ index, given: row, row: await locate(db, row) });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      refused.push({ index, code: error.code, reason: `${error.message} → ${error.remedy}` });
    }
  }
  const now = await measure(db, found);
  return writingLedger(store, async (ledger) => {
    const known = new Map<string, Measured>();
    for (const row of await selectRows(ledger, 'match_outcome')) known.set(keyOf(row), row);
    const taken: MatchOutcome[] = [];
    for (const { index, row } of found) {
      const measured = known.get(keyOf(row)) ?? now.get(keyOf(row));
      if (measured) {
        const { values, score, snapshot, profile } = measured;
        taken.push({ ...row, values, score, snapshot, profile });
      } else
        refused.push({
          index,
          code: 'outcome_refused',
          reason: `${row.name} does not stand in this list, so nothing was measured → record the first contact before the company is gated or the district closed`,
        });
    }
    refused.sort((a, b) => a.index - b.index);
    if (taken.length === 0) return { accepted: [], refused };
    return { accepted: (await addRows(ledger, 'match_outcome', taken, options)).rows, refused };
  });
}

async function locate(db: Database, given: NewOutcome): Promise<Found['row']> {
  const { link_id } = await findLink(db, given.link);
  const { district_id } = await findDistrict(db, given.district);
  const [company] = await db.rows<{ enterprise_id: string; name: string }>(
    `select enterprise_id, name from enterprise.current where enterprise_id = $text or name = $text
     order by enterprise_id = $text desc, enterprise_id limit 1`,
    { text: given.enterprise },
  );
  if (!company)
    throw new AppError('enterprise_not_found', `there is no company «${given.enterprise}»`, 'give id or full name');
  const decided_on = given.decided_on ?? null;
  if (given.result !== '接洽' && decided_on === null)
    throw new AppError('outcome_refused', `${given.result} has no day`, 'say when it was decided');
  if (decided_on !== null && decided_on < given.contacted_on)
    throw new AppError('outcome_refused', 'it was decided before the first contact', 'correct the days');
  return {
    ...company,
    link_id,
    district_id,
    contacted_on: given.contacted_on,
    result: given.result,
    decided_on,
    reason: given.reason ?? null,
    actor: given.actor,
  };
}

/** What every pair measures today: 0 to 1 per factor, and the score that follows under the profile. */
async function measure(db: Database, found: readonly Found[]): Promise<Map<string, Measured>> {
  const build = await db.one<{ snapshot: string; profile_hash: string }>(
    'select snapshot, profile_hash from meta.build',
  );
  const rules = await rulesOf(db);
  const measured = new Map<string, Measured>();
  for (const link_id of new Set(found.map(({ row }) => row.link_id))) {
    const enterprises = [
      ...new Set(found.filter(({ row }) => row.link_id === link_id).map(({ row }) => row.enterprise_id)),
    ];
    for (const scored of await scoredRows(db, { link_id, enterprises }, every)) {
      const values = Object.fromEntries(factors.map((f) => [f, scored[f]])) as Record<Factor, number>;
      measured.set(keyOf({ ...scored, link_id }), {
        values: JSON.stringify(values),
        score: factors.reduce((sum, f) => sum + rules[f].weight * values[f], 0),
        snapshot: build.snapshot,
        profile: build.profile_hash,
      });
    }
  }
  return measured;
}
