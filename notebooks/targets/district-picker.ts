/** Second choice: the district, on a tile map (one tile a district, roughly where it lies) or from a list. */
import type { District } from '../shell/answers.ts';
import { h } from '../shell/h.ts';
import { type Key, language, pick, t } from '../shell/language.ts';
import { type Context, chosenDistrict } from './context.ts';

const groups: Record<string, { name: Key; tone: string }> = {
  主城: { name: 'area.core', tone: 'core' },
  渝西: { name: 'area.west', tone: 'west' },
  渝东北: { name: 'area.northeast', tone: 'northeast' },
  渝东南: { name: 'area.southeast', tone: 'southeast' },
};

const groupName = (group: string): string => (groups[group] ? t(groups[group].name) : group);

export function districtPicker(context: Context): HTMLElement {
  return h(
    'section',
    { class: 'panel', 'aria-label': t('district.title') },
    select(context),
    tileMap(context),
    legend(),
  );
}

function select(context: Context): HTMLElement {
  const chosen = context.state.district;
  const list = h(
    'select',
    { id: 'district', on: { change: () => context.change({ district: list.value || null, open: null }) } },
    h('option', { value: '', selected: !chosen }, t('district.placeholder')),
    Object.keys(groups).map((group) =>
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

function tileMap(context: Context): HTMLElement {
  const first = chosenDistrict(context) ?? context.districts[0];
  const labels = tileLabels(context.districts);
  const tiles = new Map(
    context.districts.map((district) => [district, tile(context, district, labels.get(district)!, district === first)]),
  );
  const map = h('div', { class: 'tiles', role: 'group', 'aria-label': t('district.map') }, [...tiles.values()]);
  map.addEventListener('keydown', (event) => {
    const from = [...tiles].find(([, element]) => element === document.activeElement)?.[0];
    const to = from && nearest(context.districts, from, event.key);
    if (!to) return;
    event.preventDefault();
    tiles.get(from)!.tabIndex = -1;
    tiles.get(to)!.tabIndex = 0;
    tiles.get(to)!.focus();
  });
  return map;
}

function tile(context: Context, district: District, label: string, first: boolean): HTMLButtonElement {
  const name = pick(district.name, district.name_en);
  const button = h(
    'button',
    {
      type: 'button',
      id: `tile-${district.district_id}`,
      class: `tile area-${groups[district.area_group_opinion]?.tone ?? 'core'}`,
      'aria-pressed': String(district.district_id === context.state.district),
      title: `${name} · ${groupName(district.area_group_opinion)}`,
      tabindex: first ? '0' : '-1',
      on: { click: () => context.change({ district: district.district_id, open: null }) },
    },
    h('span', {}, label, h('span', { class: 'rest' }, name.startsWith(label) ? name.slice(label.length) : ` ${name}`)),
  );
  button.style.gridColumn = String(district.tile_x + 1);
  button.style.gridRow = String(district.tile_y + 1);
  return button;
}

const steps: Record<string, [number, number]> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

/** The closest tile in the direction of an arrow key; a step to the side costs double. */
function nearest(districts: readonly District[], from: District, key: string): District | undefined {
  const step = steps[key];
  if (!step) return undefined;
  const cost = (to: District): number => {
    const [x, y] = [to.tile_x - from.tile_x, to.tile_y - from.tile_y];
    const ahead = x * step[0] + y * step[1];
    const aside = Math.abs(x * step[1]) + Math.abs(y * step[0]);
    return ahead > 0 && aside <= ahead ? ahead + 2 * aside : Number.POSITIVE_INFINITY;
  };
  return districts.filter((to) => Number.isFinite(cost(to))).sort((a, b) => cost(a) - cost(b))[0];
}

const room = 5;

/** Chinese short names; in English short names in full, of others the first letters, or a later part where two begin alike. */
function tileLabels(districts: readonly District[]): Map<District, string> {
  if (language() === 'zh') return new Map(districts.map((district) => [district, district.short_name]));
  const plain = (district: District) => district.name_en.replace("'", '');
  const head = (district: District) => plain(district).slice(0, room - 1);
  const label = (district: District): string => {
    if (plain(district).length <= room) return plain(district);
    const twin = districts.find((other) => other !== district && head(other) === head(district));
    return twin ? `${district.name_en[0]}.${differing(plain(district), plain(twin))}` : head(district);
  };
  return new Map(districts.map((district) => [district, label(district)]));
}

function differing(name: string, twin: string): string {
  let i = 0;
  while (name[i] === twin[i]) i++;
  return name.slice(i, i + 3);
}

function legend(): HTMLElement {
  const items = Object.values(groups).map(({ name, tone }) =>
    h('li', {}, h('span', { class: `swatch area-${tone}`, 'aria-hidden': 'true' }), t(name)),
  );
  return h('ul', { class: 'legend', title: t('district.groups_source') }, items);
}
