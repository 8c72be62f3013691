/**
 * The ledger's record: what happened to a project and when we learned it. Append-only and bitemporal: `happened_on` is
 * valid time, `known_at` is known time. A correction is a new row of any kind whose `corrects` names the row that it
 * takes the place of; a `retraction` takes a row away and puts nothing there.
 */
import Type from 'typebox';
import { date, instant, maybe, real, text } from './types.ts';

/** What the ledger asks of a kind of event. */
type KindRule = {
  title: string;
  title_en: string;
  /** May be the first that is heard of a project. */
  opens?: true;
  /** Cannot happen before the contract. */
  after_contract?: true;
  /** Means nothing without an amount. */
  money?: true;
  /** A promise or a target: its day may lie ahead. */
  ahead?: true;
};

/** The closed list of events, in the order of a project's life. */
export const eventKinds = {
  lead: { title: '线索', title_en: 'lead', opens: true },
  first_talk: { title: '首谈', title_en: 'first talk', opens: true },
  negotiation: { title: '洽谈', title_en: 'negotiation', opens: true },
  contract: { title: '签约', title_en: 'contract', opens: true, money: true },
  contract_revision: { title: '合同变更', title_en: 'contract revision', after_contract: true, money: true },
  instalment: { title: '约定到资', title_en: 'agreed instalment', after_contract: true, money: true, ahead: true },
  registration: { title: '注册登记', title_en: 'registration' },
  filing: { title: '备案', title_en: 'filing' },
  land: { title: '拿地', title_en: 'land' },
  eia: { title: '环评', title_en: 'environmental review' },
  energy_review: { title: '能评', title_en: 'energy review' },
  safety_review: { title: '安评', title_en: 'safety review' },
  permit: { title: '施工许可', title_en: 'construction permit' },
  start: { title: '开工', title_en: 'start of works', after_contract: true },
  arrival: { title: '资金到位', title_en: 'arrival of funds', after_contract: true, money: true },
  fixed_investment: { title: '固定资产投资', title_en: 'fixed investment', after_contract: true, money: true },
  completion: { title: '竣工', title_en: 'completion', after_contract: true },
  production: { title: '投产', title_en: 'production', after_contract: true },
  capacity: { title: '达产', title_en: 'design capacity', after_contract: true },
  tax: { title: '纳税', title_en: 'tax paid', after_contract: true, money: true },
  stall: { title: '停滞', title_en: 'stall', after_contract: true },
  resume: { title: '复工', title_en: 'resumption', after_contract: true },
  termination: { title: '终止', title_en: 'termination', after_contract: true },
  transfer: { title: '流转', title_en: 'transfer' },
  task: { title: '目标任务', title_en: 'annual task', money: true, ahead: true },
  retraction: { title: '撤销', title_en: 'retraction' },
} as const satisfies Record<string, KindRule>;
export type EventKind = keyof typeof eventKinds;
export const kindRule = (kind: EventKind): KindRule => eventKinds[kind];
/** Other words under which offices file a kind. */
const otherWords: Partial<Record<EventKind, readonly string[]>> = {
  first_talk: ['首谈报备', '首次洽谈'],
  negotiation: ['在谈', '跟进'],
  contract: ['签订合同', '合同签订', '正式签约', '签约落户'],
  contract_revision: ['合同调整', '变更合同', '补充协议'],
  instalment: ['约定到位', '分期约定'],
  registration: ['注册', '工商注册', '工商登记', '公司注册'],
  filing: ['立项备案', '项目备案'],
  land: ['供地', '用地', '摘地', '土地出让'],
  eia: ['环评批复', '环境影响评价'],
  energy_review: ['能评批复', '节能审查'],
  safety_review: ['安评批复', '安全评价'],
  permit: ['施工许可证'],
  start: ['开工建设', '动工'],
  arrival: ['到位资金', '到资', '资金到账'],
  fixed_investment: ['固投', '完成投资'],
  completion: ['建成', '竣工验收'],
  production: ['投产运营', '试生产'],
  capacity: ['达产达效'],
  tax: ['税收', '入库税收'],
  stall: ['停工', '停建'],
  resume: ['恢复建设'],
  termination: ['解约', '退出', '取消'],
  transfer: ['项目流转', '移交'],
  task: ['年度任务'],
};

