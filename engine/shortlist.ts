/** Shortlists: companies that a district means to approach, with notes. Steps are rows of the ledger; nothing is changed in place. */
import { createHash } from 'node:crypto';
import { AppError } from '../data/errors.ts';
import type { ShortlistStep } from '../data/schema/ledger/shortlist.ts';
import type { StoredRow } from '../data/schema/ledger-tables.ts';
import { addRows, type Database, readingLedger, selectRows, writingLedger } from '../data/store/index.ts';
import { enterpriseCard } from './describe.ts';
import { findDistrict, findLink } from './lookup.ts';

type Step = StoredRow<'shortlist_step'>;
type State = NonNullable<ShortlistStep['state']>;

/** An entry as it stands, with what the snapshot says of it today. `rank` null: not within the published list. */
export type Shortlisted = {
  entry_id: string;
  enterprise_id: string;
  name: string;
  province: string | null;
  link_id: string;
  link: string;
  link_en: string;
  district_id: string;
  district: string;
  district_en: string;
  state: State;
  rank: number | null;
  score: number | null;
  note: string | null;
  notes: number;
  added_at: string;
  changed_at: string;
};
export type ShortlistNote = Pick<Step, 'entry_id' | 'step' | 'state' | 'note' | 'actor' | 'recorded_at'>;
export type Shortlist = { entries: Shortlisted[]; history: ShortlistNote[] };

type Folded = { last: Step; added_at: string; state: State; gone: boolean; note: string | null; notes: number };

/** Entries by id, in the order in which they were first added. */
function fold(steps: readonly Step[]): Map<string, Folded> {
  const entries = new Map<string, Folded>();
  for (const step of steps) {
    const before = entries.get(step.entry_id);
    const fresh = step.step === 'added' && (!before || before.gone);
    entries.set(step.entry_id, {
      last: step,
      added_at: fresh ? step.recorded_at : before!.added_at,
      state: step.state ?? before!.state,
      gone: step.step === 'removed',
      note: step.note ?? before?.note ?? null,
      notes: (before?.notes ?? 0) + (step.note === null ? 0 : 1),
    });
  }
  return entries;
}

/** All entries that were not removed, newest change first, each with its history. `district`: of that district only. */
export async function listShortlist(
  db: Database,
  store: string,
  { district = null }: { district?: string | null } = {},
): Promise<Shortlist> {
  const steps = await readingLedger(store, (ledger) => selectRows(ledger, 'shortlist_step'));
  const standing = [...fold(steps).values()].filter(
    ({ gone, last }) => !gone && (district === null || last.district_id === district),
  );
  const entries = (await Promise.all(standing.map((entry) => shown(db, entry)))).sort(
    (a, b) => b.changed_at.localeCompare(a.changed_at) || a.entry_id.localeCompare(b.entry_id),
  );
  const ids = new Set(entries.map(({ entry_id }) => entry_id));
  const history = steps.filter(({ entry_id }) => ids.has(entry_id)).map(noteOf);
  return { entries, history };
}

const noteOf = ({ entry_id, step, state, note, actor, recorded_at }: Step): ShortlistNote => ({
  entry_id,
  step,
  state,
  note,
  actor,
  recorded_at,
});

/** A company that is no longer in the snapshot keeps the name that it had when it was added. */
async function shown(db: Database, { last, ...entry }: Folded): Promise<Shortlisted> {
  const { entry_id, enterprise_id, link_id, district_id } = last;
  const today = await db.one<Omit<Shortlisted, 'name'> & { name: string | null }>(
    `select e.name, e.province, l.name as link, l.name_en as link_en, d.name as district, d.name_en as district_en, r.rank, r.score
     from (select $enterprise_id as enterprise_id, $link_id as link_id, $district_id as district_id) as k
     left join enterprise.alias as a on a.alias_id = k.enterprise_id
     left join enterprise.current as e on e.enterprise_id = coalesce(a.enterprise_id, k.enterprise_id)
     left join reference.link as l on l.link_id = k.link_id
     left join reference.district as d on d.district_id = k.district_id
     left join match.ranked as r on r.enterprise_id = e.enterprise_id and r.link_id = k.link_id and r.district_id = k.district_id`,
    { enterprise_id, link_id, district_id },
  );
  return {
    ...today,
    name: today.name ?? last.enterprise,
    entry_id,
    enterprise_id,
    link_id,
    district_id,
    state: entry.state,
    note: entry.note,
    notes: entry.notes,
    added_at: entry.added_at,
    changed_at: last.recorded_at,
  };
}

