/** 报表入库: choose a library, send a file, see how each column was understood, correct it, confirm. */
import { get } from '../shell/api.ts';
import { h } from '../shell/h.ts';
import { type Key, t } from '../shell/language.ts';
import { type Life, startPage } from '../shell/life.ts';
import { problemText } from '../shell/problem-text.ts';
import type { Form } from './answers.ts';
import { choosePanel } from './choose.ts';
import { outcomePanel } from './outcome.ts';
import { previewPanels } from './preview.ts';
import { confirm, giveUp, look, newWork, sendFile, type Work } from './work.ts';

type Values = { library: string };
type Data = { forms: Form[] };

const today = (): string => new Date().toISOString().slice(0, 10);
const work: Work = newWork('projects', today());

startPage<Values, Data>({
  id: 'upload',
  title: 'upload.title',
  defaults: { library: 'projects' },
  load: async (_, signal) => ({ forms: (await get<{ rows: Form[] }>('forms', {}, signal)).rows }),
  show(life) {
    if (work.library !== life.values.library) Object.assign(work, newWork(life.values.library, work.asOf));
    const act = acting(life);
    return [
      choosePanel(work, life.data.forms, {
        library: (library) => void giveUp(work).finally(() => life.change({ library }, { reload: false })),
        asOf: (day) => act(() => setDay(day), null),
        file: (file) => act(() => sendFile(work, file), 'upload.looked'),
      }),
      ...problem(),
      ...(work.preview && !work.confirmed
        ? previewPanels(work, work.preview, {
            correct: (header, field) => act(() => correct(header, field), 'upload.looked'),
            confirm: () => act(() => confirm(work), 'upload.loaded'),
            giveUp: () => act(() => giveUp(work), null),
          })
        : []),
      ...(work.confirmed && work.upload
        ? [outcomePanel(work.upload, work.confirmed, () => act(() => giveUp(work), null))]
        : []),
    ];
  },
});

const problem = (): HTMLElement[] =>
  work.problem === null
    ? []
    : [
        h(
          'div',
          { class: 'panel note bad', role: 'alert' },
          problemText(work.problem).map((text) => h('p', {}, text)),
        ),
      ];

async function setDay(day: string): Promise<void> {
  work.asOf = day;
  await look(work);
}

async function correct(header: string, field: string | null): Promise<void> {
  work.corrections = { ...work.corrections, [header]: field };
  await look(work);
}

/** Does something to the work and shows the page anew; says what became of it. */
const acting =
  (life: Life<Values, Data>) =>
  async (step: () => Promise<void>, said: Key | null): Promise<void> => {
    if (work.busy) return;
    work.busy = true;
    work.problem = null;
    document.getElementById('results')?.setAttribute('aria-busy', 'true');
    life.announce(t('state.loading'));
    try {
      await step();
    } catch (error) {
      work.problem = error;
    }
    work.busy = false;
    document.getElementById('results')?.removeAttribute('aria-busy');
    await life.change({}, { reload: false });
    const { preview, confirmed } = work;
    if (said && !work.problem)
      life.announce(
        t(said, {
          accepted: (confirmed?.load ?? preview)?.accepted ?? 0,
          rejected: (confirmed?.load ?? preview)?.rejected ?? 0,
        }),
      );
  };
