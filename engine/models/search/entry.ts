/** One row a thing that the search box finds, with its pinyin initials. */
import type { Appender, Batch, Database } from '../../../data/store/index.ts';
import type { CodeModel } from '../../runner/model.ts';
import { initialsOf, initialsVersion } from '../../text/pinyin.ts';

/** Each gives: kind, id, name, detail, district_id, weight. The weight puts the known before the unknown among equal hits. */
const sources = [
  `select 'district', district_id, name, name_en, district_id, cast(1 as double) from reference.district`,
  `select 'link', l.link_id, l.name, c.name, cast(null as varchar), cast(1 as double)
   from reference.link as l join reference.chain as c on l.chain_id = c.chain_id`,
  `select 'policy', policy_id, title, status, case when len(district_ids) = 1 then district_ids[1] end, cast(1 as double) from policy.current`,
  `select 'project', project_id, name, investor_name, district_id, coalesce(agreed_investment_cny, 0) from (
     select distinct on (project_id) * from lake.projects order by project_id, as_of desc, load_sequence desc, row_hash)`,
];

const companies = (from: string): string =>
  `select 'company', enterprise_id, name, coalesce(prefecture, province), district_id, coalesce(capital_cny, 0) from ${from}`;

export const model: CodeModel = {
  inputs: ['enterprise.current', 'policy.current', 'lake.projects'],
  version: () => initialsVersion + sources.join() + companies(''),
  byCompany: {
    inputs: ['enterprise.current'],
    key: "case when kind = 'company' then id end",
    of: ['name', 'province', 'prefecture', 'district_id', 'capital_cny'],
  },
  async fill(db: Database, relation, progress, reading) {
    const own = companies(reading.of('enterprise.current'));
    const reader = await db.fork();
    let rows = 0;
    try {
      await db.append(relation, async (appender) => {
        for (const source of reading.whole ? [...sources, own] : [own])
          for await (const batch of reader.stream(source)) {
            appendBatch(appender, batch);
            rows += batch.rows;
            progress(rows);
          }
      });
    } finally {
      reader.close();
    }
  },
};

function appendBatch(appender: Appender, { rows, columns }: Batch): void {
  const [kinds, ids, names, details, districts, weights] = columns as [
    string[],
    string[],
    string[],
    (string | null)[],
    (string | null)[],
    number[],
  ];
  for (let i = 0; i < rows; i++) {
    appender.appendVarchar(kinds[i]!);
    appender.appendVarchar(ids[i]!);
    appender.appendVarchar(names[i]!);
    appendText(appender, details[i]!);
    appendText(appender, districts[i]!);
    appender.appendVarchar(initialsOf(names[i]!));
    appender.appendDouble(weights[i]!);
    appender.endRow();
  }
}

const appendText = (appender: Appender, text: string | null): void =>
  text === null ? appender.appendNull() : appender.appendVarchar(text);
