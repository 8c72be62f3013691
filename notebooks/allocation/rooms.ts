/** Places by district: how many, by what reckoning, how full, what one more would add. The numbers can be changed and solved again. */
import { count, dash, score } from '../shell/format.ts';
import { h } from '../shell/h.ts';
import { type Key, pick, t } from '../shell/language.ts';
import type { AllocationLife, Room } from './answers.ts';
import { worthNothing } from './gain.ts';

const reckonings: Record<string, Key> = {
  table: 'allocation.by_table',
  parks: 'allocation.by_parks',
  service: 'allocation.by_service',
};

/** Most places that a district can be given here. */
const most = 999;

export function roomPanel(life: AllocationLife): HTMLElement {
  const { districts } = life.data.allocation;
  const changed = read(life.values.capacity);
  const bad = h('p', { class: 'bad', role: 'alert' });
  const form = h(
    'form',
    {
      on: {
        submit: (event) => {
          event.preventDefault();
          solve(life, form, changed);
        },
      },
    },
    h(
      'div',
      { class: 'scroll-x', role: 'region', tabindex: '0', 'aria-label': t('allocation.rooms') },
      h(
        'table',
        { class: 'plain rooms' },
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            (
              [
                'allocation.district',
                'allocation.places',
                'allocation.by',
                'allocation.leads',
                'allocation.stands_by',
                'allocation.price',
              ] as const
            ).map((key, at) => h('th', { scope: 'col', class: at > 2 && 'number' }, t(key))),
          ),
        ),
        h(
          'tbody',
          {},
          districts
            .toSorted((a, b) => b.load - a.load || b.price - a.price || a.district_id.localeCompare(b.district_id))
            .map((room) => row(life, room)),
        ),
      ),
    ),
    h(
      'div',
      { class: 'buttons' },
      h('button', { type: 'submit', id: 'solve' }, t('allocation.solve')),
      h(
        'button',
        {
          type: 'button',
          class: 'quiet',
          id: 'restore',
          disabled: life.values.capacity === '',
          on: { click: () => void life.change({ capacity: '' }, { push: true }) },
        },
        t('allocation.restore'),
      ),
    ),
    bad,
    h('p', { class: 'hint' }, t('allocation.price_hint')),
  );
  return h(
    'section',
    { class: 'panel', 'aria-labelledby': 'rooms' },
    h('h2', { id: 'rooms' }, t('allocation.rooms')),
    form,
  );
}

function row(life: AllocationLife, room: Room): HTMLElement {
  const district = life.data.districts.find((one) => one.district_id === room.district_id);
  const name = district ? pick(district.name, district.name_en) : room.name;
  const chosen = life.values.district === room.district_id;
  return h(
    'tr',
    { 'data-district': room.district_id, 'aria-selected': chosen ? 'true' : null },
    h(
      'th',
      { scope: 'row' },
      h(
        'button',
        {
          type: 'button',
          class: 'quiet district-name',
          id: `district-${room.district_id}`,
          'aria-pressed': String(chosen),
          on: {
            click: () => void life.change({ district: chosen ? '' : room.district_id }, { reload: false, push: true }),
          },
        },
        name,
      ),
    ),
    h(
      'td',
      {},
      h('input', {
        type: 'number',
        id: `places-${room.district_id}`,
        name: room.district_id,
        min: 0,
        max: most,
        step: 1,
        required: true,
        value: room.capacity,
        'aria-label': t('allocation.places_of', { district: name }),
      }),
    ),
    h('td', {}, reckonings[room.by] ? t(reckonings[room.by]!) : room.by),
    h('td', { class: 'number' }, t('allocation.of', { n: count(room.load), of: count(room.capacity) })),
    h('td', { class: 'number' }, count(room.reserve_for)),
    h('td', { class: 'number' }, room.price > worthNothing ? score(room.price) : dash),
  );
}

/** Only what differs from the answer is sent, on top of what was changed before. */
function solve(life: AllocationLife, form: HTMLFormElement, before: Record<string, number>): void {
  const changed = { ...before };
  for (const { district_id, capacity } of life.data.allocation.districts) {
    const input = form.elements.namedItem(district_id) as HTMLInputElement;
    if (input.valueAsNumber !== capacity) changed[district_id] = input.valueAsNumber;
  }
  const capacity = Object.keys(changed).length === 0 ? '' : JSON.stringify(changed);
  void life.change({ capacity }, { push: true }).then(() => life.announce(t('allocation.solved')));
}

function read(text: string): Record<string, number> {
  try {
    return text === '' ? {} : (JSON.parse(text) as Record<string, number>);
  } catch {
    return {};
  }
}
