/** The factors of the score: colour key of the bars and, when opened, sliders that re-rank the list. */
import { decimal } from '../shell/format.ts';
import { h, icon } from '../shell/h.ts';
import { type Key, pick, t } from '../shell/language.ts';
import { type Context, weightOf } from './context.ts';
import { companyFactors, meaning } from './measure.ts';

type Item = { factor: string; slider: HTMLInputElement; value: HTMLOutputElement };

export class WeightsPanel {
  readonly element: HTMLElement;
  open: boolean;
  private readonly context: Context;
  private readonly items: Item[] = [];
  private readonly toggle: HTMLButtonElement;
  private readonly reset: HTMLButtonElement;
  private readonly changed: HTMLElement;

  constructor(context: Context, open: boolean) {
    this.context = context;
    this.open = open;
    this.changed = h('span', { class: 'badge warn' }, t('weights.changed'));
    this.reset = h(
      'button',
      { type: 'button', class: 'quiet', on: { click: () => this.restore() } },
      t('weights.reset'),
    );
    this.toggle = h('button', { type: 'button', class: 'quiet', id: 'weights-toggle' });
    this.toggle.addEventListener('click', () => {
      this.open = !this.open;
      this.show();
    });
    this.element = h(
      'section',
      { class: 'weights', 'aria-label': t('weights.title') },
      h(
        'div',
        { class: 'weights-head' },
        h('h3', {}, t('weights.title')),
        this.changed,
        h('span', { class: 'spacer' }),
        this.reset,
        this.toggle,
      ),
      this.group('weights.company', true),
      this.group('weights.place', false),
    );
    this.show();
  }

  private group(title: Key, ofCompany: boolean): HTMLElement {
    const factors = Object.keys(this.context.overview.profile.factors);
    const members = factors.filter((factor) => (companyFactors as readonly string[]).includes(factor) === ofCompany);
    return h(
      'div',
      { class: 'weights-group' },
      h('h4', {}, t(title)),
      h(
        'ul',
        {},
        members.map((factor) => this.item(factor)),
      ),
    );
  }

  private item(factor: string): HTMLElement {
    const rule = this.context.overview.profile.factors[factor]!;
    const name = pick(rule.title, rule.title_en);
    const id = `weight-${factor}`;
    const value = h('output', { for: id });
    const slider = h('input', {
      type: 'range',
      id,
      min: 0,
      max: this.highest(),
      step: 0.1,
      'aria-label': t('weights.of', { name }),
    });
    slider.value = String(weightOf(this.context, factor));
    slider.addEventListener('input', () => this.moved());
    this.items.push({ factor, slider, value });
    const swatch = h('span', { class: `swatch part-${factor}`, 'aria-hidden': 'true' });
    return h('li', { title: meaning(factor, rule) }, swatch, h('span', { class: 'name' }, name), value, slider);
  }

  /** One scale for all sliders, so that their positions can be compared. */
  private highest(): number {
    const weights = Object.values(this.context.overview.profile.factors).map((rule) => rule.weight);
    return Math.ceil(1.5 * Math.max(...weights));
  }

  /** Weights that differ from the profile's. */
  private weights(): Record<string, number> {
    const { factors } = this.context.overview.profile;
    const all = this.items.map(({ factor, slider }) => [factor, slider.valueAsNumber] as const);
    return Object.fromEntries(all.filter(([factor, weight]) => weight !== factors[factor]!.weight));
  }

  private moved(): void {
    this.show();
    this.context.change({ weights: this.weights() });
  }

  /** Back to the weights of the profile, at once. */
  private restore(): void {
    for (const { factor, slider } of this.items)
      slider.value = String(this.context.overview.profile.factors[factor]!.weight);
    this.show();
    this.toggle.focus();
    this.context.change({ weights: {} });
  }

  private show(): void {
    const moved = Object.keys(this.weights()).length > 0;
    this.changed.hidden = !moved;
    this.reset.hidden = !moved;
    this.element.classList.toggle('open', this.open);
    this.toggle.setAttribute('aria-expanded', String(this.open));
    this.toggle.replaceChildren(icon('sliders'), t(this.open ? 'weights.close' : 'weights.open'));
    for (const { slider, value } of this.items) {
      slider.hidden = !this.open;
      value.textContent = decimal(slider.valueAsNumber, 1);
    }
  }
}
