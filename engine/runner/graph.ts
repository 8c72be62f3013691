/** The order of models: who reads whom. */
import { AppError } from '../../data/errors.ts';
import type { Model } from './model.ts';

/** Models in an order in which each comes after all that it reads. @throws AppError model_cycle */
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
    for (const input of model.inputs) {
      const next = byName.get(input);
      if (next) place(next, [...path, model.relation]);
    }
    state.set(model.relation, 'done');
    ordered.push(model);
  };
  for (const model of models) place(model, []);
  return ordered;
}
