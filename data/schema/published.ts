/** Every table of a snapshot: relation → record. Nothing else defines a column of a model. One file a schema, in `published/`. */
import type { TObject } from 'typebox';
import { appraiseTables } from './published/appraise.ts';
import { assessTables } from './published/assess.ts';
import { chainTables } from './published/chain.ts';
import { districtTables } from './published/district.ts';
import { enterpriseTables } from './published/enterprise.ts';
import { expertTables } from './published/expert.ts';
import { investorTables } from './published/investor.ts';
import { matchTables } from './published/match.ts';
import { metaTables } from './published/meta.ts';
import { parkTables } from './published/park.ts';
import { policyTables } from './published/policy.ts';
import { projectTables } from './published/project.ts';
import { searchTables } from './published/search.ts';
import { trendTables } from './published/trend.ts';

export const published = {
  ...enterpriseTables,
  ...chainTables,
  ...districtTables,
  ...expertTables,
  ...investorTables,
  ...matchTables,
  ...parkTables,
  ...trendTables,
  ...policyTables,
  ...metaTables,
  ...projectTables,
  ...assessTables,
  ...searchTables,
  ...appraiseTables,
} as const satisfies Record<string, TObject>;
export type PublishedRelation = keyof typeof published;
