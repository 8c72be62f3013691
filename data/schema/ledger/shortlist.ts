/** Shortlists: which company a district means to approach for which link, what came of it, and what was noted on the way. */
import Type, { type TObject } from 'typebox';
import { maybe, text } from '../types.ts';

export const shortlistSteps = ['added', 'noted', 'moved', 'removed'] as const;
export const shortlistStates = ['to_call', 'called', 'visit_set', 'visited', 'talking', 'paused'] as const;

/** One step of one entry; an entry is a company × link × district, and its newest state speaks. */
export const ShortlistStep = Type.Object({
  entry_id: text('候选编号', 'from company, link and district: added again it is the same'),
  enterprise_id: text('企业标识'),
  enterprise: text('企业名称', 'as it was called then'),
  link_id: text('环节'),
  district_id: text('区县', 'adcode'),
  step: Type.Unsafe<(typeof shortlistSteps)[number]>(
    Type.Enum([...shortlistSteps], {
      type: 'string',
      title: '操作',
      description: 'added 加入, noted 记事, moved 变更状态, removed 移出',
    }),
  ),
  state: maybe(
    Type.Unsafe<(typeof shortlistStates)[number]>(
      Type.Enum([...shortlistStates], {
        type: 'string',
        title: '状态',
        description:
          'to_call 待联系, called 已联系, visit_set 已约访, visited 已拜访, talking 洽谈中, paused 暂缓; of added and moved',
      }),
    ),
  ),
  note: maybe(text('记事', 'no personal data')),
  actor: text('经办', 'person or office, pseudonym'),
});
export type ShortlistStep = Type.Static<typeof ShortlistStep>;

export const shortlistTables = { shortlist_step: ShortlistStep } as const satisfies Record<string, TObject>;
