/** 企业库: the ten-column layout in which registration data circulates, and the fuller lists of offices. */
import { Enterprise } from '../../data/schema/library.ts';
import type { Library } from './declare.ts';

/** The factor 10⁴: small companies with billions appear where 元 was typed into a column of 万元. */
const hugeCapital =
  "coalesce(capital >= 1e10 and not contains(raw_capital, ',') and not contains(raw_capital, '亿'), false)";

export const enterprises: Library = {
  id: 'enterprises',
  title: '企业库',
  record: Enterprise,
  fields: {
    name: { headers: ['企业名称', '公司名称', '单位名称', '名称', '市场主体名称'], clean: 'name', required: true },
    credit_code: { headers: ['统一社会信用代码', '信用代码', '社会信用代码', '注册号'], clean: 'code' },
    registered_on: { headers: ['注册日期', '成立日期', '成立时间', '注册时间'], clean: 'date' },
    company_type: { headers: ['企业类型', '公司类型', '主体类型'], clean: 'text' },
    closed_on: { headers: ['注销日期', '吊销日期', '注销吊销日期', '核准注销日期'], clean: 'date' },
    status: { headers: ['经营状态', '登记状态', '企业状态'], clean: 'text' },
    capital: { headers: ['注册资金', '注册资本', '认缴资本'], clean: 'money' },
    scope: { headers: ['经营范围', '业务范围'], clean: 'text' },
    products: { headers: ['主要产品', '主营产品', '产品'], clean: 'text' },
    industry_code: { headers: ['行业代码', '国民经济行业代码'], clean: 'text' },
    legal_person: { headers: ['法人代表', '法定代表人', '法人'], clean: 'text' },
    province: { headers: ['所在省份', '省份', '省'], clean: 'text' },
    prefecture: { headers: ['地区', '城市', '市', '所在地市', '区县'], clean: 'text' },
    address: { headers: ['注册地址', '地址', '住所', '企业地址'], clean: 'text' },
  },
  derived: {
    name_key: 'name_key(name)',
    enterprise_id: 'enterprise_id(credit_code, name)',
    province: 'province_of(province, address, name)',
    district_id:
      'district_of(province_of(province, address, name), prefecture, coalesce(address, name), registered_on)',
    capital_cny: `case when not (${hugeCapital}) then to_cny(capital, capital_currency, registered_on) end`,
  },
  doubts: [
    {
      field: 'capital',
      when: hugeCapital,
      reason:
        'is 10 billion or more without thousands separators: most likely 元 filed as 万元; write it with separators if it is right',
    },
  ],
  rejects: [
    {
      code: 'columns_shifted',
      when: `looks_like_code(raw_name) or looks_like_date(raw_name) or looks_like_date(raw_credit_code)
        or looks_like_code(raw_registered_on) or looks_like_date(raw_company_type) or looks_like_code(raw_company_type)
        or looks_like_date(raw_capital)`,
      reason:
        "'a code or date stands in a column of another kind: cells are shifted; check the separators of this line'",
    },
    {
      code: 'name_too_short',
      when: 'length(name) < 3',
      reason: "'企业名称 «' || raw_name || '» is not a company name; give the registered name'",
    },
  ],
};
