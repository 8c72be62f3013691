/** What an assessment needs beside the ledger: whose project it is, and what was asked of whom. */
import Type, { type TObject } from 'typebox';
import { date, maybe, real, text, whole } from '../types.ts';

const ProjectUnit = Type.Object({
  project_id: text('项目代码'),
  unit_id: maybe(text('开发区或园区', 'zone_id of the reference, else the name of the park; empty = in none')),
  unit_name: maybe(text('开发区或园区名称')),
  level: maybe(text('级别', 'of the zone, or of the park as filed')),
  industry_code: maybe(text('行业代码', 'GB/T 4754-2017; of the project, else of its link')),
});

const AssessTask = Type.Object({
  year: whole('年度'),
  unit: text('考核对象', 'adcode of a district, zone_id of a zone, else as filed'),
  indicator: text('指标'),
  target: maybe(real('目标值', 'CNY for money, a share for per cent, else as counted')),
  reported: maybe(real('完成值', 'the same unit')),
  known_on: date('获知日期', 'day of issue, else the data date'),
  source_file: text('来源文件'),
  source_sheet: text('来源表'),
  source_line: whole('来源行'),
});

export const assessTables = {
  'assess.project_unit': ProjectUnit,
  'assess.task': AssessTask,
} as const satisfies Record<string, TObject>;
