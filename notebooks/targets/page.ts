/** The page 目标企业: two choices on the left, the ranked list with its reasons on the right. */
import type { District, Link, Overview } from '../shell/answers.ts';
import { header, provenance } from '../shell/frame.ts';
import { h } from '../shell/h.ts';
import { type Language, pick, setLanguage, t } from '../shell/language.ts';
import { Newest } from '../shell/newest.ts';
import { failed, waiting } from '../shell/screens.ts';
import { type Context, chosenDistrict, chosenLink, type Ranked } from './context.ts';
import { districtPicker } from './district-picker.ts';
import { heading, passed } from './heading.ts';
import { linkPicker } from './link-picker.ts';
import { Ranking } from './ranking.ts';
import { nobody, start } from './screens.ts';
import { SpreadPanel } from './spread.ts';
import { readState, type State, writeState } from './state.ts';
import { table } from './table.ts';
import { WeightsPanel } from './weights.ts';

export type Facts = { overview: Overview; links: Link[]; districts: District[] };

export class Page implements Context {
  readonly now = new Date();
  overview!: Overview;
  links!: readonly Link[];
  districts!: readonly District[];
  state: State;
  private readonly load: () => Promise<Facts>;
  private readonly ranking = new Ranking();
  private ranked: Ranked | null = null;
  private weights: WeightsPanel | null = null;
  private spread!: SpreadPanel;
  /** What is moved is followed as fast as lists come. */
  private readonly steps = new Newest();
  private readonly slots = {
    choices: h('div', { class: 'choices' }),
    heading: h('div', {}),
    weights: h('div', {}),
    spread: h('div', {}),
    list: h('div', { class: 'list' }),
    announcement: h('p', { class: 'hidden-text', role: 'status' }),
  };

  /** `load` fetches the facts, at the start and whenever the server has a newer snapshot. */
  constructor(facts: Facts, load: () => Promise<Facts>) {
    this.load = load;
    this.state = readState(location.search);
    this.take(facts);
    addEventListener('popstate', () => {
      this.state = readState(location.search);
      this.build();
      void this.refresh();
    });
  }

  show(): void {
    this.build();
    void this.refresh();
  }

  change(change: Partial<State>): void {
    this.state = { ...this.state, ...change };
    const chosen = 'link' in change || 'district' in change;
    history[chosen ? 'pushState' : 'replaceState'](null, '', `${location.pathname}${writeState(this.state)}`);
    if (chosen) this.choices();
    if (chosen) void this.refresh();
    else if ('weights' in change || 'top' in change || 'limits' in change) void this.steps.ask(() => this.refresh());
  }

  /** Facts of one snapshot. A link or district that the address gives by name becomes its id. */
  private take({ overview, links, districts }: Facts): void {
    Object.assign(this, { overview, links, districts });
    const { link, district } = this.state;
    this.state.link = links.find((other) => other.name === link)?.link_id ?? link;
    this.state.district = districts.find((other) => other.name === district)?.district_id ?? district;
  }

  /** Everything anew, in the language of the state. */
  private build(): void {
    setLanguage(this.state.lang);
    this.weights = new WeightsPanel(this, this.weights?.open ?? false);
    this.slots.weights.replaceChildren(this.weights.element);
    this.spread = new SpreadPanel(this);
    this.slots.spread.replaceChildren(this.spread.element);
    const { choices, heading, weights, spread, list, announcement } = this.slots;
    document.body.replaceChildren(
      header('targets', (language) => this.speak(language)),
      provenance(this.overview, this.now),
      h(
        'main',
        {},
        h('h1', { class: 'hidden-text' }, t('targets.title')),
        choices,
        h(
          'section',
          { class: 'results', id: 'results', tabindex: '-1', 'aria-label': t('results.title') },
          heading,
          weights,
          spread,
          list,
        ),
      ),
      announcement,
    );
    this.choices();
    this.showList();
  }

  private speak(language: Language): void {
    this.change({ lang: language });
    this.build();
    document.getElementById('language')?.focus();
    if (this.ranked) void this.spread.ask().then((show) => show());
  }

  private choices(): void {
    keepFocus(() => this.slots.choices.replaceChildren(linkPicker(this), districtPicker(this)));
    const names = [chosenLink(this), chosenDistrict(this)].map((one) => one && pick(one.name, one.name_en));
    document.title = [...names.filter(Boolean), t('targets.title'), t('frame.brand')].join(' · ');
  }

  /** Asks for the list that the state describes and shows it. */
  private async refresh(): Promise<void> {
    const { list, announcement } = this.slots;
    const { link, district } = this.state;
    if (!link || !district) {
      this.ranked = null;
      this.showList();
      return;
    }
    if (this.ranked?.link.link_id !== link || this.ranked.district.district_id !== district) this.only(waiting());
    list.setAttribute('aria-busy', 'true');
    try {
      const answer = await this.ranking.ask(this);
      if (!answer) return;
      if (answer.match.snapshot !== this.overview.snapshot) await this.renew();
      // Until the list is there nothing else is asked for; the counts come while it is drawn.
      const counts = this.spread.ask();
      this.ranked = { ...answer, link: chosenLink(this)!, district: chosenDistrict(this)! };
      this.showList();
      announcement.textContent = passed(answer.match);
      const show = await counts;
      await afterPaint();
      show();
    } catch (problem) {
      this.ranked = null;
      this.only(failed(problem, () => void this.refresh()));
    }
    list.removeAttribute('aria-busy');
  }

  private async renew(): Promise<void> {
    this.take(await this.load());
    this.build();
  }

  private showList(): void {
    if (!this.ranked) {
      if (!this.state.link || !this.state.district) this.only(start(this));
      return;
    }
    const { ranked } = this;
    keepFocus(() => {
      this.slots.heading.replaceChildren(heading(this, ranked));
      this.slots.weights.hidden = false;
      this.spread.reveal(ranked.match);
      this.slots.list.replaceChildren(ranked.match.rows.length > 0 ? table(this, ranked) : nobody(this, ranked.match));
    });
  }

  private only(screen: HTMLElement): void {
    this.slots.heading.replaceChildren();
    this.slots.weights.hidden = true;
    this.spread.hide();
    this.slots.list.replaceChildren(screen);
    this.slots.announcement.textContent = '';
  }
}

/** The list is seen before the charts are drawn anew; a page that nobody sees is not painted. */
const afterPaint = (): Promise<void> =>
  new Promise((painted) => {
    if (document.hidden) painted();
    else requestAnimationFrame(() => setTimeout(painted));
  });

/** Rebuilds something and gives the focus back to the element of the same id. */
function keepFocus(rebuild: () => void): void {
  const focused = document.activeElement?.id;
  rebuild();
  if (focused && document.activeElement?.id !== focused) document.getElementById(focused)?.focus();
}
