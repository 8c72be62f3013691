/** Parks as offices filed them. */
import Type, { type TObject } from 'typebox';
import { Park } from '../library.ts';
import { date, text, whole } from '../types.ts';

const p = Park.properties;

const ParkCurrent = Type.Object({
  park_id: p.park_id,
  name: p.name,
  district_id: p.district_id,
  level: p.level,
  chains: p.chains,
  free_land_mu: p.free_land_mu,
  free_plant_m2: p.free_plant_m2,
  standard_land: p.standard_land,
  as_of: date('数据日期'),
  source_file: text('来源文件'),
  source_sheet: text('来源表', 'sheet name, empty for files without sheets'),
  source_line: whole('行号'),
});

export const parkTables = { 'park.current': ParkCurrent } as const satisfies Record<string, TObject>;
