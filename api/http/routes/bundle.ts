/** The research bundle of a snapshot. */
import { Readable } from 'node:stream';
import { bundleOf } from '../../bundle/write.ts';
import { allow } from '../access.ts';
import { file, type Route } from '../route.ts';
import { storeSecret } from '../scope.ts';

export const bundleRoutes: Route[] = [
  file({
    path: '/api/bundle.zip',
    summary: {
      zh: '研究包：全部数据表、查询、评分方案、版本与校验值',
      en: 'Research bundle: all tables, queries, profile, versions, hashes; no person in it',
    },
    access: allow({ planner: 'all', researcher: 'all', leader: 'all' }),
    media: 'application/zip',
    exports: true,
    handler: async (c) => {
      const { name, bytes } = bundleOf(c.store, storeSecret(c.store), c.snapshot.id);
      return { type: 'application/zip', name: `yuzhao-${name}`, body: Readable.from(bytes, { objectMode: false }) };
    },
  }),
];
