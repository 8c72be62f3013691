/** 目标任务: task sheets of districts, zones and departments. */
import { Task } from '../../data/schema/task.ts';
import type { Library } from './declare.ts';

/** Money in CNY, per cent as a share; everything else as it stands. */
const inUnits = (field: string): string =>
  `${field} * case when measured_in in ('亿元', '亿') then 1e8 when measured_in in ('万元', '万') then 1e4 when measured_in = '%' then 0.01 else 1 end`;

export const tasks: Library = {
  id: 'tasks',
  title: '目标任务',
  record: Task,
  fields: {
    year_text: { headers: ['年度', '年份', '考核年度'], clean: 'number', required: true },
    unit: { headers: ['考核对象', '责任单位', '单位名称', '区县'], clean: 'text', required: true },
    indicator: { headers: ['指标', '指标名称', '考核指标'], clean: 'text', required: true },
    target_text: { headers: ['目标值', '目标任务', '任务数', '年度目标'], clean: 'number' },
    reported_text: { headers: ['完成值', '完成数', '实际完成'], clean: 'number' },
    measured_in: { headers: ['计量单位', '单位'], clean: 'text' },
    issued_on: { headers: ['下达日期', '下达时间'], clean: 'date' },
  },
  derived: {
    year: 'year_text',
    target: inUnits('target_text'),
    reported: inUnits('reported_text'),
  },
  rejects: [
    {
      code: 'year_impossible',
      when: 'year_text not between 1990 and 2100 or year_text <> floor(year_text)',
      reason: "'年度 is not a year'",
    },
    {
      code: 'task_empty',
      when: 'target_text is null and reported_text is null',
      reason: "'neither a target nor a reported figure that can be read'",
    },
  ],
};
