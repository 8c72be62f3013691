/** What persons decided about pairs: one company or two, one project or two. */
import Type, { type TObject } from 'typebox';
import { maybe, text, whole } from '../types.ts';

export const identitySubjects = ['enterprise', 'project'] as const;
export const identityVerdicts = ['same', 'different', 'undo'] as const;

/** One person's word on one pair. An undo is a row of its own that names the row it takes back. */
export const IdentityDecision = Type.Object({
  subject: Type.Unsafe<(typeof identitySubjects)[number]>(
    Type.Enum([...identitySubjects], { type: 'string', title: '对象', description: 'enterprise 企业, project 项目' }),
  ),
  left_id: text('标识一', 'the smaller of the two'),
  right_id: text('标识二'),
  verdict: Type.Unsafe<(typeof identityVerdicts)[number]>(
    Type.Enum([...identityVerdicts], {
      type: 'string',
      title: '判定',
      description: 'same 同一主体, different 不同主体, undo 撤销',
    }),
  ),
  undoes: maybe(whole('撤销序号', 'sequence of the decision that is taken back')),
  relation: maybe(text('关系', 'of projects: repeat 重复签约, double 两地重复填报, phase 分期, same 一项多码')),
  reason: text('理由'),
  actor: text('判定人', 'person or office, pseudonym'),
});
export type IdentityDecision = Type.Static<typeof IdentityDecision>;

export const identityTables = { identity_decision: IdentityDecision } as const satisfies Record<string, TObject>;
