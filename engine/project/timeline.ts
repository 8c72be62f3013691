/** One project from first lead to today: its place in the register and every event, corrected ones included. */
import { AppError } from '../../data/errors.ts';
import { columnsOf } from '../../data/schema/columns.ts';
import { LedgerEvent } from '../../data/schema/ledger.ts';
import { type Database, quote, type Row, readingLedger } from '../../data/store/index.ts';

/** An event with what became of it. Nothing is ever missing from the list: a corrected event says by what and when. */
export type TimelineEvent = LedgerEvent & {
  corrected_by: string | null;
  corrected_at: string | null;
  /** Entered after the snapshot was built: figures follow with the next build. */
  pending: boolean;
};

export type ProjectTimeline = {
  project_id: string;
  /** adcode, after transfers. */
  district_id: string | null;
  /** null while the project is known from entries later than the snapshot only. */
  register: Row | null;
  events: TimelineEvent[];
  escalations: Row[];
};

const list = columnsOf(LedgerEvent)
  .map((c) => (c.type === 'TIMESTAMP' ? `strftime(${c.name}, '%Y-%m-%dT%H:%M:%S.%gZ') as ${c.name}` : quote(c.name)))
  .join(', ');

/**
 * The project as the snapshot shows it, with the events that were entered since. In order of happening, then of knowing.
 * @throws AppError project_not_found
 */
export async function projectTimeline(db: Database, store: string, projectId: string): Promise<ProjectTimeline> {
  const parameters = { project_id: projectId };
  const sql = `select ${list} from ledger.event where project_id = $project_id`;
  const built = await db.rows<LedgerEvent>(sql, parameters);
  const live = await readingLedger(store, (ledger) => ledger.rows<LedgerEvent>(sql, parameters));
  const held = new Set(built.map((e) => e.event_id));
  const events = [...built, ...live.filter((e) => !held.has(e.event_id))];
  if (events.length === 0)
    throw new AppError(
      'project_not_found',
      `no project «${projectId}» is known`,
      'look its code up in the register: yuzhao project list --find WORD',
    );
  const correction = new Map(events.flatMap((e) => (e.corrects ? [[e.corrects, e] as const] : [])));
  const [register] = await db.rows('select * from project.register where project_id = $project_id', parameters);
  const shown = events
    .map((e) => ({
      ...e,
      corrected_by: correction.get(e.event_id)?.event_id ?? null,
      corrected_at: correction.get(e.event_id)?.known_at ?? null,
      pending: !held.has(e.event_id),
    }))
    .sort((a, b) => compare(a.happened_on, b.happened_on) || compare(a.known_at, b.known_at));
  return {
    project_id: projectId,
    district_id: placeOf(shown) ?? (register?.district_id as string | undefined) ?? null,
    register: register ?? null,
    events: shown,
    escalations: await db.rows(
      'select rule_id, title, title_en, escalate_to, days, at_least from project.escalation where project_id = $project_id order by escalate_to, rule_id',
      parameters,
    ),
  };
}

/** Where a project is by its events in their order, as project.register has it: the last transfer, else the newest that names a place. */
function placeOf(events: readonly TimelineEvent[]): string | null {
  const standing = events.filter((e) => !e.corrected_by && e.district_id);
  return (standing.findLast((e) => e.kind === 'transfer') ?? standing.at(-1))?.district_id ?? null;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
