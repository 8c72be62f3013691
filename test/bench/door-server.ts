/** The server under test, in a process of its own: all routes and, beside them, what one would write without thinking. Usage: tsx door-server.ts <store> */
import { DuckDBInstance } from '@duckdb/node-api';
import Type, { type TObject } from 'typebox';
import { staff } from '../../api/http/access.ts';
import { serve } from '../../api/http/index.ts';
import { file, type Route, rows } from '../../api/http/route.ts';
import { routes } from '../../api/http/routes/index.ts';
import { published } from '../../data/schema/published.ts';
import { currentSnapshot } from '../../data/store/index.ts';
import { matchList } from '../../engine/index.ts';

/** Eight columns of a million companies: texts, numbers, days. */
const names = [
  'enterprise_id',
  'name',
  'province',
  'prefecture',
  'registered_on',
  'capital_cny',
  'source_line',
  'kind',
];
const company = (published['enterprise.current'] as TObject).properties;
const million = `select ${names.join(', ')} from enterprise.current limit 1000000`;
/** As the driver's own documentation shows it. */
const plainly = await (
  await DuckDBInstance.create(currentSnapshot(process.argv[2]!)!.path, { access_mode: 'READ_ONLY' })
).connect();
const summary = { zh: '试', en: 'bench' };
const json = 'application/json';

const peers: Route[] = [
  rows({
    path: '/bench/million',
    summary,
    access: staff,
    row: Type.Object(Object.fromEntries(names.map((name) => [name, company[name]!]))),
    key: [],
    handler: async () => ({ sql: million }),
  }),
  file({
    path: '/bench/million-rows',
    summary,
    access: staff,
    media: json,
    exports: false,
    handler: async () => ({
      type: json,
      body: JSON.stringify(await (await plainly.runAndReadAll(million)).getRowObjectsJson()),
    }),
  }),
  file({
    path: '/bench/match-rows',
    summary,
    access: staff,
    query: Type.Object({ link: Type.String(), district: Type.String(), top: Type.Integer() }),
    media: json,
    exports: false,
    handler: async (c) => ({ type: json, body: JSON.stringify(await matchList(c.db, c.query)) }),
  }),
];

const { url } = await serve({
  store: process.argv[2]!,
  port: 0,
  table: [...routes, ...peers],
  limits: { known: 1e9, stranger: 1e9 },
});
process.send!(url);
