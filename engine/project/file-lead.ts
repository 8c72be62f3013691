/** A lead as an enterprise or an office files it: one event of the ledger that opens a project. */
import { createHash } from 'node:crypto';
import { AppError } from '../../data/errors.ts';
import type { Database } from '../../data/store/index.ts';
import { recordEvents } from './record-events.ts';

export type FiledLead = {
  investor: string;
  content: string;
  district_id: string | null;
  investment_cny: number | null;
  land_mu: number | null;
  actor: string;
};

/** The project code follows from who files what: filed twice it is one lead. @throws AppError lead_refused, store_locked */
export async function fileLead(
  db: Database,
  store: string,
  lead: FiledLead,
  today: string,
): Promise<{ project_id: string }> {
  const { investor, content, district_id, investment_cny, land_mu, actor } = lead;
  const told = JSON.stringify([investor, content, district_id, actor]);
  const project_id = `XS${createHash('sha256').update(told).digest('hex').slice(0, 12).toUpperCase()}`;
  const { accepted, refused } = await recordEvents(
    store,
    [
      {
        project_id,
        district_id,
        kind: 'lead',
        happened_on: today,
        investor,
        note: content,
        land_mu,
        ...(investment_cny === null
          ? {}
          : { amount: investment_cny, currency: 'CNY', amount_text: `${investment_cny} 元` }),
        evidence_grade: 'D',
        actor,
        source: 'policy page',
      },
    ],
    { db },
  );
  if (!accepted.length && refused[0]?.code !== 'duplicate')
    throw new AppError('lead_refused', refused[0]?.reason ?? 'the lead was not taken', 'correct it and send it again');
  return { project_id };
}
