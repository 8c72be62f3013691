/** What surrounds every page: brand, language and theme above; below it where the numbers come from. */
import type { About, Load, Overview } from './answers.ts';
import { age, count, dash, minute } from './format.ts';
import { h, icon } from './h.ts';
import { inChinese, type Language, language, t } from './language.ts';
import { pageAddress } from './page-address.ts';
import { type PageId, pages } from './pages.ts';
import { toggleTheme } from './theme.ts';

/** The bar on top, with `current` marked. `onLanguage` gets the language that was asked for. A `stranger` is shown no page that would refuse. */
export function header(current: PageId, onLanguage: (language: Language) => void, stranger = false): HTMLElement {
  const other: Language = language() === 'zh' ? 'en' : 'zh';
  return h(
    'header',
    { class: 'topbar' },
    h('a', { class: 'skip', href: '#results' }, t('frame.skip')),
    h(
      'span',
      { class: 'brand' },
      h('span', { class: 'seal', 'aria-hidden': 'true', lang: 'zh-CN' }, '招'),
      h('span', { class: 'brand-name' }, t('frame.brand')),
    ),
    h(
      'nav',
      { 'aria-label': t('frame.pages') },
      pages
        .filter(({ id }) => !stranger || id === current)
        .map(({ id, title }) => h('a', { href: pageAddress(id), 'aria-current': id === current && 'page' }, t(title))),
    ),
    h('span', { class: 'spacer' }),
    h(
      'button',
      {
        type: 'button',
        class: 'quiet',
        id: 'language',
        lang: other === 'zh' ? 'zh-CN' : 'en',
        on: { click: () => onLanguage(other) },
      },
      t('frame.other_language'),
    ),
    h(
      'button',
      {
        type: 'button',
        class: 'quiet',
        'aria-label': t('frame.theme'),
        title: t('frame.theme'),
        on: { click: toggleTheme },
      },
      icon('contrast'),
    ),
  );
}

/** One line with snapshot, age of the data, scoring profile and what a score is; opens to every load. */
export function provenance(overview: Overview, now: Date): HTMLElement {
  const { profile, loads } = overview;
  return h(
    'section',
    { class: 'provenance', 'aria-label': t('frame.provenance') },
    overview.synthetic && h('strong', { class: 'badge warn', title: t('frame.synthetic_hint') }, t('frame.synthetic')),
    fact('frame.snapshot', overview.snapshot, t('frame.built', { at: minute(overview.built_at) })),
    fact('frame.as_of', ...dataAge(loads, now)),
    fact('frame.profile', `${profile.profile_id} ${profile.version}`, `${profile.authority} · ${profile.hash}`),
    h('span', { class: 'fact caveat' }, t('frame.score_not_probability')),
    loadsTable(loads),
  );
}

/** The same for strangers: what the public sees, and how old it is. */
export function openProvenance(about: About): HTMLElement {
  const { policies_as_of, parks_as_of } = about;
  return h(
    'section',
    { class: 'provenance', 'aria-label': t('frame.provenance') },
    about.synthetic && h('strong', { class: 'badge warn', title: t('frame.synthetic_hint') }, t('frame.synthetic')),
    fact('frame.snapshot', about.snapshot, t('frame.built', { at: minute(about.built_at) })),
    h('span', { class: 'fact' }, t('policy.about', { policies: policies_as_of ?? dash, parks: parks_as_of ?? dash })),
  );
}

function fact(key: 'frame.snapshot' | 'frame.as_of' | 'frame.profile', value: string, hint: string): HTMLElement {
  return h('span', { class: 'fact', title: hint }, h('span', { class: 'label' }, t(key)), ' ', h('b', {}, value));
}

/** Oldest to newest day for which companies were reported, with the age of the oldest; and the same in words. */
function dataAge(loads: readonly Load[], now: Date): [string, string] {
  const days = loads
    .filter((load) => load.library === 'enterprises')
    .map((load) => load.as_of)
    .sort();
  const [oldest, newest] = [days[0], days.at(-1)];
  if (!oldest || !newest) return [dash, t('frame.as_of_unknown')];
  const span = oldest === newest ? oldest : `${oldest} – ${newest}`;
  return [t('frame.as_of_value', { span, age: age(oldest, now) }), t('frame.as_of_hint')];
}

function loadsTable(loads: readonly Load[]): HTMLElement {
  const words = ['loads.library', 'loads.file', 'loads.as_of'] as const;
  const numbers = ['loads.rows', 'loads.accepted', 'loads.rejected'] as const;
  return h(
    'details',
    { class: 'loads' },
    h('summary', {}, t('loads.summary', { n: loads.length })),
    h(
      'div',
      { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': t('loads.caption') },
      h(
        'table',
        { class: 'plain' },
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            words.map((key) => h('th', { scope: 'col' }, t(key))),
            numbers.map((key) => h('th', { scope: 'col', class: 'number' }, t(key))),
          ),
        ),
        h('tbody', {}, loads.map(loadRow)),
      ),
    ),
  );
}

function loadRow(load: Load): HTMLElement {
  const library = libraries[load.library as keyof typeof libraries];
  return h(
    'tr',
    {},
    h('td', {}, library ? t(library) : load.library),
    h('td', { class: 'break', ...inChinese() }, load.file),
    h('td', { class: 'day' }, load.as_of),
    [load.rows_in, load.accepted, load.rejected].map((n) => h('td', { class: 'number' }, count(n))),
  );
}

const libraries = {
  enterprises: 'library.enterprises',
  projects: 'library.projects',
  events: 'library.events',
  experts: 'library.experts',
  policies: 'library.policies',
  parks: 'library.parks',
} as const;
