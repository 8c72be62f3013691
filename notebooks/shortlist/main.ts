/** 候选名单: whom the districts mean to approach, what was noted, and what is next. */
import type { District } from '../shell/answers.ts';
import { address, get } from '../shell/api.ts';
import { h, icon } from '../shell/h.ts';
import { pick, t } from '../shell/language.ts';
import { startPage } from '../shell/life.ts';
import { type Shortlist, states, stateWord } from '../shell/shortlist.ts';
import { defaults, type ShortlistLife, type Shown, type Values } from './answers.ts';
import { entryPanel } from './entry.ts';
import { table } from './table.ts';

async function load(_: Values, signal: AbortSignal): Promise<Shown> {
  const [{ rows, history }, districts] = await Promise.all([
    get<Shortlist>('shortlist', { sort: '-changed_at', limit: 10_000 }, signal),
    get<{ rows: District[] }>('districts', {}, signal),
  ]);
  return { rows, history, districts: districts.rows };
}

function show(life: ShortlistLife): HTMLElement[] {
  const { rows } = life.data;
  const { state, district, open } = life.values;
  const shown = rows.filter(
    (row) => (state === '' || row.state === state) && (district === '' || row.district_id === district),
  );
  const entry = rows.find((row) => row.entry_id === open);
  return [
    h(
      'section',
      { class: 'panel', 'aria-label': t('shortlist.title') },
      filters(life),
      h(
        'p',
        { class: 'hint', role: 'status', id: 'count' },
        t('shortlist.count', { shown: shown.length, all: rows.length }),
      ),
      rows.length === 0 ? h('p', { class: 'muted' }, t('shortlist.empty')) : table(life, shown),
    ),
    ...(entry ? [entryPanel(life, entry)] : []),
    h('p', { class: 'hint' }, t('company.wall')),
  ];
}

function filters(life: ShortlistLife): HTMLElement {
  const { rows, districts } = life.data;
  const used = new Set(rows.map(({ district_id }) => district_id));
  return h(
    'div',
    { class: 'form' },
    choice(life, 'state', t('shortlist.state'), [
      ['', t('shortlist.any_state')],
      ...Object.keys(states).map((state): [string, string] => [
        state,
        `${stateWord(state)} (${rows.filter((row) => row.state === state).length})`,
      ]),
    ]),
    choice(life, 'district', t('shortlist.district'), [
      ['', t('shortlist.any_district')],
      ...districts
        .filter((d) => used.has(d.district_id))
        .map((d): [string, string] => [d.district_id, pick(d.name, d.name_en)]),
    ]),
    h(
      'div',
      { class: 'buttons' },
      h(
        'a',
        {
          class: 'button',
          id: 'download',
          download: true,
          href: address('shortlist.xlsx', {
            state: life.values.state || null,
            district_id: life.values.district || null,
          }),
        },
        icon('download'),
        t('shortlist.download'),
      ),
    ),
  );
}

function choice(
  life: ShortlistLife,
  name: 'state' | 'district',
  label: string,
  options: [string, string][],
): HTMLElement {
  const select = h(
    'select',
    { id: name, on: { change: () => void life.change({ [name]: select.value }, { reload: false }) } },
    options.map(([value, text]) => h('option', { value, selected: life.values[name] === value }, text)),
  );
  return h('div', { class: 'field' }, h('label', { for: name }, label), select);
}

// last: the page starts to load at once, and everything above must be there
startPage<Values, Shown>({ id: 'shortlist', title: 'shortlist.title', defaults, load, show });
