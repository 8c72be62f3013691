/** Rules that models read as tables: limits of the chain analysis, kinds of signs. */
import { ChainRulesRow, readChainRules } from '../data/schema/chain-rules.ts';
import { ProjectPairRulesRow, projectPairRow, readProjectPairRules } from '../data/schema/project-pair.ts';
import { readSignalRules, SignalKindRow } from '../data/schema/signal-rules.ts';
import { readSurvivorshipRules, SurvivorshipRow, survivorshipRows } from '../data/schema/survivorship.ts';
import { type Database, insertRows } from '../data/store/index.ts';

/** Fills `reference.chain_rules` (one row), `reference.signal_kind`, `reference.survivorship` and `reference.project_pair_rules` (one row). @throws AppError rule_invalid */
export async function attachRules(db: Database): Promise<void> {
  const rules = readChainRules();
  const signs = readSignalRules();
  await insertRows(db, 'reference.survivorship', SurvivorshipRow, survivorshipRows());
  await insertRows(db, 'reference.project_pair_rules', ProjectPairRulesRow, [projectPairRow()]);
  await insertRows(db, 'reference.chain_rules', ChainRulesRow, [
    { ...rules, anchor_signals: rules.anchor_signals.join('|') },
  ]);
  await insertRows(
    db,
    'reference.signal_kind',
    SignalKindRow,
    signs.kinds.map((kind) => ({ ...kind, repeat_decay: signs.repeat_decay })),
  );
}

/** Changes when one of these rules does. */
export const ruleText = (): string =>
  JSON.stringify([readChainRules(), readSignalRules(), readSurvivorshipRules(), readProjectPairRules()]);
