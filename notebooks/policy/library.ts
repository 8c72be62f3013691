/** The searchable list of policies. */
import { h } from '../shell/h.ts';
import { inChinese, pick, t } from '../shell/language.ts';
import { standingChip } from '../shell/legal-standing.ts';
import type { Life } from '../shell/life.ts';
import type { Found, PolicyRow, Shown, Values } from './answers.ts';
import { choice } from './choice.ts';

export const instruments = ['税收', '财政', '要素', '金融', '服务'];

export function library(life: Life<Values, Shown>): HTMLElement[] {
  const { found, policies } = life.data;
  const shown = policies
    .filter((policy) => fits(policy, life.values))
    .sort((a, b) => order(a) - order(b) || (b.issued_on ?? '').localeCompare(a.issued_on ?? ''));
  const list = found ? found.map((piece) => foundItem(life, piece)) : shown.map((policy) => policyItem(life, policy));
  const n = found
    ? t('policy.found', { n: found.length })
    : t('policy.count', { n: shown.length, all: policies.length });
  return [
    searchForm(life),
    h(
      'section',
      { class: 'panel', 'aria-label': t('policy.tab_library') },
      h('p', { class: 'hint', role: 'status' }, n, ' ', t('policy.notice', { as_of: oldest(policies) })),
      list.length ? h('ul', { class: 'policies' }, list) : h('p', { class: 'nothing' }, t('policy.nothing')),
    ),
  ];
}

/** The library is as old as its oldest filing. */
const oldest = (policies: readonly PolicyRow[]): string =>
  policies.reduce((day, { as_of }) => (day === '' || as_of < day ? as_of : day), '') || '–';

/** In force first, then waiting, then the rest; the newest first. */
const order = (p: PolicyRow): number => (p.in_force ? 0 : p.status === '待复核' ? 1 : 2);

function fits(p: PolicyRow, { status, support, place }: Values): boolean {
  const standing = status === '' || (status === 'in_force') === p.in_force;
  const kind = support === '' || (p.instruments ?? []).includes(support);
  return standing && kind && (place === '' || p.district_ids === null || p.district_ids.includes(place));
}

function searchForm(life: Life<Values, Shown>): HTMLElement {
  const { values, data } = life;
  const field = h('input', {
    id: 'q',
    type: 'search',
    name: 'q',
    value: values.q,
    placeholder: t('policy.placeholder'),
    maxlength: 100,
  });
  return h(
    'form',
    {
      class: 'form panel',
      role: 'search',
      on: {
        submit: (event) => {
          event.preventDefault();
          void life.change({ q: field.value }, { push: true });
        },
      },
    },
    h('div', { class: 'field' }, h('label', { for: 'q' }, t('policy.search')), field),
    h('button', { type: 'submit', id: 'search' }, t('policy.search_do')),
    choice(life, 'status', t('policy.status'), [
      ['', t('policy.any')],
      ['in_force', t('policy.in_force')],
      ['other', t('policy.not_in_force')],
    ]),
    choice(life, 'support', t('policy.support'), [
      ['', t('policy.any')],
      ...instruments.map((i): [string, string] => [i, i]),
    ]),
    choice(life, 'place', t('policy.place'), [
      ['', t('policy.any')],
      ...data.districts.map((d): [string, string] => [d.district_id, pick(d.name, d.name_en)]),
    ]),
  );
}

function policyItem(life: Life<Values, Shown>, policy: PolicyRow): HTMLElement {
  const facts = [
    policy.policy_id,
    policy.issuer,
    policy.issued_on,
    policy.places?.join('、'),
    policy.chains?.join('、'),
    policy.instruments?.join('、'),
  ];
  return h(
    'li',
    {},
    standingChip(policy),
    opener(life, policy.policy_id, policy.title),
    h('p', { class: 'muted', ...inChinese() }, facts.filter(Boolean).join(' · ')),
  );
}

function foundItem(life: Life<Values, Shown>, piece: Found): HTMLElement {
  return h(
    'li',
    {},
    standingChip({ ...piece, status: piece.standing.slice(0, 3) }),
    opener(life, piece.policy_id, piece.title),
    h('p', { ...inChinese() }, marked(piece.text, life.values.q.trim())),
    h('p', { class: 'muted', ...inChinese() }, `${piece.policy_id} · ${piece.path}`),
  );
}

export function opener(life: Life<Values, Shown>, policy: string, title: string): HTMLElement {
  return h(
    'button',
    {
      type: 'button',
      class: 'quiet title',
      id: `open-${policy}`,
      ...inChinese(),
      on: { click: () => void life.change({ tab: 'library', policy }, { push: true }) },
    },
    title,
  );
}

/** The text with every place of the word marked. */
function marked(text: string, word: string): (string | HTMLElement)[] {
  if (word === '') return [text];
  return text.split(word).flatMap((part, i) => (i === 0 ? [part] : [h('mark', {}, word), part]));
}
