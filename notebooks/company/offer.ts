/** What stands ready for it: policies by legal standing, experts without a conflict, parks of the district. */
import type { Park, PolicyFit } from '../shell/answers.ts';
import { count, dash } from '../shell/format.ts';
import { h } from '../shell/h.ts';
import { inChinese, pick, t } from '../shell/language.ts';
import { conditions, standingChip } from '../shell/legal-standing.ts';
import { pageAddress } from '../shell/page-address.ts';
import type { Dossier } from './answers.ts';

/** Policies in force that may apply, then those that await review; one whose conditions fail is counted only. */
export function sorted(policies: readonly PolicyFit[]): { usable: PolicyFit[]; waiting: PolicyFit[]; not: number } {
  const usable = policies.filter((p) => p.in_force && p.verdict !== '不适用');
  // A policy that awaits review fails its first condition, standing; the others decide whether it is worth a review.
  const waiting = policies.filter(
    (p) => p.status === '待复核' && p.conditions.slice(1).every(({ met }) => met !== false),
  );
  return { usable, waiting, not: policies.length - usable.length - waiting.length };
}

export function policyPanel({ policies, link }: Dossier): HTMLElement {
  const { usable, waiting, not } = sorted(policies);
  return h(
    'section',
    { class: 'panel', 'aria-labelledby': 'policies' },
    h('h2', { id: 'policies' }, t('company.policies')),
    !link && h('p', { class: 'muted' }, t('company.policies_need_link')),
    link &&
      h(
        'p',
        { id: 'policy-count' },
        t('company.policy_count', { usable: usable.length, waiting: waiting.length, not }),
      ),
    h(
      'ul',
      { class: 'policies' },
      usable.map((fit) => policy(fit, true)),
    ),
    waiting.length > 0 &&
      h(
        'details',
        {},
        h('summary', {}, t('company.policies_waiting', { n: waiting.length })),
        h(
          'ul',
          { class: 'policies' },
          waiting.map((fit) => policy(fit, false)),
        ),
      ),
    h('p', { class: 'hint' }, t('company.policies_hint')),
  );
}

function policy(fit: PolicyFit, whole: boolean): HTMLElement {
  return h(
    'li',
    { 'data-policy': fit.policy_id },
    standingChip(fit),
    h('a', { href: pageAddress('policy', { policy: fit.policy_id }), ...inChinese() }, fit.title),
    h('span', { class: 'muted', ...inChinese() }, [fit.policy_id, fit.issuer].filter(Boolean).join(' · ')),
    whole && fit.instruments.length > 0 && h('span', inChinese(), fit.instruments.join('、')),
    whole && conditions({ conditions: fit.conditions.slice(1) }),
  );
}

export function expertPanel({ panel }: Dossier): HTMLElement {
  return h(
    'section',
    { class: 'panel', 'aria-labelledby': 'experts' },
    h('h2', { id: 'experts' }, t('company.experts')),
    panel === null
      ? h('p', { class: 'muted' }, t('company.experts_closed'))
      : panel.members.length === 0
        ? h('p', { class: 'muted' }, t('company.experts_none'))
        : h(
            'ul',
            { class: 'experts' },
            panel.members.map(({ expert_id, field, title, fields }) =>
              h(
                'li',
                { 'data-expert': expert_id },
                h('b', {}, expert_id),
                h('span', inChinese(), [field, title, fields.join('、')].filter(Boolean).join(' · ')),
              ),
            ),
          ),
    panel &&
      h(
        'p',
        { class: 'hint' },
        t('company.experts_hint', { n: panel.excluded.length, day: panel.on, seed: panel.seed }),
      ),
  );
}

/** What is free in a park, and as of when. */
export function parkRoom(park: Park): string {
  const known = (n: number | null) => (n === null ? dash : count(n));
  return t('company.park_room', { mu: known(park.free_land_mu), m2: known(park.free_plant_m2), day: park.as_of });
}

export function parkPanel({ parks, district, link }: Dossier): HTMLElement {
  return h(
    'section',
    { class: 'panel', 'aria-labelledby': 'parks' },
    h(
      'h2',
      { id: 'parks' },
      district ? t('company.parks_of', { district: pick(district.name, district.name_en) }) : t('company.parks'),
    ),
    parks.length === 0
      ? h('p', { class: 'muted' }, t('company.no_parks'))
      : h(
          'ul',
          { class: 'experts' },
          parks.map((park) =>
            h(
              'li',
              { 'data-park': park.park_id },
              h('b', inChinese(), park.name),
              link &&
                park.chains?.includes(link.chain) &&
                h('span', { class: 'chip verdict-steady' }, t('company.park_leads')),
              park.standard_land && h('span', { class: 'chip verdict-none' }, t('company.park_standard')),
              h('span', {}, parkRoom(park)),
            ),
          ),
        ),
  );
}
