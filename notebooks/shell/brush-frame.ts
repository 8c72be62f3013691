/** What stands around everything that can be brushed: its title, what is brushed in words, a button that clears. */
import { h } from './h.ts';

type Settings = { id: string; title: string; clear: string; onClear(): void };

export class BrushFrame {
  readonly element: HTMLElement;
  private readonly words = h('span', { class: 'brush-words' });
  private readonly clear: HTMLButtonElement;

  constructor({ id, title, clear, onClear }: Settings, content: HTMLElement) {
    this.clear = h('button', { type: 'button', class: 'quiet', 'aria-label': clear, on: { click: onClear } }, '×');
    const head = h('div', { class: 'brush-head' }, h('h4', {}, title), this.words, this.clear);
    this.element = h('div', { class: 'brush', id, role: 'group', 'aria-label': title }, head, content);
  }

  say(words: string, brushed: boolean): void {
    this.words.textContent = words;
    this.clear.hidden = !brushed;
    this.element.classList.toggle('brushed', brushed);
  }
}
