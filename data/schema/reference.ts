/** Facts other than places and chains: industry classes, money, and where investors are wanted from. */
import Type from 'typebox';

const filled = (title: string, description = '') => Type.String({ minLength: 1, title, description });
const currency = Type.String({
  pattern: '^[A-Z]{3}$',
  title: '币种',
  description: 'ISO 4217, also of currencies that ended',
});
const source = filled('来源', 'authority or document; "unconfirmed" where nobody checked it against one');

/** 国民经济行业分类 GB/T 4754-2017: a section (A), division (39), group (397) or class (3971). Not every group has its classes here. */
export const IndustryClass = Type.Object({
  code: Type.String({ pattern: '^([A-T]|\\d{2,4})$', title: '代码' }),
  name: filled('行业'),
  level: Type.Enum(['section', 'division', 'group', 'class']),
  parent: Type.String({
    pattern: '^([A-T]|\\d{2,3})?$',
    title: '上级',
    description: 'code one level up, empty for a section',
  }),
  source,
});
export type IndustryClass = Type.Static<typeof IndustryClass>;

/** 汇率: yearly average of CNY per one unit. Not every year of every currency: take the nearest year. */
export const ExchangeRate = Type.Object({
  currency,
  as_of: Type.Integer({ minimum: 1978, maximum: 2100, title: '年份' }),
  cny_per_unit: Type.Number({ exclusiveMinimum: 0, title: '人民币/单位' }),
  source,
});
export type ExchangeRate = Type.Static<typeof ExchangeRate>;

/** 币种名称: how files write a currency, after 万 and brackets are taken away. */
export const CurrencyName = Type.Object({ text: filled('写法'), currency, source });
export type CurrencyName = Type.Static<typeof CurrencyName>;

/**
 * 招商来源重点: origins that deserve attention first. `members`: ISO 3166 country codes, or province adcodes for a region
 * at home, joined by |; empty for a list, whose members the user loads. Carries no weight: profiles in data/rules do.
 */
export const OriginPriority = Type.Object({
  origin_id: Type.String({ pattern: '^[a-z0-9-]+$' }),
  kind: Type.Enum(['country', 'bloc', 'region', 'list']),
  name: filled('来源地'),
  name_en: filled('英文'),
  members: Type.String({ pattern: '^(([A-Z]{2}|\\d{6})(\\|([A-Z]{2}|\\d{6}))*)?$' }),
  description: filled('说明'),
  source,
});
export type OriginPriority = Type.Static<typeof OriginPriority>;
