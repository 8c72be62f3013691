/** One row an enterprise × link for which its name, scope or products give evidence. */
import { readReference } from '../../../data/csv.ts';
import { Link, LinkTerm } from '../../../data/schema/chain.ts';
import type { Database } from '../../../data/store/index.ts';
import type { CodeModel } from '../../runner/model.ts';
import { onThreads } from '../../runner/threads.ts';
import { type ChainWords, type PlacedBatch, placersVersion } from '../../text/placers.ts';

const module = new URL('../../text/placers.ts', import.meta.url);

let read: ChainWords | undefined;

function words(): ChainWords {
  read ??= { links: readReference('chain/link.csv', Link), terms: readReference('chain/link_term.csv', LinkTerm) };
  return read;
}

export const model: CodeModel = {
  inputs: ['enterprise.current'],
  version: () => placersVersion(words()),
  byCompany: { inputs: ['enterprise.current'], of: ['name', 'scope', 'products'] },
  async fill(db: Database, relation: string, progress, reading) {
    const companies = `from ${reading.of('enterprise.current')}`;
    const { n } = await db.one<{ n: number }>(`select count(*) as n ${companies}`);
    const reader = await db.fork();
    const task = { module, given: words() };
    let rows = 0;
    try {
      const batches = reader.vectors(`select enterprise_id, name, scope, products ${companies}`, {}, 8192);
      await db.append(relation, async (appender) => {
        for await (const placed of onThreads<ChainWords, PlacedBatch>(task, batches, { rows: n })) {
          for (let i = 0; i < placed.ids.length; i++) {
            appender.appendVarchar(placed.ids[i]!);
            appender.appendVarchar(placed.links[i]!);
            appender.appendDouble(placed.scores[i]!);
            appender.appendVarchar(placed.evidence[i]!);
            appender.endRow();
          }
          rows += placed.rows;
          progress(rows);
        }
      });
    } finally {
      reader.close();
    }
  },
};
