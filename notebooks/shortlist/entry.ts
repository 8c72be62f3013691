/** One entry: its history, a note to add, its state, and the ways on: card, list, visit brief, off the list. */
import { send } from '../shell/api.ts';
import { minute } from '../shell/format.ts';
import { h } from '../shell/h.ts';
import { inChinese, type Key, pick, t } from '../shell/language.ts';
import { problemText } from '../shell/problem-text.ts';
import { type Entry, type Note, states, stateWord } from '../shell/shortlist.ts';
import type { ShortlistLife } from './answers.ts';
import { pairAddress } from './table.ts';

type Step = { step: 'noted' | 'moved' | 'removed'; state?: string; note?: string };

export function entryPanel(life: ShortlistLife, entry: Entry): HTMLElement {
  const close = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    void life
      .change({ open: '' }, { reload: false, push: true })
      .then(() => document.getElementById(`entry-${entry.entry_id}`)?.focus());
  };
  return h(
    'section',
    { class: 'panel entry', id: 'entry', tabindex: '-1', 'aria-labelledby': 'entry-title', on: { keydown: close } },
    h('h2', { id: 'entry-title' }, h('span', inChinese(), entry.name)),
    h(
      'p',
      {},
      `${pick(entry.link, entry.link_en)} → ${pick(entry.district, entry.district_en)} · ${stateWord(entry.state)}`,
    ),
    h(
      'div',
      { class: 'buttons' },
      h('a', { class: 'button', id: 'to-card', href: pairAddress('company', entry) }, t('company.open')),
      h('a', { class: 'button', id: 'to-brief', href: pairAddress('brief', entry) }, t('shortlist.brief')),
    ),
    writing(life, entry),
    h('h3', {}, t('shortlist.history')),
    history(life.data.history.filter(({ entry_id }) => entry_id === entry.entry_id)),
  );
}

/** A note, a state, or both at once; what fails is said and nothing typed is lost. */
function writing(life: ShortlistLife, entry: Entry): HTMLElement {
  const note = h('textarea', { id: 'note', maxlength: 2000, ...inChinese() });
  const state = h(
    'select',
    { id: 'new-state' },
    Object.keys(states).map((one) => h('option', { value: one, selected: one === entry.state }, stateWord(one))),
  );
  const bad = h('p', { class: 'note bad', role: 'alert' });
  const save = (event: Event) => {
    event.preventDefault();
    const words = note.value.trim();
    const moved = state.value !== entry.state;
    if (words === '' && !moved) {
      bad.textContent = t('shortlist.nothing_to_save');
      return;
    }
    const step: Step = moved ? { step: 'moved', state: state.value } : { step: 'noted' };
    void write(life, entry, words === '' ? step : { ...step, note: words }, bad, t('shortlist.saved'));
  };
  const remove = () => {
    const words = note.value.trim();
    void write(
      life,
      entry,
      { step: 'removed', ...(words === '' ? {} : { note: words }) },
      bad,
      t('shortlist.removed_said'),
    );
  };
  return h(
    'form',
    { class: 'form writing', on: { submit: save } },
    h('div', { class: 'field wide' }, h('label', { for: 'note' }, t('shortlist.note')), note),
    h('div', { class: 'field' }, h('label', { for: 'new-state' }, t('shortlist.state')), state),
    h(
      'div',
      { class: 'buttons' },
      h('button', { type: 'submit', id: 'save' }, t('shortlist.save')),
      h('button', { type: 'button', class: 'quiet', id: 'remove', on: { click: remove } }, t('shortlist.remove')),
    ),
    h('p', { class: 'hint wide' }, t('shortlist.note_hint')),
    bad,
  );
}

async function write(life: ShortlistLife, entry: Entry, step: Step, bad: HTMLElement, said: string): Promise<void> {
  try {
    await send('POST', `shortlist/${entry.entry_id}/steps`, step);
  } catch (problem) {
    bad.textContent = problemText(problem).join(' ');
    return;
  }
  await life.refresh();
  life.announce(said);
  document.getElementById(step.step === 'removed' ? 'results' : 'note')?.focus();
}

const steps: Record<string, Key> = {
  added: 'shortlist.step_added',
  noted: 'shortlist.step_noted',
  moved: 'shortlist.step_moved',
  removed: 'shortlist.step_removed',
};

/** Newest first. */
export const history = (notes: readonly Note[]): HTMLElement =>
  h(
    'ol',
    { class: 'history' },
    notes
      .toReversed()
      .map(({ recorded_at, step, state, note }) =>
        h(
          'li',
          {},
          h('span', { class: 'day muted' }, minute(recorded_at)),
          h('span', {}, steps[step] ? t(steps[step]) : step, state ? ` · ${stateWord(state)}` : ''),
          note && h('p', { class: 'note-text', ...inChinese() }, note),
        ),
      ),
  );
