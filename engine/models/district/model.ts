/** One row a part of the fitted node × district model: what it weighs, what was believed before, and how well the whole foretold. */
import { readDistrictRules } from '../../../data/schema/district-rules.ts';
import { published } from '../../../data/schema/published.ts';
import { type Database, insertRows } from '../../../data/store/index.ts';
import { entryInputs, readLinkEntries } from '../../relatedness/link-entries.ts';
import { fitToStore } from '../../relatedness/link-fit.ts';
import { LINK_PARTS } from '../../relatedness/link-model.ts';
import { type CodeModel, digest } from '../../runner/model.ts';

const dayOf = (year: number): string => {
  const whole = Math.floor(year);
  return new Date(Date.UTC(whole, 0, 1) + Math.floor((year - whole) * 366) * 86_400_000).toISOString().slice(0, 10);
};

export const model: CodeModel = {
  inputs: entryInputs,
  version: () => JSON.stringify(readDistrictRules()),
  beside: true,
  async fill(db: Database, relation: string) {
    const rules = readDistrictRules();
    const local = await readLinkEntries(db);
    const fit = fitToStore(local, rules);
    const hash = digest(JSON.stringify([fit.coefficient, fit.centre]));
    await insertRows(
      db,
      relation,
      published['district.model'],
      LINK_PARTS.map((part) => ({
        part,
        coefficient: fit.coefficient[part],
        believed: rules.affinity[part].mean,
        centre: fit.centre[part],
        pairs: fit.pairs,
        came: fit.came,
        fitted_to: local.asOf > 0 ? dayOf(local.asOf) : null,
        auc: fit.auc,
        auc_size: fit.aucOfSize,
        model_hash: hash,
      })),
    );
  },
};
