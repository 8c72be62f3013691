/** The life of a page: frame, state in the address, language, waiting, failure, and a newer snapshot. A page only says what to load and how to show it. */
import { readAddress, type Values, writeAddress } from './address-state.ts';
import type { About, Overview } from './answers.ts';
import { get, Problem } from './api.ts';
import { header, openProvenance, provenance } from './frame.ts';
import { h } from './h.ts';
import { type Key, type Language, setLanguage, t } from './language.ts';
import type { PageId } from './pages.ts';
import { failed, waiting } from './screens.ts';
import { applyTheme } from './theme.ts';

export type Life<V extends Values, D> = {
  readonly values: V & { lang: Language };
  readonly data: D;
  readonly overview: Overview;
  readonly now: Date;
  /** Changes values and address and shows the page anew; asks `load` again unless `reload` is false. `push` makes a step to go back to. */
  change(values: Partial<V>, options?: { reload?: boolean; push?: boolean }): Promise<void>;
  /** Loads and shows anew: after something was written. */
  refresh(): Promise<void>;
  /** Says something to screen readers. */
  announce(text: string): void;
};

type Settings<V extends Values, D> = {
  id: PageId;
  title: Key;
  defaults: V;
  /** Strangers may open the page: without a session it names snapshot and age only, and `overview` is not there. */
  open?: true;
  /** Everything that the page shows for these values. */
  load(values: V & { lang: Language }, signal: AbortSignal): Promise<D>;
  /** The content of <main>; the focus is given back to the element of the same id. */
  show(life: Life<V, D>): HTMLElement[];
};

/** Starts the page. It stays usable with what it has when a later load fails: the failure is shown with a way to try again. */
export function startPage<V extends Values, D>(settings: Settings<V, D>): void {
  applyTheme();
  void new RunningPage(settings).refresh();
}

class RunningPage<V extends Values, D> implements Life<V, D> {
  readonly now = new Date();
  values: V & { lang: Language };
  data!: D;
  overview!: Overview;
  private about: About | null = null;
  private readonly settings: Settings<V, D>;
  private readonly main = h('main', { class: 'page', id: 'results', tabindex: '-1' });
  private readonly status = h('p', { class: 'hidden-text', role: 'status' });
  private asking: AbortController | null = null;

  constructor(settings: Settings<V, D>) {
    this.settings = settings;
    this.values = readAddress(settings.defaults);
    setLanguage(this.values.lang);
    document.body.replaceChildren(waiting());
    addEventListener('popstate', () => {
      this.values = readAddress(settings.defaults);
      setLanguage(this.values.lang);
      void this.refresh();
    });
  }

  async change(values: Partial<V>, { reload = true, push = false } = {}): Promise<void> {
    this.values = { ...this.values, ...values };
    const address = `${location.pathname}${writeAddress(this.values, this.settings.defaults)}`;
    history[push ? 'pushState' : 'replaceState'](null, '', address);
    if (reload) await this.refresh();
    else this.render();
  }

  async refresh(): Promise<void> {
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    this.main.setAttribute('aria-busy', 'true');
    try {
      const [whence, loaded] = await Promise.allSettled([
        this.whence(asking.signal),
        this.settings.load(this.values, asking.signal),
      ]);
      if (asking !== this.asking) return;
      // A page that cannot be loaded still has its frame.
      if (whence.status === 'fulfilled') Object.assign(this, whence.value);
      if (whence.status === 'rejected') throw whence.reason;
      if (loaded.status === 'rejected') throw loaded.reason;
      this.data = loaded.value;
      this.render();
    } catch (problem) {
      if (asking !== this.asking) return;
      this.fail(problem);
    }
    this.main.removeAttribute('aria-busy');
  }

  /** Where the numbers come from, as far as the reader may know. */
  private async whence(signal: AbortSignal): Promise<{ overview?: Overview; about?: About }> {
    try {
      return { overview: await get<Overview>('overview', {}, signal) };
    } catch (problem) {
      const stranger = problem instanceof Problem && (problem.status === 401 || problem.status === 403);
      if (!this.settings.open || !stranger) throw problem;
      return { about: await get<About>('about', {}, signal) };
    }
  }

  announce(text: string): void {
    this.status.textContent = text;
  }

  private fail(problem: unknown): void {
    const screen = failed(problem, () => void this.refresh());
    if (this.overview || this.about) {
      this.main.replaceChildren(this.heading(), screen);
      this.frame();
    } else document.body.replaceChildren(screen);
  }

  private heading(): HTMLElement {
    return h('h1', {}, t(this.settings.title));
  }

  private render(): void {
    const focused = document.activeElement?.id;
    this.main.replaceChildren(this.heading(), ...this.settings.show(this));
    this.frame();
    if (focused && document.activeElement?.id !== focused) document.getElementById(focused)?.focus();
  }

  private frame(): void {
    document.title = `${t(this.settings.title)} · ${t('frame.brand')}`;
    document.body.replaceChildren(
      header(this.settings.id, (language) => this.speak(language), !this.overview),
      this.overview ? provenance(this.overview, this.now) : openProvenance(this.about!),
      this.main,
      this.status,
    );
  }

  private speak(lang: Language): void {
    setLanguage(lang);
    void this.change({ lang } as unknown as Partial<V>, { reload: false });
  }
}
