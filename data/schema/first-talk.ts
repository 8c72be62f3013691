/** The first-talk rules (首谈报备), as data. What the office has not decided is null = unset, and is shown as unset. */
import { readFileSync } from 'node:fs';
import Type from 'typebox';
import { check } from './check.ts';

const closed = { additionalProperties: false };
const orUnset = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()]);
const weight = Type.Number({ minimum: 0 });

/** What is shared between the district of the first talk and the district where the project lands. */
export const shareKinds = ['kpi_points', 'tax', 'output', 'fixed_investment'] as const;
export type ShareKind = (typeof shareKinds)[number];
export const shareTitles: Record<ShareKind, string> = {
  kpi_points: '考核赋分',
  tax: '税收',
  output: '产值',
  fixed_investment: '固定资产投资',
};

const share = Type.Number({ minimum: 0, maximum: 100 });

export const FirstTalkRules = Type.Object(
  {
    version: Type.String(),
    authority: Type.String(),
    threshold_cny: orUnset(
      Type.Number({ exclusiveMinimum: 0, description: 'CNY in all; below, no first talk is filed' }),
    ),
    threshold_usd: orUnset(Type.Number({ exclusiveMinimum: 0, description: 'USD of a foreign investment' })),
    validity_days: orUnset(Type.Integer({ minimum: 1, description: 'days from filing or renewal' })),
    default_share_pct: orUnset(
      Type.Object(Object.fromEntries(shareKinds.map((kind) => [kind, Type.Optional(share)])), {
        ...closed,
        description: 'per cent of the first-talk district, by kind',
      }),
    ),
    arbiter: Type.String({ minLength: 1 }),
    similarity: Type.Object(
      {
        weights: Type.Object({ investor: weight, content: weight, amount: weight, link: weight }, closed),
        possible: Type.Number({
          minimum: 0,
          maximum: 1,
          description: 'from here on a filing is shown as a possible match',
        }),
        same: Type.Number({ minimum: 0, maximum: 1, description: 'from here on both claims are shown side by side' }),
      },
      closed,
    ),
  },
  closed,
);
export type FirstTalkRules = Type.Static<typeof FirstTalkRules>;

/** @throws AppError rule_invalid naming the first breach */
export const readFirstTalkRules = (path: URL = new URL('../rules/first-talk.json', import.meta.url)): FirstTalkRules =>
  check(FirstTalkRules, JSON.parse(readFileSync(path, 'utf8')), 'rule_invalid', 'data/rules/first-talk.json');
