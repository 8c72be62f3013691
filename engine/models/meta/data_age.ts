/** meta.data_age: how old each library is. One row a library of which something was loaded. */
import { libraries } from '../../../data/schema/library.ts';
import { quote } from '../../../data/store/index.ts';
import type { CodeModel } from '../../runner/model.ts';

const inputs = Object.keys(libraries).map((library) => `lake.${library}`);

export const model: CodeModel = {
  inputs,
  version: () => inputs.join(),
  async fill(db, relation) {
    const counted = Object.keys(libraries).map(
      (
        library,
      ) => `select '${library}' as library, count(distinct load_id) as loads, count(distinct source_file) as files, count(*) as rows,
        min(as_of) as oldest_as_of, max(as_of) as newest_as_of from lake.${quote(library)}`,
    );
    await db.run(`insert into ${quote(relation)}
      select library, loads, files, rows, oldest_as_of, newest_as_of, date_diff('day', newest_as_of, max(newest_as_of) over ()) as behind_days
      from (${counted.join(' union all ')}) as c where rows > 0 order by library`);
  },
};
