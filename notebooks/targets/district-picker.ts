/** Second choice: the district, on a tile map or from a list. */
import { h } from '../shell/h.ts';
import { pick, t } from '../shell/language.ts';
import { areaGroups, groupName, tileMap } from '../shell/tile-map.ts';
import type { Context } from './context.ts';

export function districtPicker(context: Context): HTMLElement {
  const { districts, state } = context;
  const onChoose = (district: string) => context.change({ district, open: null });
  return h(
    'section',
    { class: 'panel', 'aria-label': t('district.title') },
    select(context),
    tileMap({ districts, chosen: state.district, onChoose }),
    legend(),
  );
}

function select(context: Context): HTMLElement {
  const chosen = context.state.district;
  const list = h(
    'select',
    { id: 'district', on: { change: () => context.change({ district: list.value || null, open: null }) } },
    h('option', { value: '', selected: !chosen }, t('district.placeholder')),
    Object.keys(areaGroups).map((group) =>
      h(
        'optgroup',
        { label: groupName(group) },
        context.districts
          .filter((district) => district.area_group_opinion === group)
          .map((d) =>
            h('option', { value: d.district_id, selected: d.district_id === chosen }, pick(d.name, d.name_en)),
          ),
      ),
    ),
  );
  return h('div', { class: 'field' }, h('label', { for: 'district' }, t('district.title')), list);
}

function legend(): HTMLElement {
  const items = Object.values(areaGroups).map(({ name, tone }) =>
    h('li', {}, h('span', { class: `swatch area-${tone}`, 'aria-hidden': 'true' }), t(name)),
  );
  return h('ul', { class: 'legend', title: t('district.groups_source') }, items);
}
