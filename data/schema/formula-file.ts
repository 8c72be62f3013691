/** Reads formulas from data/rules/assessment and checks those that somebody hands in, naming every breach at once. */
import { readdirSync, readFileSync } from 'node:fs';
import { Value } from 'typebox/value';
import { AppError } from '../errors.ts';
import { Formula, type FormulaItem, type Rule } from './assessment.ts';
import { readMetrics } from './metric.ts';

const folder = new URL('../rules/assessment/', import.meta.url);

/** All shipped formulas by id. @throws AppError rule_invalid naming file and breaches */
export function readFormulas(from: URL = folder): Map<string, Formula> {
  const files = readdirSync(from)
    .filter((file) => file.endsWith('.json') && !file.startsWith('_'))
    .sort();
  return new Map(
    files.map((file) => {
      const formula = checkFormula(JSON.parse(readFileSync(new URL(file, from), 'utf8')), file);
      return [formula.formula_id, formula];
    }),
  );
}

/** The formula, typed. @throws AppError rule_invalid with up to ten breaches, each with its place */
export function checkFormula(value: unknown, file = 'formula'): Formula {
  const breaches = Value.Check(Formula, value) ? meaningless(value) : misshapen(value);
  if (breaches.length === 0) return value as Formula;
  throw new AppError(
    'rule_invalid',
    `the formula has ${breaches.length} mistake${breaches.length > 1 ? 's' : ''}: ${breaches.slice(0, 10).join('; ')}`,
    'correct them; data/schema/assessment.ts says what a formula holds, data/rules/assessment has examples',
    { file },
  );
}

const misshapen = (value: unknown): string[] =>
  [
    ...new Map(
      (Value.Errors(Formula, value) as { instancePath: string; message: string }[]).map((e) => [
        e.instancePath,
        `${e.instancePath || '/'} ${e.message}`,
      ]),
    ).values(),
  ].slice(0, 10);

/** What the shape cannot say. */
function meaningless(formula: Formula): string[] {
  const metrics = readMetrics();
  const at = (item: FormulaItem, part: number) => `item ${item.item_id}, part ${part + 1}`;
  return [
    ...repeated(
      formula.items.map((i) => i.item_id),
      'item',
    ),
    ...repeated(
      formula.deductions.map((d) => d.deduction_id),
      'deduction',
    ),
    ...formula.items.flatMap((item) => {
      const sum = item.parts.reduce((s, p) => s + p.share, 0);
      return [
        ...(Math.abs(sum - 1) > 1e-9 ? [`item ${item.item_id}: shares of its parts sum to ${round(sum)}, not 1`] : []),
        ...(item.cap != null && (item.floor ?? 0) > item.cap
          ? [`item ${item.item_id}: the floor is above the cap`]
          : []),
        ...item.parts.flatMap((part, n) => [
          ...(part.measure.of === 'metric' && !metrics.has(part.measure.metric_id)
            ? [
                `${at(item, n)}: there is no metric «${part.measure.metric_id}» (known: ${[...metrics.keys()].join(', ')})`,
              ]
            : []),
          ...ruleBreaches(part.rule).map((what) => `${at(item, n)}: ${what}`),
        ]),
      ];
    }),
    ...formula.deductions.flatMap((d) =>
      d.trigger.count === 'amount' ? [`deduction ${d.deduction_id}: it counts projects, not money`] : [],
    ),
    ...(formula.class_by === 'level' && formula.units !== 'zone' ? ['class_by level is for zones'] : []),
    ...(['area_group_2020', 'area_group_opinion', 'kind'].includes(formula.class_by) && formula.units !== 'district'
      ? [`class_by ${formula.class_by} is for districts`]
      : []),
  ];
}

function ruleBreaches(rule: Rule): string[] {
  if (rule.type === 'ratio')
    return rule.cap !== null && (rule.least ?? 0) > rule.cap
      ? [`least ${rule.least} is above the cap ${rule.cap}`]
      : [];
  if (rule.type === 'coefficient')
    return [
      ...(rule.max > rule.min ? [] : [`max ${rule.max} is not above min ${rule.min}`]),
      ...(rule.base + rule.span > 100 ? [`base ${rule.base} + span ${rule.span} is more than 100`] : []),
    ];
  const falls = rule.steps.findIndex((step, i) => i > 0 && !(step.from > rule.steps[i - 1]!.from));
  return falls > 0 ? [`step ${falls + 1} does not begin above the step before it`] : [];
}

const repeated = (ids: readonly string[], what: string): string[] =>
  [...new Set(ids.filter((id, i) => ids.indexOf(id) !== i))].map((id) => `the ${what} ${id} stands twice`);

const round = (x: number): number => Math.round(x * 1e6) / 1e6;
