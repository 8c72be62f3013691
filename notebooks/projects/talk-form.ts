/** Filing a first talk: likenesses appear while one types; nothing is written before the button. */
import type { LinkName } from '../shell/answers.ts';
import { get, send } from '../shell/api.ts';
import { money } from '../shell/format.ts';
import { h } from '../shell/h.ts';
import { Intention } from '../shell/intention.ts';
import { pick, t } from '../shell/language.ts';
import { problemText } from '../shell/problem-text.ts';
import type { Checked } from './answers.ts';
import { type Field, field, sayWrongs } from './field.ts';
import { claims, projectsAlike } from './likeness.ts';
import type { ProjectsLife, Shown } from './values.ts';

const intention = new Intention();
/** Milliseconds without a key before the server is asked. */
const pause = 250;

type Name =
  | 'project_name'
  | 'investor_name'
  | 'investor_credit_code'
  | 'link'
  | 'investment'
  | 'currency'
  | 'talked_on'
  | 'content'
  | 'evidence';
type Fields = Record<Name, Field>;
type Typed = Record<Name, string>;

export function talkForm(life: ProjectsLife, talks: NonNullable<Shown['talks']>): HTMLElement {
  const fields = fieldsOf(talks.links);
  const found = h('div', { class: 'wide found', id: 'found', 'aria-live': 'polite' });
  const note = h('p', { class: 'note', role: 'status', id: 'talk-note' });
  const form = h(
    'form',
    {
      class: 'panel form',
      id: 'talk-form',
      novalidate: true,
      'aria-label': t('projects.file_talk'),
      on: {
        submit: (event) => {
          event.preventDefault();
          void submit(life, fields, note);
        },
      },
    },
    h('h2', { class: 'wide' }, t('projects.file_talk')),
    Object.values(fields).map(({ element }) => element),
    found,
    h('div', { class: 'buttons wide' }, h('button', { type: 'submit', id: 'file-talk' }, t('projects.file')), note),
  );
  const check = checker(life, fields, found);
  form.addEventListener('input', check);
  form.addEventListener('change', check);
  return form;
}

function fieldsOf(links: readonly LinkName[]): Fields {
  const input = (id: string, type: string, more = {}) => h('input', { id, type, maxlength: 200, ...more });
  const names = [...new Map(links.map((l) => [l.name, l])).values()];
  return {
    project_name: field(input('project-name', 'text'), t('projects.project_name')),
    investor_name: field(input('investor-name', 'text'), t('projects.investor')),
    investor_credit_code: field(input('credit-code', 'text', { maxlength: 18 }), t('projects.credit_code')),
    link: field(
      h(
        'select',
        { id: 'talk-link' },
        h('option', { value: '' }, t('projects.no_link')),
        [...new Set(names.map((l) => pick(l.chain, l.chain_en)))].map((chain) =>
          h(
            'optgroup',
            { label: chain },
            names
              .filter((l) => pick(l.chain, l.chain_en) === chain)
              .map((l) => h('option', { value: l.name }, pick(l.name, l.name_en))),
          ),
        ),
      ),
      t('projects.link'),
    ),
    investment: field(input('investment', 'number', { min: 0, step: 'any' }), t('projects.investment_wan')),
    currency: field(
      h(
        'select',
        { id: 'currency' },
        ['CNY', 'USD', 'HKD', 'EUR', 'JPY'].map((code) => h('option', { value: code }, code)),
      ),
      t('projects.currency'),
    ),
    talked_on: field(input('talked-on', 'date'), t('projects.talked_on')),
    content: field(h('textarea', { id: 'content', maxlength: 1000 }), t('projects.content'), { wide: true }),
    evidence: field(h('textarea', { id: 'talk-evidence', maxlength: 2000 }), t('projects.talk_evidence'), {
      hint: t('projects.talk_evidence_hint'),
      wide: true,
    }),
  };
}

