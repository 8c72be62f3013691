/** Which events the ledger takes, and in words why it refuses the others. */
import type { TObject } from 'typebox';
import { Compile } from 'typebox/compile';
import {
  type Appended,
  type EventKind,
  kindRule,
  LedgerEvent,
  type NewEvent,
  type RefusalCode,
  type Refused,
} from '../schema/ledger.ts';
import { completeEvent, type Times } from './ledger-entry.ts';
import { knownCurrencies, knownDistricts } from './ledger-reference.ts';

/** What is known of a project before the batch. `contract_on` is null before its contract. */
export type ProjectState = { contract_on: string | null; district_id: string | null };

/** What the ledger knows of the things that a batch names. */
export type Known = {
  projects: Map<string, ProjectState>;
  /** Events that the batch names, by id or in `corrects`. */
  events: Map<string, { project_id: string | null; corrected_by: string | null }>;
};

type Verdict = { code: RefusalCode; reason: string } | null;

const fits = Compile(LedgerEvent as TObject);
const no = (code: RefusalCode, reason: string): Verdict => ({ code, reason });

/**
 * Judges a batch in its order, contracts first so that a batch may hold a project's whole life in any order. `known` is
 * brought up to date with what is accepted. `only`: adcode of the one district that may be written to. Nothing is thrown for a bad event: it is refused, everything else is kept.
 */
export function judgeEvents(
  events: readonly NewEvent[],
  known: Known,
  { only, ...times }: Times & { only?: string | undefined },
): Appended {
  const accepted = new Map<number, LedgerEvent>();
  const refused: Refused[] = [];
  const contractsFirst = events
    .map((event, index) => ({ event, index }))
    .sort((a, b) => order(a.event) - order(b.event) || a.index - b.index);
  for (const { event, index } of contractsFirst) {
    const entry = completeEvent(event, times);
    const verdict =
      ofShape(event, entry) ??
      ofContent(entry) ??
      ofScope(entry, known, only) ??
      ofIdentity(entry, known) ??
      ofProject(entry, known);
    if (verdict) refused.push({ index, event, ...verdict });
    else {
      const whole = withDistrict(entry, known);
      accepted.set(index, whole);
      remember(whole, known);
    }
  }
  refused.sort((a, b) => a.index - b.index);
  return { accepted: [...accepted].sort(([a], [b]) => a - b).map(([, event]) => event), refused };
}

const order = (event: NewEvent): number => (event?.kind === 'contract' && !event.corrects ? 0 : 1);

function ofShape(event: NewEvent, entry: LedgerEvent): Verdict {
  if (!fits.Check(entry)) {
    const [first] = fits.Errors(entry);
    return no('shape', `${first?.instancePath.slice(1) || 'event'}: ${first?.message ?? 'does not fit the record'}`);
  }
  const strange = Object.keys(event).filter((field) => !(field in LedgerEvent.properties));
  if (strange.length) return no('shape', `unknown field ${strange.join(', ')}`);
  if (entry.project_id === null && entry.kind !== 'task') return no('shape', 'project_id is missing');
  if (entry.kind === 'retraction' && entry.corrects === null)
    return no('shape', 'a retraction says in corrects which event it takes away');
  if (entry.known_at > entry.recorded_at)
    return no('shape', `known_at ${entry.known_at} lies after the entry itself (${entry.recorded_at})`);
  return null;
}

function ofContent(entry: LedgerEvent): Verdict {
  const rule = kindRule(entry.kind as EventKind);
  if (entry.district_id !== null && !knownDistricts().has(entry.district_id))
    return no('unknown_district', `district ${entry.district_id} is not in data/reference/geo/district.csv`);
  if (entry.currency !== null && !knownCurrencies().has(entry.currency))
    return no(
      'unknown_currency',
      `currency ${entry.currency} is not in data/reference/money; give an ISO 4217 code that is`,
    );
  if (rule.money && entry.amount_cny === null)
    return no('amount_missing', `a ${entry.kind} (${rule.title}) needs an amount`);
  if ((entry.amount_cny ?? 0) < 0)
    return no('amount_negative', 'an amount is never negative; correct the earlier event instead');
  if (!rule.ahead && entry.happened_on > chinaDay(entry.known_at))
    return no(
      'happens_later_than_known',
      `happened on ${entry.happened_on}, but was known on ${chinaDay(entry.known_at)}`,
    );
  return null;
}

