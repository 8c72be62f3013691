/** Codes of the API in the reader's words. */
import { count } from '../shell/format.ts';
import { h } from '../shell/h.ts';
import { inChinese, type Key, t } from '../shell/language.ts';

const kinds: Record<string, Key> = {
  lead: 'projects.kind.lead',
  first_talk: 'projects.kind.first_talk',
  negotiation: 'projects.kind.negotiation',
  contract: 'projects.kind.contract',
  contract_revision: 'projects.kind.contract_revision',
  instalment: 'projects.kind.instalment',
  registration: 'projects.kind.registration',
  filing: 'projects.kind.filing',
  land: 'projects.kind.land',
  eia: 'projects.kind.eia',
  energy_review: 'projects.kind.energy_review',
  safety_review: 'projects.kind.safety_review',
  permit: 'projects.kind.permit',
  start: 'projects.kind.start',
  arrival: 'projects.kind.arrival',
  fixed_investment: 'projects.kind.fixed_investment',
  completion: 'projects.kind.completion',
  production: 'projects.kind.production',
  capacity: 'projects.kind.capacity',
  tax: 'projects.kind.tax',
  stall: 'projects.kind.stall',
  resume: 'projects.kind.resume',
  termination: 'projects.kind.termination',
  transfer: 'projects.kind.transfer',
  task: 'projects.kind.task',
  retraction: 'projects.kind.retraction',
};
/** What an officer may enter about a project. Transfers and tasks are the city's, a retraction corrects something. */
export const enterable = Object.keys(kinds).filter((kind) => !['transfer', 'task', 'retraction'].includes(kind));
/** Kinds that mean nothing without an amount. */
export const withMoney = new Set(['contract', 'contract_revision', 'instalment', 'arrival', 'fixed_investment', 'tax']);
/** Kinds whose day may lie ahead: promises. */
export const ahead = new Set(['instalment']);
/** Kinds that have a cause. */
export const withCause = new Set(['stall', 'termination', 'retraction']);

export const kindTitle = (kind: string): string => (kinds[kind] ? t(kinds[kind]) : kind);

const milestones: Record<string, Key> = {
  start: 'projects.due.start',
  completion: 'projects.due.completion',
  production: 'projects.due.production',
  instalment: 'projects.due.instalment',
};
export const milestoneTitle = (id: string): string => (milestones[id] ? t(milestones[id]) : id);

/** «61 天前到期» or «还有 30 天». `left` < 0 = overdue. */
export const daysLeft = (left: number): string =>
  left < 0 ? t('projects.overdue', { n: count(-left) }) : t('projects.days_left', { n: count(left) });

const states: Record<string, Key> = {
  active: 'projects.state.active',
  expired: 'projects.state.expired',
  withdrawn: 'projects.state.withdrawn',
  signed: 'projects.state.signed',
};
export const stateTitle = (state: string): string => (states[state] ? t(states[state]) : state);

export const told = (to: string): string => t(to === 'city' ? 'projects.to_city' : 'projects.to_district');

/** Text of the data. */
export const data = (text: string | null): HTMLElement => h('span', inChinese(), text ?? '–');

/** A document: a link where it is an address of the web, else its name. Any other scheme stays text. */
export function evidenceOf(evidence: string | null): HTMLElement {
  if (evidence && /^https?:\/\/\S+$/i.test(evidence))
    return h('a', { href: evidence, rel: 'noopener noreferrer', target: '_blank', class: 'break' }, evidence);
  return h('span', { class: 'break', ...inChinese() }, evidence ?? '–');
}
