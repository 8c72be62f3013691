/** One row a placed company from elsewhere whose activities are known here: what they add for each district. */
import type { Database } from '../../../data/store/index.ts';
import { LeaningModel } from '../../relatedness/leaning.ts';
import { referenceVocabulary } from '../../relatedness/reference-vocabulary.ts';
import { type CodeModel, digest, type Reading } from '../../runner/model.ts';

const callable = ({
  of,
}: Reading): string => `select e.enterprise_id, e.name, coalesce(e.scope, ''), coalesce(e.products, '')
  from ${of('enterprise.current')} as e
  where e.enterprise_id in (select enterprise_id from ${of('chain.placement')}) and e.kind in ('company', 'plant') and e.province is distinct from '重庆'`;

export const model: CodeModel = {
  inputs: ['enterprise.current', 'chain.placement', 'district.activity', 'reference.district'],
  version: () => digest(referenceVocabulary().terms.join()),
  byCompany: { inputs: ['enterprise.current', 'chain.placement'] },
  async fill(db: Database, relation: string, progress, reading) {
    const leanings = await LeaningModel.read(db);
    const reader = await db.fork();
    let rows = 0;
    try {
      await db.run(
        'create or replace temp table leaning_text (enterprise_id varchar, activities bigint, hundredths varchar)',
      );
      await db.append('leaning_text', async (appender) => {
        for await (const batch of reader.stream(callable(reading))) {
          const [ids, names, scopes, products] = batch.columns as string[][];
          for (let i = 0; i < batch.rows; i++) {
            const { known, hundredths } = leanings.of(names![i]!, scopes![i]!, products![i]!);
            if (known === 0) continue;
            appender.appendVarchar(ids![i]!);
            appender.appendBigInt(BigInt(known));
            // a list appended row by row takes a hundred times longer than its text
            appender.appendVarchar(`[${hundredths.join()}]`);
            appender.endRow();
          }
          rows += batch.rows;
          progress(rows);
        }
      });
      await db.run(
        `insert into ${relation}
         select enterprise_id, activities, list_transform(cast(hundredths as integer[]), lambda x: x / 100.0)
         from leaning_text order by enterprise_id`,
      );
      await db.run('drop table leaning_text');
    } finally {
      reader.close();
    }
  },
};
