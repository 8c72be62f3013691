/** One filing: its clock, its way, what it looks like with both claims, and disputes. */
import { send } from '../shell/api.ts';
import { dataTable } from '../shell/data-table.ts';
import { dash, decimal, minute, money } from '../shell/format.ts';
import { type Child, h } from '../shell/h.ts';
import { Intention } from '../shell/intention.ts';
import { inChinese, t } from '../shell/language.ts';
import { problemText } from '../shell/problem-text.ts';
import type { FilingCard, Likeness, Step } from './answers.ts';
import { claims, districtName } from './likeness.ts';
import { mayWrite, type ProjectsLife } from './values.ts';
import { data, evidenceOf, stateTitle } from './words.ts';

export function filingPanels(life: ProjectsLife, card: FilingCard): HTMLElement[] {
  const { filing } = card;
  const mine = { ...filing, filed_on: card.filed_on };
  return [
    standing(life, card),
    ...(card.matches.length
      ? [
          h(
            'section',
            { class: 'panel', id: 'alike' },
            h('h2', {}, t('projects.found_filings', { n: card.matches.length })),
            h('p', { class: 'hint' }, t('projects.both_stand')),
            card.matches.map((m) =>
              claims(life, mine, m, mayContest(life, card, m) && contest(life, filing.filing_id, m)),
            ),
          ),
        ]
      : []),
    ...card.disputes.map((dispute) => disputePanel(life, dispute)),
    way(card.timeline),
  ];
}

function standing(life: ProjectsLife, card: FilingCard): HTMLElement {
  const { filing } = card;
  const fact = (title: string, ...value: Child[]) => [h('dt', {}, title), h('dd', {}, value)];
  return h(
    'section',
    { class: 'panel project', id: 'filing' },
    h(
      'button',
      {
        type: 'button',
        class: 'quiet',
        id: 'back',
        on: { click: () => void life.change({ filing: '' }, { push: true }) },
      },
      t('projects.back_filings'),
    ),
    h('h2', inChinese(), filing.project_name),
    h(
      'dl',
      { class: 'facts' },
      fact(t('projects.filing_id'), filing.filing_id),
      fact(t('district.title'), districtName(life, filing.district_id)),
      card.holder_district_id !== filing.district_id &&
        fact(t('projects.holder'), districtName(life, card.holder_district_id)),
      fact(t('projects.investor'), data(filing.investor_name)),
      fact(t('projects.investment'), money(filing.investment_cny)),
      fact(t('projects.link'), data(filing.link)),
      fact(t('projects.content'), data(filing.content)),
      fact(t('projects.talked_on'), filing.talked_on),
      fact(t('projects.filed_on'), card.filed_on),
      fact(t('projects.status'), stateTitle(card.state)),
      fact(t('projects.valid_until'), card.valid_until ?? t('projects.unset')),
      fact(
        t('projects.evidence'),
        h(
          'ul',
          {},
          filing.evidence.map((e) => h('li', {}, evidenceOf(e))),
        ),
      ),
    ),
  );
}

const mayContest = (life: ProjectsLife, card: FilingCard, match: Likeness): boolean =>
  mayWrite(life.data.session) &&
  match.verdict === 'same' &&
  match.district_id !== card.filing.district_id &&
  !card.disputes.some((d) => d.ruling === null && d.sides.some((side) => side.filing_id === match.filing_id));

/** Raising a dispute: the claim in words; the other side's filing stands as it is. */
function contest(life: ProjectsLife, filing: string, { filing_id: rival_id }: Likeness): HTMLElement {
  const intention = new Intention();
  const claim = h('input', { id: `claim-${rival_id}`, type: 'text', maxlength: 500, required: true });
  const note = h('p', { class: 'note bad', role: 'status' });
  const submit = async () => {
    const body = { rival_id, claim: claim.value.trim() };
    try {
      await send('POST', `first-talks/${encodeURIComponent(filing)}/disputes`, body, intention.keyOf(body));
      intention.answered();
      await life.refresh();
      life.announce(t('projects.contest_done'));
    } catch (problem) {
      note.textContent = problemText(problem).join(' ');
    }
  };
  return h(
    'form',
    {
      class: 'contest',
      on: {
        submit: (event) => {
          event.preventDefault();
          void submit();
        },
      },
    },
    h('div', { class: 'field' }, h('label', { for: claim.id }, t('projects.claim')), claim),
    h('button', { type: 'submit', id: `contest-${rival_id}` }, t('projects.contest')),
    note,
  );
}

function disputePanel(life: ProjectsLife, dispute: FilingCard['disputes'][number]): HTMLElement {
  const { ruling } = dispute;
  return h(
    'section',
    { class: 'panel dispute' },
    h('h2', {}, t('projects.dispute', { day: dispute.opened_on, n: decimal(dispute.similarity) })),
    dataTable<FilingCard['disputes'][number]['sides'][number]>({
      id: `dispute-${dispute.dispute_id}`,
      caption: t('projects.contested'),
      nothing: dash,
      rows: dispute.sides,
      columns: [
        { title: t('district.title'), cell: (s) => districtName(life, s.district_id), heads: true },
        { title: t('projects.talked_on'), cell: (s) => s.talked_on },
        { title: t('projects.filed_on'), cell: (s) => s.filed_on },
        { title: t('projects.claim'), cell: (s) => data(s.claim) },
        {
          title: t('projects.evidence'),
          cell: (s) =>
            h(
              'ul',
              {},
              s.evidence.map((e) => h('li', {}, evidenceOf(e))),
            ),
        },
      ],
    }),
    h(
      'p',
      {},
      ruling
        ? [
            t('projects.ruled', { day: ruling.decided_on }),
            ' ',
            data(`${ruling.decided_by} ${ruling.decision} ${ruling.reason}`),
          ]
        : t('projects.not_ruled'),
    ),
  );
}

const way = (timeline: readonly Step[]): HTMLElement =>
  h(
    'section',
    { class: 'panel' },
    h('h2', {}, t('projects.history')),
    dataTable<Step>({
      id: 'way',
      caption: t('projects.history'),
      nothing: dash,
      rows: timeline,
      columns: [
        { title: t('projects.happened_on'), cell: (s) => h('span', { class: 'day' }, s.on) },
        { title: t('projects.known_at'), cell: (s) => h('span', { class: 'day' }, minute(s.recorded_at)) },
        { title: t('projects.event'), cell: (s) => data(s.what), heads: true },
        { title: t('projects.note'), cell: (s) => data(s.text) },
        {
          title: t('projects.evidence'),
          cell: (s) =>
            h(
              'ul',
              {},
              s.documents.map((e) => h('li', {}, evidenceOf(e))),
            ),
        },
      ],
    }),
  );
