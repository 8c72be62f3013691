/** Who they are, why here, what can be offered, whom to take along. */
import { sourceOf } from '../company/identity.ts';
import { parkRoom, sorted } from '../company/offer.ts';
import { count, dash, decimal, money, score } from '../shell/format.ts';
import { h } from '../shell/h.ts';
import { inChinese, type Key, pick, t } from '../shell/language.ts';
import { standingChip } from '../shell/legal-standing.ts';
import { verdictHint, verdictWord } from '../shell/verdict.ts';
import type { BriefLife } from './answers.ts';
import { fresh, section } from './section.ts';

/** Parts, signs and neighbours that fit on the sheet. */
const few = 6;

export function whoSection({ data: { card }, now }: BriefLife): HTMLElement {
  const e = card.enterprise;
  const facts: [Key, string | null][] = [
    ['company.code', e.credit_code],
    ['company.type', e.company_type],
    ['company.status', e.status],
    ['company.capital', e.capital_cny === null ? null : money(e.capital_cny)],
    ['company.registered_on', e.registered_on],
    ['company.address', e.address ?? ([e.province, e.prefecture].filter(Boolean).join('') || null)],
    ['where.scope', e.scope],
    ['where.product', e.products],
  ];
  return section(
    'who',
    'brief.who',
    h(
      'dl',
      { class: 'facts' },
      facts.map(([key, value]) => h('div', {}, h('dt', {}, t(key)), h('dd', inChinese(), value || dash))),
    ),
    h(
      'p',
      { class: 'hint' },
      t('company.source'),
      ' ',
      sourceOf(e),
      ' · ',
      t('company.as_of', { day: e.as_of, age: ageOf(e.as_of, now) }),
    ),
    fresh(card).length > 0 &&
      h(
        'ul',
        { class: 'dots' },
        fresh(card)
          .slice(0, few)
          .map((s) =>
            h(
              'li',
              {},
              h('span', inChinese(), `${s.kind}：${s.detail}`),
              ' ',
              h(
                'span',
                { class: 'muted' },
                t('brief.sign', { day: s.happened_on, worth: decimal(s.worth), source: s.source }),
              ),
            ),
          ),
      ),
    card.relations.length > 0 &&
      h(
        'ul',
        { class: 'dots' },
        card.relations
          .slice(0, few)
          .map((r) =>
            h(
              'li',
              {},
              h('span', inChinese(), `${r.relation} ${r.other_name}`),
              ' ',
              h('span', { class: 'muted' }, `${r.dated_on ?? dash} · ${r.source}`),
            ),
          ),
      ),
  );
}

const ageOf = (day: string, now: Date): string =>
  t('age.months', { n: Math.max(0, Math.floor((now.getTime() - Date.parse(day)) / 86_400_000 / 30.44)) });

export function whySection({ data, overview }: BriefLife): HTMLElement {
  const { link, district, why, neighbours } = data;
  const { factors } = overview.profile;
  const parts = Object.entries(why?.parts ?? {})
    .filter(([factor, part]) => part > 0.005 && factors[factor])
    .sort((a, b) => b[1] - a[1])
    .slice(0, few);
  return section(
    'why',
    'company.why_here',
    why && link && district && why.rank !== null
      ? h(
          'p',
          { id: 'standing' },
          t('company.standing', {
            link: pick(link.name, link.name_en),
            district: pick(district.name, district.name_en),
            rank: why.rank,
            of: count(why.of),
            score: score(why.score ?? 0),
          }),
          t('brief.because', {
            parts: parts
              .map(([factor, part]) => `${pick(factors[factor]!.title, factors[factor]!.title_en)} ${score(part)}`)
              .join(t('list.comma')),
          }),
        )
      : h('p', { class: 'muted' }, t('company.why_unknown')),
    why &&
      h(
        'p',
        {},
        t('brief.words', {
          words: why.evidence
            .filter(({ weight }) => weight > 0)
            .map(({ word }) => word.replace('+', ' + '))
            .join(t('list.comma')),
        }),
      ),
    link &&
      h(
        'p',
        { id: 'need' },
        h('b', {}, verdictWord(link.verdict)),
        ' ',
        t('brief.need', {
          hint: verdictHint(link.verdict),
          local: count(link.local_companies),
          down: count(link.local_downstream),
          up: count(link.local_upstream),
        }),
      ),
    neighbours.length > 0 &&
      h(
        'ul',
        { class: 'dots', id: 'neighbours' },
        neighbours
          .slice(0, few)
          .map(({ name, link: at, link_en, what, buys }) =>
            h(
              'li',
              {},
              h('b', inChinese(), name),
              ' ',
              t(buys ? 'brief.customer' : 'brief.supplier', { link: pick(at, link_en) }),
              what && h('span', { class: 'muted', ...inChinese() }, ` ${what}`),
            ),
          ),
      ),
  );
}

export function offerSection({ data: { policies, parks, district } }: BriefLife): HTMLElement {
  const { usable, waiting } = sorted(policies);
  return section(
    'offer',
    'brief.offer',
    h('h4', {}, t('brief.in_force', { n: usable.length })),
    h(
      'ul',
      { class: 'policies' },
      usable.map((fit) =>
        h(
          'li',
          { 'data-policy': fit.policy_id },
          standingChip(fit),
          h('span', inChinese(), `${fit.title}（${fit.policy_id}）${fit.instruments.join('、')}`),
        ),
      ),
    ),
    waiting.length > 0 && h('p', { class: 'hint' }, t('brief.waiting', { n: waiting.length })),
    h(
      'h4',
      {},
      district ? t('company.parks_of', { district: pick(district.name, district.name_en) }) : t('company.parks'),
    ),
    parks.length === 0
      ? h('p', { class: 'muted' }, t('company.no_parks'))
      : h(
          'ul',
          { class: 'dots' },
          parks.map((park) =>
            h(
              'li',
              {},
              h('b', inChinese(), park.name),
              ' ',
              parkRoom(park),
              park.standard_land && ` · ${t('company.park_standard')}`,
            ),
          ),
        ),
  );
}

export function expertSection({ data: { panel } }: BriefLife): HTMLElement {
  return section(
    'experts',
    'company.experts',
    panel === null
      ? h('p', { class: 'muted' }, t('company.experts_closed'))
      : panel.members.length === 0
        ? h('p', { class: 'muted' }, t('company.experts_none'))
        : h(
            'ul',
            { class: 'dots' },
            panel.members.map(({ expert_id, field, title, fields }) =>
              h(
                'li',
                {},
                h('b', {}, expert_id),
                ' ',
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
