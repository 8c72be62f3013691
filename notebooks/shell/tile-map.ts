/** The city as tiles, one a district, roughly where it lies: choose a district, or see a value for each. No boundary is drawn. */
import type { District } from './answers.ts';
import { h } from './h.ts';
import { type Key, language, pick, t } from './language.ts';

export const areaGroups: Record<string, { name: Key; tone: string }> = {
  主城: { name: 'area.core', tone: 'core' },
  渝西: { name: 'area.west', tone: 'west' },
  渝东北: { name: 'area.northeast', tone: 'northeast' },
  渝东南: { name: 'area.southeast', tone: 'southeast' },
};

export const groupName = (group: string): string => (areaGroups[group] ? t(areaGroups[group].name) : group);

export type TileMap = {
  districts: readonly District[];
  chosen: string | null;
  onChoose: (district_id: string) => void;
  /** Class of a tile; without it tiles are coloured by area group. `value-0` … `value-4` are steps of one scale, `value-none` is unknown. */
  tone?: (district: District) => string;
  /** Said with the name of a district: its value, in words. */
  hint?: (district: District) => string;
};

/** One button a tile; arrow keys go to the next tile in that direction. */
export function tileMap(map: TileMap): HTMLElement {
  const { districts, chosen } = map;
  const first = districts.find((district) => district.district_id === chosen) ?? districts[0];
  const labels = tileLabels(districts);
  const tiles = new Map(
    districts.map((district) => [district, tile(map, district, labels.get(district)!, district === first)]),
  );
  const group = h('div', { class: 'tiles', role: 'group', 'aria-label': t('district.map') }, [...tiles.values()]);
  group.addEventListener('keydown', (event) => {
    const from = [...tiles].find(([, element]) => element === document.activeElement)?.[0];
    const to = from && nearest(districts, from, event.key);
    if (!to) return;
    event.preventDefault();
    tiles.get(from)!.tabIndex = -1;
    tiles.get(to)!.tabIndex = 0;
    tiles.get(to)!.focus();
  });
  return group;
}

function tile(map: TileMap, district: District, label: string, first: boolean): HTMLButtonElement {
  const name = pick(district.name, district.name_en);
  const hint = map.hint?.(district) ?? groupName(district.area_group_opinion);
  const spoken = `${name.startsWith(label) ? name.slice(label.length) : ` ${name}`}${map.hint ? ` ${hint}` : ''}`;
  const button = h(
    'button',
    {
      type: 'button',
      id: `tile-${district.district_id}`,
      class: `tile ${map.tone?.(district) ?? `area-${areaGroups[district.area_group_opinion]?.tone ?? 'core'}`}`,
      'aria-pressed': String(district.district_id === map.chosen),
      title: `${name} · ${hint}`,
      tabindex: first ? '0' : '-1',
      on: { click: () => map.onChoose(district.district_id) },
    },
    h('span', {}, label, h('span', { class: 'rest' }, spoken)),
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
