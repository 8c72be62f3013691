/** Counts by name, from which some are chosen: a list of choices, by click or by key. */
import { BrushFrame } from './brush-frame.ts';
import { h } from './h.ts';
import { inChinese } from './language.ts';

export type NameCount = { name: string; count: number };
type Settings = {
  id: string;
  title: string;
  clear: string;
  /** What is chosen, in words; none = all. */
  say(names: readonly string[]): string;
  sayCount(count: number): string;
  onChoose(names: string[]): void;
};

export class BrushNames {
  private readonly frame: BrushFrame;
  private readonly settings: Settings;
  private readonly list: HTMLElement;
  private rows: { name: string; row: HTMLElement; bar: HTMLElement; count: HTMLElement }[] = [];
  private chosen: readonly string[] = [];
  private current = 0;

  constructor(settings: Settings) {
    this.settings = settings;
    const { id, title, clear } = settings;
    this.list = h('div', {
      class: 'brush-names',
      id: `${id}-list`,
      role: 'listbox',
      tabindex: 0,
      'aria-multiselectable': 'true',
      'aria-label': title,
      on: { keydown: (event) => this.key(event) },
    });
    const onClear = () => {
      this.choose([]);
      this.list.focus();
    };
    this.frame = new BrushFrame({ id, title, clear, onClear }, this.list);
  }

  get element(): HTMLElement {
    return this.frame.element;
  }

  /** Names keep their places while their counts change. */
  show(counts: readonly NameCount[], chosen: readonly string[]): void {
    if (counts.length !== this.rows.length || counts.some(({ name }, i) => name !== this.rows[i]!.name))
      this.build(counts);
    const most = Math.max(1, ...counts.map(({ count }) => count));
    counts.forEach(({ count }, i) => {
      this.rows[i]!.bar.style.width = `${(100 * count) / most}%`;
      this.rows[i]!.count.textContent = this.settings.sayCount(count);
    });
    this.chosen = chosen;
    this.element.hidden = counts.length === 0;
    this.mark();
  }

  private build(counts: readonly NameCount[]): void {
    this.current = 0;
    this.rows = counts.map(({ name }, i) => {
      const bar = h('span', {});
      const count = h('span', {});
      const row = h(
        'div',
        { class: 'brush-name', role: 'option', id: `${this.settings.id}-${i}`, on: { click: () => this.toggle(i) } },
        h('span', inChinese(), name),
        h('span', { class: 'counted', 'aria-hidden': 'true' }, bar),
        count,
      );
      return { name, row, bar, count };
    });
    this.list.replaceChildren(...this.rows.map(({ row }) => row));
  }

  private mark(): void {
    this.rows.forEach(({ name, row }, i) => {
      row.setAttribute('aria-selected', String(this.chosen.includes(name)));
      row.classList.toggle('current', i === this.current);
    });
    const current = this.rows[this.current]?.row;
    if (current) this.list.setAttribute('aria-activedescendant', current.id);
    this.frame.say(this.settings.say(this.chosen), this.chosen.length > 0);
  }

  private toggle(at: number): void {
    this.current = at;
    const { name } = this.rows[at]!;
    this.choose(this.chosen.includes(name) ? this.chosen.filter((other) => other !== name) : [...this.chosen, name]);
  }

  private choose(names: string[]): void {
    this.chosen = names;
    this.mark();
    this.settings.onChoose(names);
  }

  private key(event: KeyboardEvent): void {
    const last = this.rows.length - 1;
    const to = { ArrowDown: this.current + 1, ArrowUp: this.current - 1, Home: 0, End: last }[event.key];
    if (to !== undefined) {
      this.current = Math.max(0, Math.min(last, to));
      this.mark();
      this.rows[this.current]?.row.scrollIntoView({ block: 'nearest' });
    } else if (event.key === ' ' || event.key === 'Enter') this.toggle(this.current);
    else if (event.key === 'Escape') this.choose([]);
    else return;
    event.preventDefault();
  }
}
