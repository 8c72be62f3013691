/** The list of parks as a workbook. */
import { type FormFile, sheetFile } from './form-file.ts';
import type { DemoPark } from './parks.ts';

const header = [
  '园区编号',
  '园区名称',
  '所在区县',
  '园区级别',
  '主导产业',
  '可供工业用地（亩）',
  '可用标准厂房（平方米）',
  '是否标准地',
  '数据性质',
];

export async function parksFile(parks: readonly DemoPark[]): Promise<FormFile> {
  const rows = parks.map((p) => [
    p.id,
    p.name,
    p.district,
    p.level,
    p.chains,
    p.freeLandMu,
    p.freePlantM2,
    p.standardLand ? '是' : '否',
    '合成',
  ]);
  return sheetFile('园区', header, rows);
}
