/** 接洽结果: what became of approaches, as an office lists it. */
import { FiledOutcome } from '../../data/schema/ledger/outcome.ts';
import type { Library } from './declare.ts';

export const outcomes: Library = {
  id: 'outcomes',
  title: '接洽结果',
  record: FiledOutcome,
  fields: {
    name: { headers: ['企业名称', '企业', '公司名称', '单位名称'], clean: 'name', required: true },
    credit_code: { headers: ['统一社会信用代码', '信用代码'], clean: 'code' },
    link: { headers: ['环节', '产业链环节', '缺失环节', '细分环节'], clean: 'text', required: true },
    district: { headers: ['区县', '拟落地区县', '对接区县', '落地区县', '所在区县'], clean: 'text', required: true },
    contacted_on: {
      headers: ['接洽日期', '首次接洽日期', '联系日期', '首次联系日期', '对接日期'],
      clean: 'date',
      required: true,
    },
    filed_as: { headers: ['结果', '接洽结果', '进展', '当前进展', '状态'], clean: 'text', required: true },
    decided_on: { headers: ['结果日期', '签约日期', '办结日期'], clean: 'date' },
    reason: { headers: ['说明', '原因', '备注', '情况说明'], clean: 'text' },
  },
  derived: {},
  rejects: [],
};
