/** The frame around a notebook: the bar, where the numbers come from, the language of the prose, and how to reproduce it. */
import { readAddress } from '../shell/address-state.ts';
import type { Overview } from '../shell/answers.ts';
import { get } from '../shell/api.ts';
import { header, provenance } from '../shell/frame.ts';
import { h } from '../shell/h.ts';
import { type Language, setLanguage, t } from '../shell/language.ts';
import { failed } from '../shell/screens.ts';
import { applyTheme } from '../shell/theme.ts';

/** A notebook is read in one language from start to end: another language is another address. */
function speak(language: Language): void {
  location.search = language === 'zh' ? '' : '?lang=en';
}

async function frame(): Promise<void> {
  applyTheme();
  setLanguage(readAddress({}).lang);
  const main = document.querySelector('main')!;
  try {
    const overview = await get<Overview>('overview');
    main.before(header('research', speak), provenance(overview, new Date()));
    main.append(reproduce(overview));
  } catch (problem) {
    main.before(failed(problem, () => location.reload()));
  }
}

/** Snapshot, models and profile behind the figures, and the archive from which they come again. */
function reproduce(overview: Overview): HTMLElement {
  const facts = `${overview.snapshot} · ${overview.models_hash} · ${overview.profile.hash}`;
  return h(
    'section',
    { class: 'panel reproduce', 'aria-labelledby': 'reproduce' },
    h('h2', { id: 'reproduce' }, t('research.reproduce')),
    h('p', {}, t('research.reproduce_how', { facts })),
    h(
      'pre',
      { tabindex: '0' },
      `yuzhao bundle open yuzhao-${overview.snapshot}.zip --store again\nyuzhao serve --store again`,
    ),
    h(
      'p',
      {},
      h('a', { href: `../api/bundle.zip?snapshot=${overview.snapshot}`, download: true }, t('research.bundle')),
    ),
  );
}

void frame();
