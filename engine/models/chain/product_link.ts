/** One row a product of the user's product relations that is clearly a good of one link. */
import { readReference } from '../../../data/csv.ts';
import { Flow, Link, LinkTerm } from '../../../data/schema/chain.ts';
import { readChainRules } from '../../../data/schema/chain-rules.ts';
import type { CodeModel } from '../../runner/model.ts';
import { createPlacer, type Placer } from '../../text/placement.ts';

let shared: Placer | undefined;

/** Only the version of the graph that has flows: relations between products can confirm or add to those. */
function placer(): Placer {
  if (shared) return shared;
  const flowing = new Set(readReference('chain/flow.csv', Flow).flatMap((f) => [f.from_link, f.to_link]));
  const all = readReference('chain/link.csv', Link);
  const versions = new Set(all.filter((l) => flowing.has(l.link_id)).map((l) => l.version));
  const links = all.filter((l) => versions.has(l.version));
  const ids = new Set(links.map((l) => l.link_id));
  shared = createPlacer(
    readReference('chain/link_term.csv', LinkTerm).filter((t) => ids.has(t.link_id)),
    { links },
  );
  return shared;
}

/** The link of a product that no other link claims as well, or null. */
export function linkOfProduct(product: string): { link_id: string; score: number; word: string } | null {
  const { product_score, product_lead } = readChainRules();
  const [best, next] = placer().place('', '', [product]);
  if (!best || best.score < product_score || (next && next.score > best.score - product_lead)) return null;
  return { link_id: best.link_id, score: best.score, word: best.evidence[0]!.word };
}

export const model: CodeModel = {
  inputs: ['lake.relations'],
  version: () => placer().hash + JSON.stringify(readChainRules()),
  async fill(db, relation, progress) {
    const products = await db.rows<{ product: string }>(
      `select distinct unnest([head, tail]) as product from lake.relations where relation in ('上游于', '包含') order by product`,
    );
    await db.append(relation, (appender) => {
      for (const { product } of products) {
        const found = linkOfProduct(product);
        if (!found) continue;
        appender.appendVarchar(product);
        appender.appendVarchar(found.link_id);
        appender.appendDouble(found.score);
        appender.appendVarchar(found.word);
        appender.endRow();
      }
    });
    progress(products.length);
  },
};
