/** The route table: every route of the house, one file a topic. */
import type { Route } from '../route.ts';
import { appraiseRoutes } from './appraise.ts';
import { assessRoutes } from './assess.ts';
import { bundleRoutes } from './bundle.ts';
import { chainRoutes } from './chain.ts';
import { chainAnalysisRoutes } from './chain-analysis.ts';
import { companyRoutes } from './company.ts';
import { enterpriseRoutes } from './enterprise.ts';
import { expertRoutes } from './expert.ts';
import { firstTalkRoutes } from './first-talk.ts';
import { firstTalkCheckRoutes } from './first-talk-check.ts';
import { fulfilmentRoutes } from './fulfilment.ts';
import { houseRoutes } from './house.ts';
import { identityRoutes } from './identity.ts';
import { jobRoutes } from './jobs.ts';
import { ledgerRoutes } from './ledger.ts';
import { loadRoutes } from './loads.ts';
import { matchRoutes } from './match.ts';
import { metricRoutes } from './metrics.ts';
import { outcomeRoutes } from './outcome.ts';
import { overviewRoutes } from './overview.ts';
import { placeRoutes } from './place.ts';
import { policyRoutes } from './policy.ts';
import { projectRoutes } from './projects.ts';
import { publicRoutes } from './public.ts';
import { searchRoutes } from './search.ts';
import { shortlistRoutes } from './shortlist.ts';
import { tableRoutes } from './tables.ts';
import { trendRoutes } from './trends.ts';
import { uploadRoutes } from './upload.ts';

export const routes: readonly Route[] = [
  ...appraiseRoutes,
  ...houseRoutes(() => routes),
  ...bundleRoutes,
  ...jobRoutes,
  ...loadRoutes,
  ...assessRoutes,
  ...overviewRoutes,
  ...chainRoutes,
  ...chainAnalysisRoutes,
  ...trendRoutes,
  ...matchRoutes,
  ...placeRoutes,
  ...outcomeRoutes,
  ...enterpriseRoutes,
  ...companyRoutes,
  ...identityRoutes,
  ...policyRoutes,
  ...expertRoutes,
  ...searchRoutes,
  ...publicRoutes,
  ...fulfilmentRoutes,
  ...metricRoutes,
  ...projectRoutes,
  ...ledgerRoutes,
  ...firstTalkRoutes,
  ...shortlistRoutes,
  ...firstTalkCheckRoutes,
  ...uploadRoutes,
  ...tableRoutes,
];