const typedIn = (fields: Fields): Typed =>
  Object.fromEntries(Object.entries(fields).map(([name, own]) => [name, own.input.value.trim()])) as Typed;

/** Asks a moment after the last key; an answer that a later key has overtaken is dropped. */
function checker(life: ProjectsLife, fields: Fields, found: HTMLElement): () => void {
  let waiting = 0;
  let asking: AbortController | null = null;
  const ask = async () => {
    asking?.abort();
    asking = new AbortController();
    const { evidence: _, ...typed } = typedIn(fields);
    if (typed.project_name.length + typed.investor_name.length < 2) return found.replaceChildren();
    const query = {
      ...Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== '')),
      district_id: life.data.district,
      investment: typed.investment === '' ? null : Number(typed.investment) * 1e4,
    };
    try {
      const checked = await get<Checked>('first-talk-check', query, asking.signal);
      fields.investment.say(checked.refusal && refusedAmount(life, checked));
      showFound(life, typedIn(fields), checked, found);
    } catch (problem) {
      if (!(problem instanceof DOMException))
        found.replaceChildren(h('p', { class: 'bad' }, problemText(problem).join(' ')));
    }
  };
  return () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(() => void ask(), pause);
  };
}

function refusedAmount(life: ProjectsLife, { refusal }: Checked): string {
  const threshold = life.data.talks?.rules.threshold_cny;
  return threshold
    ? `${t('projects.below_threshold', { cny: money(threshold) })} (${refusal!.reason})`
    : refusal!.reason;
}

function showFound(life: ProjectsLife, typed: Typed, { matches, projects }: Checked, found: HTMLElement): void {
  const mine = { ...typed, district_id: life.data.district, filed_on: '' };
  const filings = matches.length > 0 && [
    h('h3', {}, t('projects.found_filings', { n: matches.length })),
    h('p', { class: 'hint' }, t('projects.both_stand')),
    matches.map((match) => claims(life, mine, match)),
  ];
  const alike = projects.length > 0 && [
    h('h3', {}, t('projects.found_projects', { n: projects.length })),
    projectsAlike(life, projects),
  ];
  const nothing =
    matches.length + projects.length === 0 &&
    h('p', { class: 'muted', id: 'found-nothing' }, t('projects.found_nothing'));
  found.replaceChildren(h('div', { class: 'found' }, filings, alike, nothing));
}

async function submit(life: ProjectsLife, fields: Fields, note: HTMLElement): Promise<void> {
  const typed = typedIn(fields);
  note.classList.remove('bad');
  note.textContent = '';
  if (sayWrongs(fields, wrongsOf(typed))) return;
  const { investment, evidence, ...rest } = typed;
  const body = {
    ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== '')),
    district_id: life.data.district,
    investment: Number(investment) * 1e4,
    evidence: documents(evidence),
  };
  try {
    const { filing, repeated } = await send<{ filing: { filing_id: string }; repeated: boolean }>(
      'POST',
      'first-talks',
      body,
      intention.keyOf(body),
    );
    intention.answered();
    await life.change({ filing: filing.filing_id }, { push: true });
    life.announce(t(repeated ? 'projects.filed_before' : 'projects.filed'));
  } catch (problem) {
    note.classList.add('bad');
    note.textContent = problemText(problem).join(' ');
  }
}

const documents = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

function wrongsOf(typed: Typed): Partial<Record<Name, string>> {
  const wrongs: Partial<Record<Name, string>> = {};
  if (!typed.project_name) wrongs.project_name = t('projects.wrong.needed');
  if (!typed.investor_name) wrongs.investor_name = t('projects.wrong.needed');
  if (!(Number(typed.investment) > 0)) wrongs.investment = t('projects.wrong.amount');
  if (!typed.talked_on) wrongs.talked_on = t('projects.wrong.day');
  if (documents(typed.evidence).length === 0) wrongs.evidence = t('projects.wrong.document');
  return wrongs;
}
