/** The order of models: who reads whom. */
import type { TObject } from 'typebox';
import { AppError } from '../../data/errors.ts';
import { published } from '../../data/schema/published.ts';
import type { Model } from './model.ts';

/** What must be there before a model runs: what it reads and, where its rows tell a company by name alone, the companies of those names. */
export function needsOf({ relation, inputs }: Model): readonly string[] {
  const columns = (published as Record<string, TObject>)[relation]?.properties ?? {};
  return 'name_key' in columns && !('enterprise_id' in columns) ? [...inputs, 'chain.company'] : inputs;
}

/** Models in an order in which each comes after all that it needs. @throws AppError model_cycle */
export function inOrder(models: readonly Model[]): Model[] {
  const byName = new Map(models.map((m) => [m.relation, m]));
  const ordered: Model[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const place = (model: Model, path: string[]): void => {
    if (state.get(model.relation) === 'done') return;
    if (state.get(model.relation) === 'open')
      throw new AppError(
        'model_cycle',
        `models read each other: ${[...path, model.relation].join(' → ')}`,
        'break the circle',
        { file: model.file },
      );
    state.set(model.relation, 'open');
    for (const input of needsOf(model)) {
      const next = byName.get(input);
      if (next) place(next, [...path, model.relation]);
    }
    state.set(model.relation, 'done');
    ordered.push(model);
  };
  for (const model of models) place(model, []);
  return ordered;
}
