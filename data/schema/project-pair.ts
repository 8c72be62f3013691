/** When two filed projects may be one (一项多码, filed by two districts, signed again) or phases of one: `data/rules/project-pair.json`. */
import Type from 'typebox';
import rules from '../rules/project-pair.json' with { type: 'json' };
import { check } from './check.ts';
import { real, text, whole } from './types.ts';

const words = Type.Array(Type.String({ minLength: 1 }), { minItems: 1 });
const weightNames = [
  'same_investor',
  'same_subject',
  'near_subject',
  'other_subject',
  'same_link',
  'other_link',
  'amount_within_10',
  'amount_within_20',
  'amount_within_50',
  'amount_beyond',
  'same_land',
  'other_land',
  'same_place',
  'within_30_days',
  'beyond_days',
] as const;

export const ProjectPairRules = Type.Object(
  {
    version: Type.String(),
    authority: Type.String(),
    propose_at: Type.Number({ description: 'sum of the parts from which a pair is shown' }),
    within_days: Type.Integer({ minimum: 1, description: 'days between two signings beyond which they are two deals' }),
    generic: { ...words, description: 'words of a project name that say nothing of its subject' },
    phases: { ...words, description: 'marks of a phase' },
    weights: Type.Object(Object.fromEntries(weightNames.map((name) => [name, Type.Number()])), {
      additionalProperties: false,
      description: 'parts of likeness; a sum, not a probability',
    }),
  },
  { additionalProperties: false },
);
export type ProjectPairRules = Type.Static<typeof ProjectPairRules>;

/** @throws AppError rule_invalid naming the first breach */
export const readProjectPairRules = (): ProjectPairRules =>
  check(ProjectPairRules, rules, 'rule_invalid', 'data/rules/project-pair.json');

/** `reference.project_pair_rules`: one row; words as one alternation. */
export const ProjectPairRulesRow = Type.Object({
  propose_at: real('提示下限'),
  within_days: whole('签约间隔上限', 'days'),
  generic: text('泛称', 'pattern'),
  phases: text('分期', 'pattern'),
  ...Object.fromEntries(weightNames.map((name) => [name, real(name, 'part')])),
});

const alternation = (list: readonly string[]): string => [...list].sort((a, b) => b.length - a.length).join('|');

export const projectPairRow = (): Record<string, unknown> => {
  const { propose_at, within_days, generic, phases, weights } = readProjectPairRules();
  return { propose_at, within_days, generic: alternation(generic), phases: alternation(phases), ...weights };
};
