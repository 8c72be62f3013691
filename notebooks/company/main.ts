/** 企业卡: one company, whole, before a call. Without an id it is a search box. */
import { get } from '../shell/api.ts';
import { h } from '../shell/h.ts';
import { t } from '../shell/language.ts';
import { startPage } from '../shell/life.ts';
import { type CompanyLife, defaults, type Found, type Shown, type Values } from './answers.ts';
import { heading } from './heading.ts';
import { identityPanel } from './identity.ts';
import { dossier } from './load.ts';
import { expertPanel, parkPanel, policyPanel } from './offer.ts';
import { placementPanel } from './placement.ts';
import { relationPanel, signalPanel } from './relations.ts';
import { searchPanel } from './search.ts';
import { whyPanel } from './why.ts';

async function load({ id, link, district, q }: Values, signal: AbortSignal): Promise<Shown> {
  if (id !== '') return { found: null, dossier: await dossier({ id, link, district }, signal) };
  if (q.trim() === '') return { found: null, dossier: null };
  const { rows } = await get<{ rows: Found[] }>('search', { q: q.trim(), kind: 'company', top: 20 }, signal);
  return { found: rows, dossier: null };
}

function show(life: CompanyLife): HTMLElement[] {
  const { dossier: about } = life.data;
  if (!about) return [searchPanel(life)];
  const board = h(
    'div',
    { class: 'board' },
    identityPanel(about, life.now),
    placementPanel(life, about),
    h('div', { class: 'column' }, whyPanel(life, about), expertPanel(about)),
    h('div', { class: 'column' }, policyPanel(about), signalPanel(about), relationPanel(about), parkPanel(about)),
  );
  return [heading(life, about), board, h('p', { class: 'hint' }, t('company.wall'))];
}

// last: the page starts to load at once, and everything above must be there
startPage<Values, Shown>({ id: 'company', title: 'company.title', defaults, load, show });