export type NewEntry = { enterprise: string; link: string; district: string; note: string | null; actor: string };

/**
 * Puts a company on the list of a district for a link; one that is there already stays as it is and gets the note.
 * Durable when it resolves. @throws AppError enterprise_not_found, link_not_found, district_not_found, store_locked
 */
export async function addToShortlist(
  db: Database,
  store: string,
  { note, actor, ...named }: NewEntry,
): Promise<{ entry_id: string; repeated: boolean }> {
  const { enterprise } = await enterpriseCard(db, named.enterprise);
  const { link_id } = await findLink(db, named.link);
  const { district_id } = await findDistrict(db, named.district);
  const { enterprise_id } = enterprise;
  const entry_id = entryId(enterprise_id, link_id, district_id);
  const key = { entry_id, enterprise_id, enterprise: enterprise.name, link_id, district_id, actor };
  return writingLedger(store, async (ledger) => {
    const earlier = fold(await selectRows(ledger, 'shortlist_step', { entry_id })).get(entry_id);
    const standing = earlier !== undefined && !earlier.gone;
    if (!standing) await addRows(ledger, 'shortlist_step', [{ ...key, step: 'added', state: 'to_call', note }]);
    else if (note !== null) await addRows(ledger, 'shortlist_step', [{ ...key, step: 'noted', state: null, note }]);
    return { entry_id, repeated: standing };
  });
}

const entryId = (...parts: string[]): string =>
  `HX${createHash('sha256').update(parts.join('|')).digest('hex').slice(0, 12).toUpperCase()}`;

/** The district of an entry, whether it stands or was removed. @throws AppError shortlist_not_found */
export async function districtOfEntry(store: string, entry_id: string): Promise<string> {
  const [step] = await readingLedger(store, (ledger) => selectRows(ledger, 'shortlist_step', { entry_id }));
  if (!step) throw missing(entry_id);
  return step.district_id;
}

export type NewStep = { step: 'noted' | 'moved' | 'removed'; state: State | null; note: string | null; actor: string };

/** @throws AppError shortlist_not_found, shortlist_refused for a step that says nothing or comes after the removal */
export function stepShortlist(store: string, entry_id: string, given: NewStep): Promise<ShortlistNote> {
  return writingLedger(store, async (ledger) => {
    const entry = fold(await selectRows(ledger, 'shortlist_step', { entry_id })).get(entry_id);
    if (!entry) throw missing(entry_id);
    if (entry.gone) throw refused('the entry was removed', 'add the company again');
    if (given.step === 'noted' && given.note === null)
      throw refused('a note without words', 'write what is to be known');
    if (given.step === 'moved' && given.state === null) throw refused('no state is named', 'name the new state');
    const { enterprise_id, enterprise, link_id, district_id } = entry.last;
    const state = given.step === 'moved' ? given.state : null;
    const row = { entry_id, enterprise_id, enterprise, link_id, district_id, ...given, state };
    const { rows } = await addRows(ledger, 'shortlist_step', [row]);
    return noteOf(rows[0]!);
  });
}

const missing = (id: string) =>
  new AppError('shortlist_not_found', `there is no entry «${id}»`, 'list the entries: /api/shortlist');
const refused = (what: string, remedy: string) => new AppError('shortlist_refused', what, remedy);
