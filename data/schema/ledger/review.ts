/** What people found when they looked at a suspicion of the checks. */
import Type, { type TObject } from 'typebox';
import { maybe, text, texts } from '../types.ts';

export const verdicts = ['confirmed', 'explained', 'open'] as const;

/** One person's verdict on one suspicion; the newest row of a suspicion speaks. */
export const SuspicionVerdict = Type.Object({
  suspicion_id: text('疑点标识', 'hash of check, projects and events: changes when the events do'),
  check: text('检查项'),
  project_ids: texts('项目'),
  verdict: Type.Unsafe<(typeof verdicts)[number]>(
    Type.Enum([...verdicts], {
      type: 'string',
      title: '核查结论',
      description: 'confirmed 属实, explained 有合理解释, open 重新待核',
    }),
  ),
  reason: text('说明'),
  evidence: maybe(text('佐证', 'document or link')),
  actor: text('核查人', 'person or office, pseudonym'),
});
export type SuspicionVerdict = Type.Static<typeof SuspicionVerdict>;

export const reviewTables = { suspicion_verdict: SuspicionVerdict } as const satisfies Record<string, TObject>;
