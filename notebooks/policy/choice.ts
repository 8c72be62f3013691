/** A select whose value stands in the address. */
import { h } from '../shell/h.ts';
import type { Life } from '../shell/life.ts';
import type { Shown, Values } from './answers.ts';

/** Values that only narrow what is loaded already. */
const narrowing = ['status', 'support', 'place'];

export function choice(
  life: Life<Values, Shown>,
  name: keyof Values,
  label: string,
  options: [string, string][],
): HTMLElement {
  const select = h(
    'select',
    {
      id: name,
      on: {
        change: () =>
          void life.change(
            { [name]: select.value, ...(narrowing.includes(name) ? { q: '' } : {}) },
            { reload: !narrowing.includes(name) || life.values.q !== '' },
          ),
      },
    },
    options.map(([value, text]) => h('option', { value, selected: life.values[name] === value }, text)),
  );
  return h('div', { class: 'field' }, h('label', { for: name }, label), select);
}
