/** The shortlist as other pages touch it: one button that adds a company for a link and a district, or leads to its entry. */
import { get, Problem, send } from './api.ts';
import { h } from './h.ts';
import { type Key, t } from './language.ts';
import { pageAddress } from './page-address.ts';
import { problemText } from './problem-text.ts';

export type Entry = {
  entry_id: string;
  enterprise_id: string;
  name: string;
  province: string | null;
  link_id: string;
  link: string;
  link_en: string;
  district_id: string;
  district: string;
  district_en: string;
  state: string;
  rank: number | null;
  score: number | null;
  note: string | null;
  notes: number;
  added_at: string;
  changed_at: string;
};
export type Note = {
  entry_id: string;
  step: string;
  state: string | null;
  note: string | null;
  actor: string;
  recorded_at: string;
};
export type Shortlist = { rows: Entry[]; history: Note[] };
export type Pair = { enterprise_id: string; link_id: string; district_id: string };

/** In the order in which an approach usually goes. */
export const states: Record<string, Key> = {
  to_call: 'shortlist.to_call',
  called: 'shortlist.called',
  visit_set: 'shortlist.visit_set',
  visited: 'shortlist.visited',
  talking: 'shortlist.talking',
  paused: 'shortlist.paused',
};
export const stateWord = (state: string): string => (states[state] ? t(states[state]) : state);

const keyOf = ({ enterprise_id, link_id, district_id }: Pair): string => `${enterprise_id} ${link_id} ${district_id}`;

/** Pair → entry, asked once a page; null for a role that keeps no shortlist. */
let known: Promise<Map<string, string> | null> | null = null;

function entries(): Promise<Map<string, string> | null> {
  known ??= get<Shortlist>('shortlist', { limit: 10_000 }).then(
    ({ rows }) => new Map(rows.map((row) => [keyOf(row), row.entry_id])),
    (problem) => {
      if (problem instanceof Problem && problem.status === 403) return null;
      known = null;
      throw problem;
    },
  );
  return known;
}

/** Once done the focus is on the way to the entry, which says so; `quiet` is the form for rows of a list. */
export function shortlistButton(pair: Pair, quiet = false): HTMLElement {
  const button = h(
    'button',
    { type: 'button', class: quiet ? 'quiet shortlist' : 'shortlist', disabled: true },
    t('shortlist.add'),
  );
  const slot = h('span', { class: 'shortlist-slot' }, button);
  const done = (entry_id: string, focus: boolean) => {
    const link = h(
      'a',
      { class: 'shortlist', href: pageAddress('shortlist', { open: entry_id }) },
      t('shortlist.is_on'),
    );
    slot.replaceChildren(link);
    if (focus) link.focus();
  };
  entries()
    .then((all) => {
      const entry = all?.get(keyOf(pair));
      if (!all) slot.replaceChildren();
      else if (entry) done(entry, false);
      else button.disabled = false;
    })
    .catch(() => slot.replaceChildren());
  button.addEventListener('click', () => {
    button.disabled = true;
    const { enterprise_id: enterprise, link_id: link, district_id: district } = pair;
    send<{ entry_id: string }>('POST', 'shortlist', { enterprise, link, district })
      .then(async ({ entry_id }) => {
        (await entries())?.set(keyOf(pair), entry_id);
        done(entry_id, true);
      })
      .catch((problem) => {
        button.disabled = false;
        slot.append(h('span', { class: 'bad', role: 'alert' }, problemText(problem).join(' ')));
      });
  });
  return slot;
}
