/** The links of which the company counts, with the words that placed it, and its best district of each. */

import { evidenceList, registeredTexts } from '../shell/evidence.ts';
import { decimal, score } from '../shell/format.ts';
import { h } from '../shell/h.ts';
import { pick, t } from '../shell/language.ts';
import { verdictChip } from '../shell/verdict.ts';
import type { Card, CompanyLife, Dossier } from './answers.ts';

export function placementPanel(life: CompanyLife, about: Dossier): HTMLElement {
  const { card, link } = about;
  const here = card.placements.find((placement) => placement.link_id === link?.link_id);
  return h(
    'section',
    { class: 'panel wide', 'aria-labelledby': 'placement' },
    h('h2', { id: 'placement' }, t('company.placement')),
    card.placements.length === 0 && h('p', { class: 'muted' }, t('company.placed_nowhere')),
    h(
      'ul',
      { class: 'placements' },
      card.placements.map((placement) => item(life, about, placement)),
    ),
    h('h3', {}, t('company.registered')),
    registeredTexts(card.enterprise, here?.evidence ?? []),
  );
}

function item(life: CompanyLife, about: Dossier, placement: Card['placements'][number]): HTMLElement {
  const link = about.links.find((one) => one.link_id === placement.link_id);
  const best = about.card.places.find((place) => place.link_id === placement.link_id);
  const district = about.districts.find((one) => one.district_id === best?.district_id);
  const chosen = about.link?.link_id === placement.link_id;
  return h(
    'li',
    { 'data-link': placement.link_id, class: chosen && 'chosen' },
    h(
      'div',
      { class: 'placement-line' },
      h(
        'button',
        {
          type: 'button',
          class: 'quiet link-name',
          id: `link-${placement.link_id}`,
          'aria-pressed': String(chosen),
          on: { click: () => void life.change({ link: placement.link_id, district: '' }, { push: true }) },
        },
        link ? pick(link.name, link.name_en) : placement.link,
      ),
      link && verdictChip(link.verdict),
      link && h('span', { class: 'muted' }, pick(link.chain, link.chain_en)),
      h('span', { class: 'number' }, t('unit.log_odds', { n: decimal(placement.score, 1) })),
      best &&
        district &&
        h(
          'span',
          { class: 'muted' },
          t('company.best_place', {
            district: pick(district.name, district.name_en),
            rank: best.rank,
            of: best.of,
            score: score(best.score),
          }),
        ),
    ),
    evidenceList(placement.evidence),
  );
}
