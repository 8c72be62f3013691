/** One row a group of outcomes of like chance, held out by company: what was foretold beside what came. Empty where nothing is fitted. */
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
    if (refit(cases, profile, rules).kind === 'too_few') return;
    const { bins } = measureHeldOut(cases, profile, rules);
    await insertRows(
      db,
      relation,
      published['match.reliability'],
      bins.map((bin, i) => ({ bin: i + 1, ...bin })),
    );
  },
};
