/** A text field that searches a long grouped list (ARIA combobox with a list box; focus stays in the field). */
import { h, icon } from './h.ts';

export type Option = { value: string; text: string; search: string; content: HTMLElement };
export type OptionGroup = { title: string; options: Option[] };

type Settings = {
  id: string;
  label: string;
  placeholder: string;
  /** Shown in the list when nothing matches. */
  nothing: string;
  groups: OptionGroup[];
  value: string | null;
  onChoose: (value: string) => void;
};

/** Label, field and list in one element. Typing keeps the options whose `search` holds every typed word, in any case. */
export function combobox(settings: Settings): HTMLElement {
  return new Combobox(settings).element;
}

class Combobox {
  readonly element: HTMLElement;
  private readonly settings: Settings;
  private readonly input: HTMLInputElement;
  private readonly list: HTMLElement;
  private shown: { option: Option; element: HTMLElement }[] = [];
  private active = -1;

  constructor(settings: Settings) {
    this.settings = settings;
    const { id, label, placeholder } = settings;
    this.list = h('div', { class: 'options', id: `${id}-list`, role: 'listbox', 'aria-label': label, hidden: true });
    this.input = h('input', {
      id,
      type: 'text',
      role: 'combobox',
      autocomplete: 'off',
      spellcheck: 'false',
      placeholder,
      'aria-expanded': 'false',
      'aria-controls': `${id}-list`,
      'aria-autocomplete': 'list',
      on: {
        click: () => this.open(),
        input: () => this.open(this.input.value),
        keydown: (event) => this.key(event),
        blur: () => this.close(),
      },
    });
    this.list.addEventListener('mousedown', (event) => event.preventDefault());
    this.list.addEventListener('click', (event) => this.click(event));
    this.input.value = this.chosen()?.text ?? '';
    const field = h('div', { class: 'combobox' }, icon('search'), this.input, this.list);
    this.element = h('div', { class: 'field' }, h('label', { for: id }, label), field);
  }

  private options(): Option[] {
    return this.settings.groups.flatMap((group) => group.options);
  }

  private chosen(): Option | undefined {
    return this.options().find((option) => option.value === this.settings.value);
  }

  /** Without `query` the whole list, at the chosen option; with it the matches, at the first that is so called. */
  private open(query = ''): void {
    if (query === '' && !this.list.hidden && this.input.value !== '') return;
    this.fill(query.toLowerCase().split(/\s+/).filter(Boolean));
    this.list.hidden = false;
    this.input.setAttribute('aria-expanded', 'true');
    if (query === '') {
      this.input.select();
      this.activate(this.shown.findIndex(({ option }) => option.value === this.settings.value));
      return;
    }
    const called = this.shown.findIndex(({ option }) => option.text.toLowerCase().includes(query.trim().toLowerCase()));
    this.activate(Math.max(0, called));
  }

  private close(): void {
    this.list.hidden = true;
    this.input.setAttribute('aria-expanded', 'false');
    this.activate(-1);
    this.input.value = this.chosen()?.text ?? '';
  }

  private fill(words: readonly string[]): void {
    this.shown = [];
    const groups = this.settings.groups.map((group, g) => {
      const matching = group.options.filter(({ search }) => words.every((word) => search.includes(word)));
      if (matching.length === 0) return null;
      const title = `${this.settings.id}-group-${g}`;
      const rows = matching.map((option) => this.row(option));
      return h(
        'div',
        { role: 'group', 'aria-labelledby': title },
        h('div', { class: 'group', id: title }, group.title),
        rows,
      );
    });
    this.list.replaceChildren(...groups.filter((group) => group !== null));
    if (this.shown.length === 0) this.list.append(h('div', { class: 'nothing' }, this.settings.nothing));
  }

  private row(option: Option): HTMLElement {
    const id = `${this.settings.id}-option-${this.shown.length}`;
    const selected = option.value === this.settings.value;
    const element = h('div', { id, role: 'option', 'aria-selected': String(selected) }, option.content);
    this.shown.push({ option, element });
    return element;
  }

  private activate(index: number): void {
    this.shown[this.active]?.element.classList.remove('active');
    this.active = index;
    const next = this.shown[index]?.element;
    next?.classList.add('active');
    next?.scrollIntoView({ block: 'nearest' });
    if (next) this.input.setAttribute('aria-activedescendant', next.id);
    else this.input.removeAttribute('aria-activedescendant');
  }

  private key(event: KeyboardEvent): void {
    const closed = this.list.hidden;
    const last = this.shown.length - 1;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (closed) this.open();
      else if (event.key === 'ArrowDown') this.activate(Math.min(last, this.active + 1));
      else this.activate(Math.max(0, this.active - 1));
    } else if (event.key === 'Enter' && !closed) {
      event.preventDefault();
      this.choose(this.shown[this.active]?.option);
    } else if (event.key === 'Escape' && !closed) {
      event.preventDefault();
      this.close();
    }
  }

  private click(event: Event): void {
    const row = (event.target as Element).closest('[role=option]');
    this.choose(this.shown.find(({ element }) => element === row)?.option);
  }

  private choose(option: Option | undefined): void {
    if (!option) return;
    this.settings.value = option.value;
    this.close();
    this.settings.onChoose(option.value);
  }
}
