/** One row an enterprise × link for which its name, scope or products give evidence. */

import { readReference } from '../../../data/csv.ts';
import { Link, LinkTerm } from '../../../data/schema/chain.ts';
import type { Database } from '../../../data/store/index.ts';
import type { CodeModel } from '../../runner/model.ts';
import { createPlacer, type Placed, type Placer } from '../../text/placement.ts';

let shared: Placer[] | undefined;

/** One placer a version of the chain graph: a word shared by links of one version is divided among them, not across versions. */
function placers(): Placer[] {
  if (shared) return shared;
  const links = readReference('chain/link.csv', Link);
  const terms = readReference('chain/link_term.csv', LinkTerm);
  shared = [...new Set(links.map((l) => l.version))].map((version) => {
    const own = links.filter((l) => l.version === version);
    const ids = new Set(own.map((l) => l.link_id));
    return createPlacer(
      terms.filter((t) => ids.has(t.link_id)),
      { links: own },
    );
  });
  return shared;
}

/** Below this score (log-odds) the evidence does not speak for the link: trade only, or another meaning of the word. */
const lowestScore = 0;

export const model: CodeModel = {
  inputs: ['enterprise.current'],
  version: () =>
    placers()
      .map((p) => p.hash)
      .join(),
  async fill(db: Database, relation: string, progress) {
    const versions = placers();
    const reader = await db.fork();
    let rows = 0;
    try {
      await db.append(relation, async (appender) => {
        for await (const batch of reader.stream(
          "select enterprise_id, name, coalesce(scope, ''), products from enterprise.current",
        )) {
          const [ids, names, scopes, products] = batch.columns as [string[], string[], string[], (string | null)[]];
          for (let i = 0; i < batch.rows; i++) {
            const named = products[i]?.split(/[、，,；;]/) ?? [];
            for (const placed of versions.flatMap((v) => v.place(names[i]!, scopes[i]!, named))) {
              if (placed.score <= lowestScore) continue;
              appender.appendVarchar(ids[i]!);
              appender.appendVarchar(placed.link_id);
              appender.appendDouble(placed.score);
              appender.appendVarchar(evidenceText(placed));
              appender.endRow();
            }
          }
          rows += batch.rows;
          progress(rows);
        }
      });
    } finally {
      reader.close();
    }
  },
};

/** `word @where/activity +weight`, strongest first, joined by `; `. */
const evidenceText = (placed: Placed): string =>
  placed.evidence
    .toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .map((e) => `${e.word} @${e.where}/${e.activity} ${e.weight < 0 ? '' : '+'}${e.weight.toFixed(2)}`)
    .join('; ');
