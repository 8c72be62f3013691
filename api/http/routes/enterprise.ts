/** Companies. */
import Type from 'typebox';
import { published } from '../../../data/schema/published.ts';
import { real, text } from '../../../data/schema/types.ts';
import { enterpriseCard } from '../../../engine/index.ts';
import { staff } from '../access.ts';
import { item, type Route } from '../route.ts';

const Placement = Type.Object({
  link_id: text('环节'),
  link: text('环节名称'),
  link_en: text('环节英文名'),
  score: real('环节契合', 'log-odds'),
  evidence: Type.Array(
    Type.Object({ word: text('词'), where: text('出处'), activity: text('活动'), weight: real('权重', 'log-odds') }),
  ),
});

/** What a card of a company always says. */
export const companyRecord = {
  enterprise: published['enterprise.current'],
  placements: Type.Array(Placement),
  provenance: Type.Array(published['enterprise.provenance']),
  conflicts: Type.Array(published['enterprise.conflict']),
  aliases: Type.Array(published['enterprise.alias']),
};

export const enterpriseRoutes: Route[] = [
  item({
    path: '/api/enterprises/:id',
    summary: {
      zh: '企业、来源与冲突、所在环节',
      en: 'One company: golden record with provenance and conflicts, links in which it is placed',
    },
    access: staff,
    params: Type.Object({ id: Type.String({ maxLength: 40 }) }),
    answer: Type.Object(companyRecord),
    handler: (c) => enterpriseCard(c.db, c.params.id),
  }),
];
