/** Until when the ledger of a snapshot knows anything. */
import type { Database } from '../../data/store/index.ts';
import { asInstant } from '../../data/store/ledger-entry.ts';
import { chinaDay as dayAt } from '../../data/store/ledger-judge.ts';

/** The day of the newest news; today for an empty ledger. */
export async function newestNews(db: Database): Promise<string> {
  const { newest } = await db.one<{ newest: string | null }>(
    'select cast(cast(max(known_at) as date) as varchar) as newest from ledger.known',
  );
  return newest ?? new Date().toISOString().slice(0, 10);
}

/** The day in China of a day or an instant. */
export const chinaDay = (time: string): string => dayAt(asInstant(time));
