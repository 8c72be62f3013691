/** Human verdicts on clauses that the screening marked. */
import Type, { type TObject } from 'typebox';
import { text } from '../types.ts';

export const policyVerdicts = ['无问题', '需修改', '违反', '适用例外', '重新待核'] as const;

/** One reviewer's word on one hit. */
export const PolicyVerdict = Type.Object({
  hit_id: text('命中'),
  policy_id: text('文号'),
  piece_id: text('片段'),
  rule_id: text('规则'),
  quote: text('原文'),
  pack: text('规则包'),
  verdict: Type.Unsafe<(typeof policyVerdicts)[number]>(
    Type.Enum([...policyVerdicts], {
      type: 'string',
      title: '审查意见',
      description: 'the newest row of a hit speaks',
    }),
  ),
  reason: text('理由'),
  actor: text('审查人', 'person or office, pseudonym'),
});
export type PolicyVerdict = Type.Static<typeof PolicyVerdict>;

export const policyLedgerTables = { policy_verdict: PolicyVerdict } as const satisfies Record<string, TObject>;
