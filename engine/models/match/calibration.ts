/** One row, or none below the number of outcomes that the rules ask for: how wrong fitted chances are on companies that the fit did not see. */
import { readProfile } from '../../../data/schema/profile.ts';
import { published } from '../../../data/schema/published.ts';
import { readRefitRules } from '../../../data/schema/refit-rules.ts';
import { insertRows } from '../../../data/store/index.ts';
import { readCases } from '../../outcome/cases.ts';
import { measureHeldOut } from '../../outcome/held-out.ts';
import { refit } from '../../outcome/refit.ts';
import type { CodeModel } from '../../runner/model.ts';

export const model: CodeModel = {
  inputs: ['ledger.match_outcome'],
  version: () => JSON.stringify(readRefitRules()),
  async fill(db, relation) {
    const [profile, rules, cases] = [readProfile().factors, readRefitRules(), await readCases(db)];
    const fit = refit(cases, profile, rules);
    if (fit.kind === 'too_few') return;
    const held = measureHeldOut(cases, profile, rules);
    await insertRows(db, relation, published['match.calibration'], [
      { ...held, landed: fit.landed, slope: fit.slope, shown: held.better },
    ]);
  },
};