/** Every word under which a kind is filed: its id, its titles and the words above. */
export const kindWords = (): { word: string; kind: EventKind }[] =>
  kindNames.flatMap((kind) =>
    [kind, eventKinds[kind].title, ...(otherWords[kind] ?? [])].map((word) => ({ word, kind })),
  );

export const kindNames = Object.keys(eventKinds) as EventKind[];

/** A 验资报告, 银行进账单 or 设备清单; B official document; C the office's own statement; D registered capital or word of mouth. */
export const evidenceGrades = ['A', 'B', 'C', 'D'] as const;
export const contractClasses = ['formal', 'framework'] as const;
export const investorOrigins = ['out_of_city', 'in_city', 'unknown'] as const;
/** What a caliber may leave out. */
export const projectClasses = [
  'ordinary',
  'fiscal',
  'real_estate',
  'utility_branch',
  'later_phase',
  'intra_city_relocation',
] as const;

const oneOf = <const T extends readonly string[]>(values: T, title: string, description = '') =>
  Type.Unsafe<T[number]>(Type.Enum([...values], { title, description, type: 'string' }));

/** One row of the ledger. */
export const LedgerEvent = Type.Object({
  event_id: text('事件标识', 'hash of the content: the same statement sent twice is one event'),
  project_id: maybe(text('项目代码', 'empty only for a task of a district')),
  district_id: maybe(text('区县', 'adcode; for a transfer the district that takes over')),
  kind: oneOf(kindNames, '事件'),
  happened_on: date('发生日期', 'valid time'),
  known_at: instant('获知时间', 'known time, UTC'),
  recorded_at: instant('入账时间', 'when the ledger took the row, UTC; never before known_at'),
  amount_cny: maybe(real('金额', 'CNY; of a revision the new total')),
  amount: maybe(real('原币金额', 'in units of the currency')),
  currency: maybe(text('币种', 'ISO 4217')),
  amount_text: maybe(text('金额原文', 'as filed')),
  evidence_grade: maybe(oneOf(evidenceGrades, '佐证等级', 'none counts as D')),
  evidence: maybe(text('佐证', 'document or link')),
  cause: maybe(text('原因', 'of a stall, termination, transfer or correction')),
  corrects: maybe(text('更正', 'event_id that this row takes the place of')),
  actor: text('经办', 'person or office, pseudonym'),
  source: text('来源', 'file, form or system'),
  note: maybe(text('备注')),
  contract_class: maybe(oneOf(contractClasses, '合同类别', 'of a contract')),
  investor: maybe(text('投资主体', 'of a contract')),
  investor_origin: maybe(oneOf(investorOrigins, '资金来源', 'of a contract')),
  project_class: maybe(oneOf(projectClasses, '项目性质', 'of a contract')),
  land_mu: maybe(real('用地', 'mu, of a contract')),
  investor_capital_cny: maybe(real('投资主体注册资金', 'CNY, of a contract')),
  working_capital_cny: maybe(real('流动资金', 'CNY agreed, of a contract')),
  agreed_start_on: maybe(date('约定开工', 'of a contract')),
  agreed_completion_on: maybe(date('约定竣工', 'of a contract')),
  agreed_production_on: maybe(date('约定投产', 'of a contract')),
  agreed_tax_y1_cny: maybe(real('约定第一年税收', 'CNY in the first year of production')),
  agreed_tax_y2_cny: maybe(real('约定第二年税收', 'CNY')),
  agreed_tax_y3_cny: maybe(real('约定第三年税收', 'CNY')),
});
export type LedgerEvent = Type.Static<typeof LedgerEvent>;

/** An event as it is handed in: the store adds identity, times and CNY. A field that is left out is unknown. */
export type NewEvent = Pick<LedgerEvent, 'kind' | 'happened_on' | 'actor' | 'source'> & Partial<LedgerEvent>;

export const refusalCodes = [
  'shape',
  'unknown_project',
  'unknown_district',
  'unknown_currency',
  'amount_missing',
  'amount_negative',
  'happens_later_than_known',
  'no_contract',
  'before_contract',
  'contract_exists',
  'transfer_to_itself',
  'other_district',
  'corrects_unknown',
  'corrects_other_project',
  'already_corrected',
  'duplicate',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

/** An event that the ledger did not take. `index` counts from 0 in the list as handed in. */
export type Refused = { index: number; event: unknown; code: RefusalCode; reason: string };

/** accepted.length + refused.length = events handed in. */
export type Appended = { accepted: LedgerEvent[]; refused: Refused[] };
