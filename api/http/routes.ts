/** The routes of the pages: overview, links, districts, matches, companies. */
import { Type, type TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { readProfile } from '../../data/schema/profile.ts';
import { enterpriseCard, linkList, matchList, overview } from '../../engine/index.ts';
import { parseWeights } from '../match-options.ts';
import { matchWorkbook } from '../match-workbook.ts';
import type { SnapshotReader } from './reader.ts';

const MatchQuery = Type.Object({
  link: Type.String({ minLength: 1, maxLength: 100 }),
  district: Type.String({ minLength: 1, maxLength: 100 }),
  top: Type.Integer({ minimum: 1, maximum: 1000, default: 50 }),
  weights: Type.Optional(Type.String({ maxLength: 2000 })),
});

type MatchQuery = Type.Static<typeof MatchQuery>;

const question = ({ link, district, top, weights }: MatchQuery) => ({
  link,
  district,
  top,
  ...(weights ? { weights: parseWeights(weights) } : {}),
});

export function routes(instance: FastifyInstance, reader: SnapshotReader): void {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>();
  app.get('/health', async () => ({ ok: true }));
  app.get('/api/overview', () => reader.read((db) => overview(db)));
  app.get('/api/links', () => reader.read(async (db, snapshot) => ({ snapshot, rows: await linkList(db) })));
  app.get('/api/districts', () =>
    reader.read(async (db, snapshot) => ({
      snapshot,
      rows: await db.rows(
        'select district_id, name, short_name, name_en, kind, area_group_2020, area_group_opinion, tile_x, tile_y from reference.district order by district_id',
      ),
    })),
  );
  app.get('/api/match', { schema: { querystring: MatchQuery } }, (request) =>
    reader.read((db) => matchList(db, question(request.query))),
  );
  app.get('/api/match.xlsx', { schema: { querystring: MatchQuery } }, async (request, reply) => {
    const answer = await reader.read((db) => matchList(db, question(request.query)));
    const name = encodeURIComponent(`目标企业-${answer.link.name}-${answer.district.name}.xlsx`);
    reply.header('content-disposition', `attachment; filename="targets.xlsx"; filename*=UTF-8''${name}`);
    reply.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
    return reply.send(Buffer.from(await matchWorkbook(answer, readProfile())));
  });
  app.get(
    '/api/enterprises/:id',
    { schema: { params: Type.Object({ id: Type.String({ maxLength: 40 }) }) } },
    (request) => reader.read((db) => enterpriseCard(db, request.params.id)),
  );
}
