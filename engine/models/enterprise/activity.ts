/** One row a placed company or branch whose name, scope or products name activities of the closed vocabulary: which. */
import type { Database } from '../../../data/store/index.ts';
import { activityText, referenceVocabulary } from '../../relatedness/reference-vocabulary.ts';
import { type CodeModel, digest, type Reading } from '../../runner/model.ts';

const placed = ({ of }: Reading): string => `select enterprise_id, name, coalesce(scope, ''), coalesce(products, '')
  from ${of('enterprise.current')}
  where enterprise_id in (select enterprise_id from ${of('chain.placement')})`;

export const model: CodeModel = {
  inputs: ['enterprise.current', 'chain.placement'],
  version: () => digest(referenceVocabulary().terms.join()),
  byCompany: { inputs: ['enterprise.current', 'chain.placement'] },
  beside: true,
  async fill(db: Database, relation: string, progress, reading) {
    const vocabulary = referenceVocabulary();
    const reader = await db.fork();
    let rows = 0;
    try {
      await db.run('create or replace temp table activity_text (enterprise_id varchar, activities varchar)');
      await db.append('activity_text', async (appender) => {
        for await (const batch of reader.stream(placed(reading))) {
          const [ids, names, scopes, products] = batch.columns as string[][];
          for (let i = 0; i < batch.rows; i++) {
            const activities = vocabulary.itemsOf([activityText(names![i]!, scopes![i]!, products![i]!)]);
            if (activities.length === 0) continue;
            appender.appendVarchar(ids![i]!);
            // a list appended row by row takes a hundred times longer than its text
            appender.appendVarchar(`[${activities.join()}]`);
            appender.endRow();
          }
          rows += batch.rows;
          progress(rows);
        }
      });
      await db.run(
        `insert into ${relation} select enterprise_id, cast(activities as bigint[]) from activity_text order by enterprise_id;
         drop table activity_text`,
      );
    } finally {
      reader.close();
    }
  },
};
