/** The company behind a row: what it registered, which words placed it, from which row of which file, and where else it fits. */
import type { Company, Enterprise, MatchRow } from '../shell/answers.ts';
import { get } from '../shell/api.ts';
import { arriving } from '../shell/arriving.ts';
import { evidenceList, registeredTexts } from '../shell/evidence.ts';
import { age, count, dash, decimal, money } from '../shell/format.ts';
import { h } from '../shell/h.ts';
import { inChinese, type Key, pick, t } from '../shell/language.ts';
import type { Context, Ranked } from './context.ts';

/** Records of this session, by snapshot and company: opening a row again, or re-ranking, asks nothing. */
const known = new Map<string, Company>();

/** An element that shows the company as soon as its record is there. */
export function companySlot(context: Context, ranked: Ranked, row: MatchRow): HTMLElement {
  const key = `${ranked.match.snapshot} ${row.enterprise_id}`;
  const shown = (company: Company) => record(context, ranked, row, company);
  const company = known.get(key);
  if (company) return h('section', { class: 'company-record' }, shown(company));
  const coming = get<Company>(`enterprises/${encodeURIComponent(row.enterprise_id)}`);
  const slot = h(
    'section',
    { class: 'company-record' },
    h('h3', {}, t('company.why')),
    h('p', { class: 'muted' }, t('state.loading')),
  );
  return arriving(slot, coming, (answer) => {
    known.set(key, answer);
    return shown(answer);
  });
}

function record(context: Context, ranked: Ranked, row: MatchRow, { enterprise, placements }: Company): HTMLElement[] {
  const others = placements.filter((placement) => placement.link_id !== ranked.link.link_id);
  return [
    h(
      'div',
      {},
      h('h3', {}, t('company.why')),
      evidenceList(row.evidence),
      h('h3', {}, t('company.registered')),
      registeredTexts(enterprise, row.evidence),
      source(context, enterprise),
    ),
    h(
      'div',
      {},
      h('h3', {}, t('company.identity')),
      identity(enterprise),
      others.length > 0 && [h('h3', {}, t('company.others')), otherLinks(context, others)],
    ),
  ];
}

function identity(enterprise: Enterprise): HTMLElement {
  const facts: [Key, string | null][] = [
    ['company.code', enterprise.credit_code],
    ['company.type', enterprise.company_type],
    ['company.status', enterprise.status],
    ['company.capital', money(enterprise.capital_cny)],
    ['company.registered_on', enterprise.registered_on],
    ['company.address', enterprise.address],
  ];
  return h(
    'dl',
    { class: 'facts' },
    facts.map(([key, value]) => h('div', {}, h('dt', {}, t(key)), h('dd', inChinese(), value || dash))),
  );
}

function source({ now }: Context, enterprise: Enterprise): HTMLElement {
  const { source_file: file, source_sheet: sheet, source_line, as_of, filings } = enterprise;
  return h(
    'p',
    { class: 'source' },
    h('b', {}, t('company.source')),
    h('span', { class: 'break', ...inChinese() }, sheet ? `${file} / ${sheet}` : file),
    h('span', {}, t('company.line', { n: count(source_line) })),
    h('span', {}, t('company.as_of', { day: as_of, age: age(as_of, now) })),
    filings > 1 && h('span', {}, t('company.filings', { n: count(filings) })),
  );
}

function otherLinks(context: Context, placements: Company['placements']): HTMLElement {
  const button = ({ link_id, link: name, score }: Company['placements'][number]) => {
    const link = context.links.find((other) => other.link_id === link_id);
    return h(
      'button',
      { type: 'button', class: 'other', on: { click: () => context.change({ link: link_id, open: null }) } },
      link ? pick(link.name, link.name_en) : name,
      h('span', { class: 'number' }, decimal(score, 1)),
    );
  };
  return h('div', { class: 'others' }, placements.map(button));
}
