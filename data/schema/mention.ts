/** Names that relations and signs mention, resolved to companies that some list holds. */
import Type from 'typebox';
import rules from '../rules/mentions.json' with { type: 'json' };
import { check } from './check.ts';
import { real, text } from './types.ts';

/** lake.mention: one row a mentioned name that stands for one company of the lists. */
export const Mention = Type.Object({
  mention_key: text('提及名称键', 'the name as mentioned, in normal form'),
  name_key: text('企业名称键', 'of the company that it stands for'),
  way: text('对应方式', 'full = the registered name itself, short = a short name'),
  lead: real('领先', 'log-odds by which it leads the next company; 0 for full names'),
});
export type Mention = Type.Static<typeof Mention>;

/** When a short name is believed: `data/rules/mentions.json`. */
export const MentionRules = Type.Object(
  {
    version: Type.String(),
    authority: Type.String(),
    least_characters: Type.Integer({ minimum: 2 }),
    most_characters: Type.Integer({ minimum: 2 }),
    lead_equal: Type.Number({
      description: 'lead in log-odds when the short name is the whole core of the registered one',
    }),
    lead_begun: Type.Number({ description: 'lead when it only begins the core' }),
    begun_from: Type.Integer({ minimum: 2, description: 'characters from which a beginning is enough' }),
    loose_endings: Type.Array(Type.String(), { description: 'endings after which a beginning is not enough' }),
  },
  { additionalProperties: false },
);
export type MentionRules = Type.Static<typeof MentionRules>;

/** @throws AppError rule_invalid */
export const readMentionRules = (): MentionRules =>
  check(MentionRules, rules, 'rule_invalid', 'data/rules/mentions.json');
