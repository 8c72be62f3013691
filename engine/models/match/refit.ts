/** One row a factor, and the intercept: its weight as fitted to outcomes, beside the editorial one. Empty below the number that the rules ask for. */
import { factors, readProfile } from '../../../data/schema/profile.ts';
import { published } from '../../../data/schema/published.ts';
import { readRefitRules } from '../../../data/schema/refit-rules.ts';
import { insertRows } from '../../../data/store/index.ts';
import { readCases } from '../../outcome/cases.ts';
import { refit } from '../../outcome/refit.ts';
import type { CodeModel } from '../../runner/model.ts';

export const model: CodeModel = {
  inputs: ['ledger.match_outcome'],
  version: () => JSON.stringify(readRefitRules()),
  async fill(db, relation) {
    const profile = readProfile().factors;
    const fit = refit(await readCases(db), profile, readRefitRules());
    if (fit.kind === 'too_few') return;
    const { n, landed } = fit;
    await insertRows(db, relation, published['match.refit'], [
      { factor: 'intercept', profile_weight: null, weight: fit.intercept, n, landed },
      ...factors.map((factor) => ({
        factor,
        profile_weight: profile[factor].weight,
        weight: fit.weights[factor],
        n,
        landed,
      })),
    ]);
  },
};
