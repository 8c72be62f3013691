/** Rules that models read as tables: limits of the chain analysis, kinds of signs. */
import { ChainRulesRow, readChainRules } from '../data/schema/chain-rules.ts';
import { readSignalRules, SignalKindRow } from '../data/schema/signal-rules.ts';
import { type Database, insertRows } from '../data/store/index.ts';

/** Fills `reference.chain_rules` (one row) and `reference.signal_kind`. @throws AppError rule_invalid */
export async function attachRules(db: Database): Promise<void> {
  const rules = readChainRules();
  const signs = readSignalRules();
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
export const ruleText = (): string => JSON.stringify([readChainRules(), readSignalRules()]);
