/** 政策库: the public's page. Legal standing comes first everywhere; nothing is ordered by what a policy pays. */
import type { District, LinkName, Park, PolicyFit, Session } from '../shell/answers.ts';
import { get, Problem } from '../shell/api.ts';
import { h } from '../shell/h.ts';
import { type Key, t } from '../shell/language.ts';
import { type Life, startPage } from '../shell/life.ts';
import {
  defaults,
  type Found,
  type FullPolicy,
  type Hit,
  type Piece,
  type PolicyRow,
  type Shown,
  type Values,
} from './answers.ts';
import { policyCard } from './card.ts';
import { fitForm } from './fit.ts';
import { leadForm } from './lead.ts';
import { library } from './library.ts';
import { parks } from './parks.ts';

const tabs: [string, Key][] = [
  ['library', 'policy.tab_library'],
  ['fit', 'policy.tab_fit'],
  ['parks', 'policy.tab_parks'],
  ['lead', 'policy.tab_lead'],
];

/** Rows that the server gives at once; a city has fewer policies and parks. */
const largestPage = 10_000;

async function load(values: Values, signal: AbortSignal): Promise<Shown> {
  const list = async <T>(path: string, query = {}) =>
    (await get<{ rows: T[] }>(path, { limit: largestPage, ...query }, signal)).rows;
  const { tab, q, policy } = values;
  const [session, districts, policies, found, card, links, fits, parkRows] = await Promise.all([
    get<Session>('session', {}, signal),
    list<District>('districts'),
    tab === 'library' ? list<PolicyRow>('policies') : [],
    tab === 'library' && q.trim() !== '' ? list<Found>('policies/search', { q: q.trim() }) : null,
    tab === 'library' && policy !== '' ? cardOf(policy, signal) : null,
    tab === 'fit' ? list<LinkName>('link-names') : [],
    tab === 'fit' && asked(values) ? get<{ policies: PolicyFit[] }>('policies/fit', question(values), signal) : null,
    tab === 'parks' ? list<Park>('parks') : [],
  ]);
  return { session, districts, policies, found, card, links, fits: fits?.policies ?? null, parks: parkRows };
}

async function cardOf(id: string, signal: AbortSignal): Promise<Shown['card']> {
  const path = `policies/${encodeURIComponent(id)}`;
  const hits = get<{ hits: Hit[] }>(`${path}/hits`, {}, signal).then(
    (answer) => answer.hits,
    (problem) => {
      if (problem instanceof Problem && (problem.status === 401 || problem.status === 403)) return null;
      throw problem;
    },
  );
  const [{ policy, articles }, marks] = await Promise.all([
    get<{ policy: FullPolicy; articles: Piece[] }>(path, {}, signal),
    hits,
  ]);
  return { policy, articles, hits: marks };
}

const asked = ({ link, district, size, investment, land, want }: Values): boolean =>
  [link, district, size, investment, land, want].some((value) => value !== '');

const question = ({ link, district, size, investment, land, want }: Values) => ({
  link: link || null,
  district: district || null,
  size: size || null,
  investment_cny: investment === '' ? null : Number(investment) * 1e4,
  land_mu: land === '' ? null : Number(land),
  instruments: want || null,
});

function navigation(life: Life<Values, Shown>): HTMLElement {
  return h(
    'nav',
    { class: 'tabs', 'aria-label': t('policy.tabs') },
    tabs.map(([id, title]) =>
      h(
        'button',
        {
          type: 'button',
          id: `tab-${id}`,
          class: 'quiet',
          'aria-current': life.values.tab === id && 'page',
          on: { click: () => void life.change({ tab: id, policy: '' }, { push: true }) },
        },
        t(title),
      ),
    ),
  );
}

function content(life: Life<Values, Shown>): HTMLElement[] {
  const { tab } = life.values;
  if (tab === 'fit') return fitForm(life);
  if (tab === 'parks') return parks(life);
  if (tab === 'lead') return leadForm(life);
  return life.data.card ? [policyCard(life, life.data.card)] : library(life);
}

// last: the page starts to load at once, and everything above must be there
startPage<Values, Shown>({
  id: 'policy',
  title: 'policy.title',
  defaults,
  open: true,
  load,
  show: (life) => [navigation(life), ...content(life)],
});