/** Says nothing of a project elsewhere but that it is elsewhere. Tasks and transfers are the city's. */
function ofScope(entry: LedgerEvent, known: Known, only: string | undefined): Verdict {
  if (only === undefined) return null;
  const place = entry.project_id === null ? undefined : known.projects.get(entry.project_id)?.district_id;
  if (entry.kind === 'task') return no('other_district', 'tasks are set for the districts, not by them');
  if ((place ?? entry.district_id) === only && (entry.district_id ?? only) === only) return null;
  return no('other_district', `this is not of district ${only}`);
}

function ofIdentity(entry: LedgerEvent, known: Known): Verdict {
  if (known.events.has(entry.event_id))
    return no(
      'duplicate',
      `on record already as ${entry.event_id}; if this is another one, say so in note or evidence`,
    );
  if (entry.corrects === null) return null;
  const target = known.events.get(entry.corrects);
  if (!target) return no('corrects_unknown', `corrects ${entry.corrects}, which is not in the ledger`);
  if (target.project_id !== entry.project_id)
    return no('corrects_other_project', `${entry.corrects} belongs to project ${target.project_id}`);
  if (target.corrected_by)
    return no('already_corrected', `${entry.corrects} was corrected by ${target.corrected_by}; correct that one`);
  return null;
}

function ofProject(entry: LedgerEvent, known: Known): Verdict {
  if (entry.project_id === null) return null;
  const rule = kindRule(entry.kind as EventKind);
  const project = known.projects.get(entry.project_id);
  if (!project && !rule.opens)
    return no(
      'unknown_project',
      `project ${entry.project_id} is unknown: enter its lead, first talk or contract first`,
    );
  if (rule.after_contract && !project?.contract_on)
    return no('no_contract', `project ${entry.project_id} has no contract`);
  if (rule.after_contract && entry.happened_on < project!.contract_on!)
    return no(
      'before_contract',
      `${entry.kind} of ${entry.happened_on} lies before the contract of ${project!.contract_on}`,
    );
  if (entry.kind === 'contract' && !entry.corrects && project?.contract_on)
    return no(
      'contract_exists',
      `project ${entry.project_id} has a contract of ${project.contract_on}; enter a contract_revision or a correction`,
    );
  if (entry.kind === 'transfer' && entry.district_id === null)
    return no('shape', 'a transfer names the district that takes over');
  if (entry.kind === 'transfer' && entry.district_id === project?.district_id)
    return no('transfer_to_itself', `project ${entry.project_id} is in ${entry.district_id} already`);
  return null;
}

const withDistrict = (entry: LedgerEvent, known: Known): LedgerEvent =>
  entry.district_id === null && entry.project_id !== null
    ? { ...entry, district_id: known.projects.get(entry.project_id)?.district_id ?? null }
    : entry;

function remember(entry: LedgerEvent, known: Known): void {
  known.events.set(entry.event_id, { project_id: entry.project_id, corrected_by: null });
  if (entry.corrects) known.events.get(entry.corrects)!.corrected_by = entry.event_id;
  if (entry.project_id === null) return;
  const project = known.projects.get(entry.project_id) ?? { contract_on: null, district_id: null };
  if (entry.kind === 'contract') project.contract_on = entry.happened_on;
  if (entry.kind === 'transfer' || entry.kind === 'contract' || project.district_id === null)
    project.district_id = entry.district_id ?? project.district_id;
  known.projects.set(entry.project_id, project);
}

/** The day in China at an instant. */
export const chinaDay = (instant: string): string =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10);
