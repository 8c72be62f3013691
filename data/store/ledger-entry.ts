/** From an event as handed in to a ledger row: identity, times, CNY; unknown fields become null. */
import { createHash } from 'node:crypto';
import { LedgerEvent, type NewEvent } from '../schema/ledger.ts';
import { cnyPerUnit } from './ledger-reference.ts';

/** `recordedAt`: now, ISO UTC. `knownAt`: when the batch was learned; default recordedAt; an event's own known_at outranks it. */
export type Times = { recordedAt: string; knownAt?: string };

const given = new Set(['event_id', 'known_at', 'recorded_at']);
const fields = Object.keys(LedgerEvent.properties) as (keyof LedgerEvent)[];
const content = fields.filter((field) => !given.has(field));

/** The row that would be recorded. Its shape is unchecked: `event` may be anything that someone sent. */
export function completeEvent(event: NewEvent, times: Times): LedgerEvent {
  const row = Object.fromEntries(fields.map((field) => [field, event?.[field] ?? null])) as LedgerEvent;
  row.known_at = asInstant(row.known_at ?? times.knownAt ?? times.recordedAt);
  row.recorded_at = times.recordedAt;
  if (
    row.amount_cny === null &&
    typeof row.amount === 'number' &&
    typeof row.currency === 'string' &&
    typeof row.happened_on === 'string'
  ) {
    const rate = cnyPerUnit(row.currency, row.happened_on);
    row.amount_cny = rate === null ? null : row.amount * rate;
  }
  row.event_id = contentId(row);
  return row;
}

const contentId = (row: LedgerEvent): string =>
  createHash('sha256')
    .update(JSON.stringify(content.map((field) => row[field])))
    .digest('hex')
    .slice(0, 24);

/** A day stands for its last moment in China (UTC+8); an instant for itself. Text that is neither comes back unchanged. */
export function asInstant(time: string): string {
  const moment = Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(time) ? `${time}T23:59:59.999+08:00` : time);
  return Number.isNaN(moment) ? time : new Date(moment).toISOString();
}
