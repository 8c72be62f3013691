/** An input of a notebook: a list to choose from. `view(choice(…))` gives the chosen value to the cells below. */
import { h } from '../shell/h.ts';

export type Choice = { label: string; options: readonly { value: string; text: string }[]; value?: string };

/** An element with `value` that says `input` when it changes. */
export function choice({ label, options, value }: Choice): HTMLElement & { value: string } {
  const list = h(
    'select',
    {},
    options.map((option) => h('option', { value: option.value, selected: option.value === value }, option.text)),
  );
  const field = h('label', { class: 'field choice' }, h('span', {}, label), list);
  return Object.defineProperty(field, 'value', { get: () => list.value }) as HTMLElement as HTMLElement & {
    value: string;
  };
}
