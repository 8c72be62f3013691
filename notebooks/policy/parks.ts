/** The parks: where there is land and plant. */
import type { Park } from '../shell/answers.ts';
import { dataTable } from '../shell/data-table.ts';
import { count, dash } from '../shell/format.ts';
import { h } from '../shell/h.ts';
import { inChinese, pick, t } from '../shell/language.ts';
import type { Life } from '../shell/life.ts';
import type { Shown, Values } from './answers.ts';

export function parks(life: Life<Values, Shown>): HTMLElement[] {
  const names = new Map(life.data.districts.map((d) => [d.district_id, pick(d.name, d.name_en)]));
  const district = (park: Park) => names.get(park.district_id ?? '') ?? dash;
  const amount = (value: number | null) => (value === null ? dash : count(value));
  return [
    h(
      'section',
      { class: 'panel', 'aria-label': t('policy.tab_parks') },
      h('p', { class: 'hint' }, t('policy.parks_about', { n: life.data.parks.length })),
      dataTable<Park>({
        id: 'parks',
        caption: t('policy.tab_parks'),
        nothing: t('policy.nothing'),
        rows: life.data.parks,
        columns: [
          {
            title: t('policy.park'),
            heads: true,
            cell: (p) => h('span', { ...inChinese() }, p.name),
            by: (p) => p.name,
          },
          { title: t('policy.district'), cell: district, by: district },
          { title: t('policy.level'), cell: (p) => h('span', { ...inChinese() }, p.level ?? dash), by: (p) => p.level },
          { title: t('policy.chains'), cell: (p) => h('span', { ...inChinese() }, p.chains?.join('、') || dash) },
          {
            title: t('policy.free_land'),
            number: true,
            cell: (p) => amount(p.free_land_mu),
            by: (p) => p.free_land_mu,
          },
          {
            title: t('policy.free_plant'),
            number: true,
            cell: (p) => amount(p.free_plant_m2),
            by: (p) => p.free_plant_m2,
          },
          {
            title: t('policy.standard_land'),
            cell: (p) => (p.standard_land === null ? dash : p.standard_land ? t('policy.yes') : t('policy.no')),
          },
          { title: t('policy.as_of'), cell: (p) => p.as_of, by: (p) => p.as_of },
        ],
      }),
    ),
  ];
}
