/** What a snapshot was computed by, as text: the models and the macros that they use. */
import { readFileSync } from 'node:fs';
import { readModels } from './runner/model.ts';

/** `name`: file below engine/. `relation`: what it makes, null for macros. */
export type Source = { name: string; relation: string | null; hash: string | null; text: string };

export const macros = readFileSync(new URL('runner/macros.sql', import.meta.url), 'utf8');

/** Macros first, then models by relation; a model that is code comes as its code. */
export async function modelSources(): Promise<Source[]> {
  const models = await readModels();
  return [
    { name: 'runner/macros.sql', relation: null, hash: null, text: macros },
    ...models.map(({ relation, hash, file }) => ({
      name: file.replace(/^engine\//, ''),
      relation,
      hash,
      text: readFileSync(new URL(`../${file}`, import.meta.url), 'utf8'),
    })),
  ];
}
