/** Where the company stands in the list of the chosen link and district, on which parts, and where else it stands well. */
import { count, score } from '../shell/format.ts';
import { h } from '../shell/h.ts';
import { pick, t } from '../shell/language.ts';
import type { CompanyLife, Dossier } from './answers.ts';
import { gateWord } from './words.ts';

/** Districts named beside the chosen one. */
const others = 6;

export function whyPanel(life: CompanyLife, about: Dossier): HTMLElement {
  const { why, link, district } = about;
  return h(
    'section',
    { class: 'panel', 'aria-labelledby': 'why' },
    h('h2', { id: 'why' }, t('company.why_here')),
    why === null || !link || !district
      ? h('p', { class: 'muted' }, t('company.why_unknown'))
      : h(
          'div',
          {},
          h(
            'p',
            { id: 'standing' },
            why.rank === null
              ? t('company.kept_out', { gate: gateWord(why.gate?.gate ?? '') })
              : t('company.standing', {
                  link: pick(link.name, link.name_en),
                  district: pick(district.name, district.name_en),
                  rank: why.rank,
                  of: count(why.of),
                  score: score(why.score ?? 0),
                }),
          ),
          partList(life, about),
        ),
    elsewhere(life, about),
    h('p', { class: 'hint' }, t('frame.score_not_probability')),
  );
}

/** Parts that speak for it, largest first, with the rank that it would have without each. */
function partList(life: CompanyLife, { why }: Dossier): HTMLElement {
  const { factors } = life.overview.profile;
  const parts = Object.entries(why!.parts)
    .filter(([factor, part]) => part > 0.005 && factors[factor])
    .sort((a, b) => b[1] - a[1]);
  const without = new Map(why!.without.map(({ factor, rank }) => [factor, rank]));
  return h(
    'table',
    { class: 'plain parts' },
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        h('th', { scope: 'col' }, t('company.part')),
        h('th', { scope: 'col', class: 'number' }, t('reasons.part')),
        h('th', { scope: 'col', class: 'number' }, t('company.without')),
      ),
    ),
    h(
      'tbody',
      {},
      parts.map(([factor, part]) =>
        h(
          'tr',
          { 'data-factor': factor },
          h('th', { scope: 'row' }, pick(factors[factor]!.title, factors[factor]!.title_en)),
          h(
            'td',
            { class: 'number' },
            score(part),
            h('small', { class: 'muted' }, t('reasons.of', { weight: score(factors[factor]!.weight) })),
          ),
          h('td', { class: 'number' }, without.has(factor) ? without.get(factor) : ''),
        ),
      ),
    ),
  );
}

function elsewhere(life: CompanyLife, { card, link, district, districts }: Dossier): HTMLElement | null {
  const places = card.places
    .filter((place) => place.link_id === link?.link_id && place.district_id !== district?.district_id)
    .slice(0, others);
  if (places.length === 0) return null;
  return h(
    'div',
    {},
    h('h3', {}, t('company.elsewhere')),
    h(
      'div',
      { class: 'others' },
      places.map(({ district_id, rank, score: points }) => {
        const other = districts.find((one) => one.district_id === district_id);
        return h(
          'button',
          {
            type: 'button',
            class: 'other',
            on: { click: () => void life.change({ district: district_id }, { push: true }) },
          },
          other ? pick(other.name, other.name_en) : district_id,
          h('span', { class: 'number' }, t('company.other_rank', { rank, score: score(points) })),
        );
      }),
    ),
  );
}
