/** Whose projects: fixed for an officer, chosen by everybody else. The counts of the district beside it. */
import { address } from '../shell/api.ts';
import { count } from '../shell/format.ts';
import { h, icon } from '../shell/h.ts';
import { language, pick, t } from '../shell/language.ts';
import { areaGroups, groupName, tileMap } from '../shell/tile-map.ts';
import type { ProjectsLife } from './values.ts';

const choose = (life: ProjectsLife) => (district: string) =>
  void life.change({ district, project: '', correct: '', filing: '' }, { push: true });

/** Shown until a district is chosen. */
export function choosePanel(life: ProjectsLife): HTMLElement {
  return h(
    'section',
    { class: 'panel choose' },
    h('h2', {}, t('projects.choose')),
    select(life),
    tileMap({ districts: life.data.districts, chosen: null, onChoose: choose(life) }),
  );
}

function select(life: ProjectsLife): HTMLElement {
  const { district, districts } = life.data;
  const list = h(
    'select',
    { id: 'district', on: { change: () => list.value && choose(life)(list.value) } },
    district === '' && h('option', { value: '', selected: true }, t('district.placeholder')),
    Object.keys(areaGroups).map((group) =>
      h(
        'optgroup',
        { label: groupName(group) },
        districts
          .filter((d) => d.area_group_opinion === group)
          .map((d) =>
            h('option', { value: d.district_id, selected: d.district_id === district }, pick(d.name, d.name_en)),
          ),
      ),
    ),
  );
  return h('div', { class: 'field' }, h('label', { for: 'district' }, t('district.title')), list);
}

/** District, what stands out in it, and the way to load a file. */
export function summaryPanel(life: ProjectsLife): HTMLElement {
  const { session, district, districts, milestones, escalations } = life.data;
  const own = districts.find((d) => d.district_id === district);
  const overdue = milestones.filter((m) => m.days_left < 0).length;
  const soon = milestones.filter((m) => m.days_left >= 0 && m.days_left <= Number(life.values.within)).length;
  const told = new Set(escalations.map((e) => e.project_id)).size;
  const number = (id: string, title: string, value: number) =>
    h('div', {}, h('dt', {}, title), h('dd', { id }, count(value)));
  return h(
    'section',
    { class: 'panel summary' },
    session.role === 'officer' && own ? h('h2', { id: 'own-district' }, pick(own.name, own.name_en)) : select(life),
    h(
      'dl',
      { class: 'numbers' },
      number('count-overdue', t('projects.count_overdue'), overdue),
      number('count-soon', t('projects.count_soon', { n: life.values.within }), soon),
      number('count-told', t('projects.count_told'), told),
    ),
    h(
      'p',
      { class: 'links' },
      h('a', { href: `../upload/${language() === 'zh' ? '' : '?lang=en'}`, id: 'to-upload' }, t('projects.to_upload')),
      h(
        'a',
        { href: address('projects.xlsx', { district: district || null }), id: 'projects-xlsx' },
        icon('download'),
        t('projects.xlsx'),
      ),
    ),
    h('p', { class: 'hint' }, dayNote(life)),
  );
}

/** Days count to the newest news of the ledger, and the page says so. */
function dayNote(life: ProjectsLife): string {
  const day = life.data.projects[0]?.data_on ?? life.data.timeline?.register?.data_on;
  return day ? t('projects.data_on', { day }) : t('projects.nothing_known');
}
