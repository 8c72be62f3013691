/** One labelled field of a form, with a place below it for what is wrong. */
import { h } from '../shell/h.ts';

type Input = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
export type Field<I extends Input = Input> = {
  element: HTMLElement;
  input: I;
  /** Says what is wrong with it, or that nothing is. */
  say(wrong: string | null): void;
};

/** `input` has an id. */
export function field<I extends Input>(
  input: I,
  label: string,
  { hint, wide }: { hint?: string; wide?: boolean } = {},
): Field<I> {
  const wrong = h('p', { class: 'bad', id: `${input.id}-wrong`, role: 'alert' });
  const help = hint ? h('p', { class: 'hint', id: `${input.id}-hint` }, hint) : null;
  input.setAttribute('aria-describedby', [help?.id, wrong.id].filter(Boolean).join(' '));
  return {
    element: h(
      'div',
      { class: wide ? 'field wide' : 'field' },
      h('label', { for: input.id }, label),
      input,
      help,
      wrong,
    ),
    input,
    say(text) {
      wrong.textContent = text ?? '';
      if (text) input.setAttribute('aria-invalid', 'true');
      else input.removeAttribute('aria-invalid');
    },
  };
}

/** Says every wrong at its field and goes to the first. @returns whether there is any */
export function sayWrongs(fields: Record<string, Field>, wrongs: Record<string, string>): boolean {
  for (const [name, own] of Object.entries(fields)) own.say(wrongs[name] ?? null);
  const first = Object.keys(fields).find((name) => wrongs[name]);
  if (first) fields[first]!.input.focus();
  return Object.keys(wrongs).length > 0;
}
