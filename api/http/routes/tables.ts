/** Every published table, for notebooks and other tools: as Parquet with ranges, and as a list in every other format. */
import type { TObject } from 'typebox';
import { columnsOf } from '../../../data/schema/columns.ts';
import { published } from '../../../data/schema/published.ts';
import { quote, tableFile } from '../../../data/store/index.ts';
import { allow } from '../access.ts';
import { media } from '../formats/index.ts';
import { file, type Route, rows } from '../route.ts';

/** All districts at once, so not for officers: what belongs to their district has routes of its own. */
const analysts = allow({ planner: 'all', researcher: 'all', leader: 'all' });

const tableRoutesOf = ([relation, record]: [string, TObject]): Route[] => [
  file({
    path: `/tables/${relation}.parquet`,
    summary: { zh: `数据表 ${relation}（Parquet，支持分段读取）`, en: `Table ${relation} as Parquet, with ranges` },
    access: analysts,
    media: media.parquet,
    exports: true,
    handler: async (c) => ({ type: media.parquet, path: await tableFile(c.store, c.snapshot.id, relation) }),
  }),
  rows({
    path: `/tables/${relation}`,
    summary: { zh: `数据表 ${relation}`, en: `Table ${relation}` },
    access: analysts,
    row: record,
    key: [],
    filters: columnsOf(record).map((column) => column.name),
    handler: async () => ({ sql: `select * from ${quote(relation)}` }),
  }),
];

export const tableRoutes: Route[] = Object.entries(published as Record<string, TObject>).flatMap(tableRoutesOf);
