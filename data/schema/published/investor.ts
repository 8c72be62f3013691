/** How likely a company is to move. */
import Type, { type TObject } from 'typebox';
import { flag, maybe, real, text, texts, whole } from '../types.ts';

const InvestorPresence = Type.Object({
  name_key: text('名称键'),
  branches: whole('分支机构数'),
  provinces: whole('分支所在省份数'),
  chongqing_branches: whole('在渝分支数'),
  districts: texts('在渝分支区县', 'adcodes'),
});

const InvestorPropensity = Type.Object({
  enterprise_id: text('企业标识'),
  scale: real('规模', 'log10 CNY'),
  expansion: real('异地扩张', 'provinces'),
  chongqing_branches: whole('在渝分支数'),
  chongqing_districts: texts('在渝分支区县', 'adcodes'),
  age_years: maybe(real('年龄', 'years')),
  origin: real('来源地', '0 to 1'),
  foreign_capital: flag('外资'),
});

const InvestorLeaning = Type.Object({
  enterprise_id: text('企业标识'),
  activities: whole('已知活动数', 'activities of its name, scope and products that local companies name too'),
  leaning: Type.Array(Type.Number(), {
    title: '区县倾向',
    description: 'log-odds that its activities add, one a district in order of adcode; 0 = an average newcomer',
  }),
});

export const investorTables = {
  'investor.leaning': InvestorLeaning,
  'investor.presence': InvestorPresence,
  'investor.propensity': InvestorPropensity,
} as const satisfies Record<string, TObject>;
