/** Two claims side by side, and how alike they are. People decide; the page says what both said. */
import { decimal } from '../shell/format.ts';
import { type Child, h } from '../shell/h.ts';
import { type Key, pick, t } from '../shell/language.ts';
import type { Likeness, Parts, ProjectLikeness } from './answers.ts';
import type { ProjectsLife } from './values.ts';
import { data, stateTitle } from './words.ts';

/** Our side as it is written, or as it was filed. */
export type Mine = {
  district_id: string;
  project_name: string;
  investor_name: string;
  talked_on: string;
  filed_on: string;
};

export function claims(life: ProjectsLife, mine: Mine, other: Likeness, more: Child = null): HTMLElement {
  const row = (title: string, left: Child, right: Child) =>
    h('tr', {}, h('th', { scope: 'row' }, title), h('td', {}, left), h('td', {}, right));
  return h(
    'article',
    { class: 'claims', 'data-filing': other.filing_id },
    h(
      'h4',
      {},
      h(
        'strong',
        { class: other.verdict === 'same' ? 'badge warn' : 'badge' },
        t(other.verdict === 'same' ? 'projects.same' : 'projects.possible'),
      ),
      ` ${t('projects.likeness', { n: decimal(other.likeness) })} `,
      h('span', { class: 'muted' }, partsText(other.by_part)),
    ),
    h(
      'table',
      { class: 'plain' },
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          h('td', {}),
          h('th', { scope: 'col' }, t('projects.our_claim')),
          h('th', { scope: 'col' }, t('projects.their_claim')),
        ),
      ),
      h(
        'tbody',
        {},
        row(t('district.title'), districtName(life, mine.district_id), districtName(life, other.district_id)),
        row(t('projects.project_name'), data(mine.project_name), data(other.project_name)),
        row(t('projects.investor'), data(mine.investor_name), data(other.investor_name)),
        row(t('projects.talked_on'), mine.talked_on || '–', other.talked_on),
        row(
          t('projects.filed_on'),
          mine.filed_on || t('projects.not_filed'),
          `${other.filed_on} · ${stateTitle(other.state)}`,
        ),
      ),
    ),
    more,
  );
}

export const districtName = (life: ProjectsLife, id: string | null): string => {
  const district = life.data.districts.find((d) => d.district_id === id);
  return district ? pick(district.name, district.name_en) : (id ?? '–');
};

const partTitles: Record<keyof Parts, Key> = {
  investor: 'projects.part_investor',
  content: 'projects.part_content',
  amount: 'projects.part_amount',
  link: 'projects.part_link',
};
export const partsText = (parts: Parts): string =>
  (Object.keys(partTitles) as (keyof Parts)[])
    .filter((part) => parts[part] !== null)
    .map((part) => `${t(partTitles[part])} ${decimal(parts[part]!)}`)
    .join(' · ');

/** Projects of the register that look like the draft. */
export const projectsAlike = (life: ProjectsLife, projects: readonly ProjectLikeness[]): HTMLElement =>
  h(
    'ul',
    { class: 'alike' },
    projects.map((p) =>
      h(
        'li',
        { 'data-project': p.project_id },
        data(p.name),
        ` ${p.project_id} · ${districtName(life, p.district_id)} · `,
        data(p.stage),
        ` · ${t('projects.likeness', { n: decimal(p.likeness) })} `,
        h('span', { class: 'muted' }, partsText(p.by_part)),
      ),
    ),
  );
