/** What was typed about an event → what is sent, or what is wrong with it and where. */
import type { TimelineEvent } from '../shell/answers.ts';
import { type Key, t } from '../shell/language.ts';

import { ahead, withCause, withMoney } from './words.ts';

export type Typed = {
  kind: string;
  happened_on: string;
  /** 万元 */
  amount: string;
  grade: string;
  evidence: string;
  cause: string;
  note: string;
  contract_class: string;
  investor: string;
  agreed_start_on: string;
  agreed_completion_on: string;
  agreed_production_on: string;
};
export type Wrongs = Partial<Record<keyof Typed, string>>;

/** What can be seen to be wrong before it is sent. `today`: ISO day. */
export function wrongsOf(typed: Typed, today: string): Wrongs {
  const wrongs: Wrongs = {};
  if (!typed.happened_on) wrongs.happened_on = t('projects.wrong.day');
  else if (typed.happened_on > today && !ahead.has(typed.kind)) wrongs.happened_on = t('projects.wrong.future');
  if (withMoney.has(typed.kind) && !(Number(typed.amount) > 0)) wrongs.amount = t('projects.wrong.amount');
  const evidence = typed.evidence.trim();
  if (evidence === '' && typed.grade !== 'D' && typed.kind !== 'retraction')
    wrongs.evidence = t('projects.wrong.evidence', { grade: typed.grade });
  else if (/^[a-z][a-z0-9+.-]*:/i.test(evidence) && !isWebAddress(evidence)) wrongs.evidence = t('projects.wrong.link');
  if (withCause.has(typed.kind) && typed.cause.trim() === '') wrongs.cause = t('projects.wrong.cause');
  return wrongs;
}

const isWebAddress = (text: string): boolean => /^https?:/i.test(text) && !/\s/.test(text) && URL.canParse(text);

/** Fields that a correction keeps as they were. */
const kept = [
  'investor_origin',
  'project_class',
  'land_mu',
  'investor_capital_cny',
  'working_capital_cny',
  'agreed_tax_y1_cny',
  'agreed_tax_y2_cny',
  'agreed_tax_y3_cny',
];

/** The event as the API takes it. `corrected`: the event whose place it takes. */
export function eventOf(typed: Typed, project_id: string, corrected: (TimelineEvent & Record<string, unknown>) | null) {
  const same = corrected?.kind === typed.kind;
  const contract = typed.kind === 'contract';
  const own: Record<string, unknown> = {
    ...(same ? Object.fromEntries(kept.map((name) => [name, corrected[name]])) : {}),
    project_id,
    kind: typed.kind,
    happened_on: typed.happened_on,
    ...(withMoney.has(typed.kind) ? { amount: Number(typed.amount) * 1e4, currency: 'CNY' } : {}),
    evidence_grade: typed.kind === 'retraction' ? null : typed.grade,
    evidence: typed.evidence.trim(),
    cause: withCause.has(typed.kind) ? typed.cause.trim() : null,
    note: typed.note.trim(),
    corrects: corrected?.event_id,
    ...(contract
      ? {
          contract_class: typed.contract_class,
          investor: typed.investor.trim(),
          agreed_start_on: typed.agreed_start_on,
          agreed_completion_on: typed.agreed_completion_on,
          agreed_production_on: typed.agreed_production_on,
        }
      : {}),
  };
  return Object.fromEntries(
    Object.entries(own).filter(([, value]) => value !== null && value !== undefined && value !== ''),
  );
}

const reasons: Record<string, { field: keyof Typed; text: Key }> = {
  before_contract: { field: 'happened_on', text: 'projects.refused.before_contract' },
  happens_later_than_known: { field: 'happened_on', text: 'projects.wrong.future' },
  amount_missing: { field: 'amount', text: 'projects.wrong.amount' },
  amount_negative: { field: 'amount', text: 'projects.wrong.amount' },
  no_contract: { field: 'kind', text: 'projects.refused.no_contract' },
  contract_exists: { field: 'kind', text: 'projects.refused.contract_exists' },
  unknown_project: { field: 'kind', text: 'projects.refused.unknown_project' },
  duplicate: { field: 'note', text: 'projects.refused.duplicate' },
  already_corrected: { field: 'kind', text: 'projects.refused.already_corrected' },
  other_district: { field: 'kind', text: 'projects.refused.other_district' },
};

/** A refusal of the ledger at the field that it is about, with the ledger's own words behind it. */
export function refusalAt({ code, reason }: { code: string; reason: string }): Wrongs {
  const known = reasons[code];
  return {
    [known?.field ?? 'kind']: known ? `${t(known.text)} (${reason})` : `${t('projects.refused.other')} (${reason})`,
  };
}
