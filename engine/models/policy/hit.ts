/** Clauses that a reviewer should look at, one row a rule and sentence: the current rule pack over every piece of every policy. */
import { createHash } from 'node:crypto';
import { currentPack } from '../../../data/schema/compliance.ts';
import type { Database } from '../../../data/store/index.ts';
import type { CodeModel } from '../../runner/model.ts';
import { screenWith } from '../../screen/screen.ts';

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

/** Pieces that say nothing of their own. */
const silent = new Set(['标题', '文号']);

export const model: CodeModel = {
  inputs: ['policy.article'],
  version: () => digest(JSON.stringify(currentPack())),
  async fill(db: Database, relation, progress) {
    const pack = currentPack();
    const screen = screenWith(pack);
    const pieces = await db.rows<{ policy_id: string; piece_id: string; kind: string; text: string }>(
      'select policy_id, piece_id, kind, text from policy.article order by policy_id, ordinal',
    );
    let rows = 0;
    await db.run('create temp table hit_json (row json)');
    await db.append('hit_json', (appender) => {
      for (const piece of pieces) {
        if (silent.has(piece.kind)) continue;
        for (const { rule, quote, start } of screen(piece.text)) {
          appender.appendVarchar(
            JSON.stringify({
              hit_id: digest([piece.piece_id, rule.rule_id, quote].join('\n')),
              policy_id: piece.policy_id,
              piece_id: piece.piece_id,
              ...rule,
              quote,
              start,
              pack: `${pack.pack_id} ${pack.version}`,
            }),
          );
          appender.endRow();
          progress(++rows);
        }
      }
    });
    await db.run(`insert into ${relation} select row->>'hit_id', row->>'policy_id', row->>'piece_id', row->>'article',
      cast(row->'also' as varchar[]), row->>'strength', row->>'title', row->>'quote', cast(row->>'start' as bigint), row->>'why',
      row->>'check', row->>'rule_id', row->>'pack' from hit_json order by 2, 3, 9, 12`);
    await db.run('drop table hit_json');
  },
};
