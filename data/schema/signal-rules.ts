/** Which signs count, how strongly, how fast they fade, and how each can mislead: `data/rules/signals.json`. */
import Type from 'typebox';
import rules from '../rules/signals.json' with { type: 'json' };
import { check } from './check.ts';
import { real, text, whole } from './types.ts';

export const SignalKind = Type.Object(
  {
    kind: Type.String({ minLength: 1 }),
    title_en: Type.String({ minLength: 1 }),
    strength: Type.Number({ minimum: 0, maximum: 1, description: 'worth of a sign of today' }),
    half_life_days: Type.Integer({ minimum: 1, description: 'days after which it is worth half' }),
    words: Type.Array(Type.String({ minLength: 1 }), { minItems: 1, description: 'as files write it' }),
    false_positive: Type.String({ minLength: 1, description: 'how this sign misleads, for the reader of a list' }),
  },
  { additionalProperties: false },
);
export type SignalKind = Type.Static<typeof SignalKind>;

export const SignalRules = Type.Object(
  {
    version: Type.String(),
    authority: Type.String(),
    repeat_decay: Type.Number({
      minimum: 0,
      maximum: 1,
      description: 'the n-th sign of one kind counts × repeat_decay^(n − 1)',
    }),
    kinds: Type.Array(SignalKind, { minItems: 1 }),
  },
  { additionalProperties: false },
);
export type SignalRules = Type.Static<typeof SignalRules>;

/** @throws AppError rule_invalid */
export const readSignalRules = (): SignalRules => check(SignalRules, rules, 'rule_invalid', 'data/rules/signals.json');

/** reference.signal_kind: one row a kind of sign, for models. */
export const SignalKindRow = Type.Object({
  kind: text('信号'),
  strength: real('强度', '0 to 1, on its day'),
  half_life_days: whole('半衰期', 'days'),
  repeat_decay: real('重复递减', 'factor of each further sign of the kind'),
  false_positive: text('误报说明'),
});
