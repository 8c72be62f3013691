/** 拜访简报: one company on two sheets of paper, for the people who go there. Prints to A4 from the browser or by `yuzhao print`. */
import type { Dossier } from '../company/answers.ts';
import { dossier } from '../company/load.ts';
import { get, Problem } from '../shell/api.ts';
import { h } from '../shell/h.ts';
import { inChinese, pick, t } from '../shell/language.ts';
import { startPage } from '../shell/life.ts';
import { pageAddress } from '../shell/page-address.ts';
import type { Note, Shortlist } from '../shell/shortlist.ts';
import { type Brief, type BriefLife, defaults, type Neighbour, type Values } from './answers.ts';
import { notesSection, questionsSection } from './questions.ts';
import { expertSection, offerSection, whoSection, whySection } from './sections.ts';

async function load(values: Values, signal: AbortSignal): Promise<Brief> {
  const about = await dossier(values, signal);
  const [neighbours, notes] = await Promise.all([around(about, signal), noted(about, signal)]);
  return { ...about, neighbours, notes };
}

type Flow = { from_link: string; to_link: string; what: string; criticality: number };
type Anchor = { link_id: string; name: string; position: number; enterprise_id: string };

/** Anchors here of the links that take from or give to the chosen one, most critical flow first. */
async function around({ link: aim, links }: Dossier, signal: AbortSignal): Promise<Neighbour[]> {
  if (!aim) return [];
  const list = async <T>(path: string, query: Record<string, string>) =>
    (await get<{ rows: T[] }>(path, { ...query, limit: 10_000 }, signal)).rows;
  const [to, from, anchors] = await Promise.all([
    list<Flow>('graph', { from_link: aim.link_id }),
    list<Flow>('graph', { to_link: aim.link_id }),
    list<Anchor>('anchors', {}),
  ]);
  const flows = [
    ...to.map((flow) => ({ ...flow, other: flow.to_link })),
    ...from.map((flow) => ({ ...flow, other: flow.from_link })),
  ];
  return flows
    .sort((a, b) => b.criticality - a.criticality)
    .flatMap(({ other, what, to_link }) => {
      const beside = links.find(({ link_id }) => link_id === other);
      return anchors
        .filter(({ link_id }) => link_id === other)
        .sort((a, b) => a.position - b.position)
        .slice(0, 3)
        .map(({ name }) => ({
          name,
          link: beside?.name ?? other,
          link_en: beside?.name_en ?? other,
          what,
          buys: to_link === other,
        }));
    });
}

/** What was noted on the shortlist, where the role keeps one. */
async function noted({ card, link: aim, district: place }: Dossier, signal: AbortSignal): Promise<Note[]> {
  const query = {
    enterprise_id: card.enterprise.enterprise_id,
    link_id: aim?.link_id,
    district_id: place?.district_id,
  };
  try {
    const { rows, history } = await get<Shortlist>('shortlist', query, signal);
    const ids = new Set(rows.map(({ entry_id }) => entry_id));
    return history.filter(({ entry_id, note }) => ids.has(entry_id) && note !== null);
  } catch (problem) {
    if (problem instanceof Problem && problem.status === 403) return [];
    throw problem;
  }
}

function show(life: BriefLife): HTMLElement[] {
  const { card, link: aim, district: place } = life.data;
  const id = card.enterprise.enterprise_id;
  return [
    h(
      'div',
      { class: 'brief-head' },
      h('h2', { id: 'name', ...inChinese() }, card.enterprise.name),
      aim && place && h('p', { class: 'aim' }, `${pick(aim.name, aim.name_en)} → ${pick(place.name, place.name_en)}`),
      h(
        'div',
        { class: 'buttons no-print' },
        h('button', { type: 'button', id: 'print', on: { click: () => print() } }, t('brief.print')),
        h(
          'a',
          { id: 'to-card', href: pageAddress('company', { id, link: aim?.link_id, district: place?.district_id }) },
          t('company.open'),
        ),
      ),
    ),
    whoSection(life),
    whySection(life),
    offerSection(life),
    expertSection(life),
    questionsSection(life),
    ...notesSection(life),
    h('p', { class: 'hint' }, t('brief.foot')),
  ];
}

// last: the page starts to load at once, and everything above must be there
startPage<Values, Brief>({ id: 'brief', title: 'brief.title', defaults, load, show });
