/** What a district offers a link. */
import Type, { type TObject } from 'typebox';
import { real, text, whole } from '../types.ts';

const DistrictFit = Type.Object({
  link_id: text('环节'),
  district_id: text('区县', 'adcode'),
  companies: whole('企业数'),
  specialisation: real('集聚', 'log location quotient within the city'),
  neighbours: real('上下游', 'criticality × log(1 + companies)'),
  focus: real('功能定位', '0 to 1'),
  zone: real('开发区', '0 to 1'),
  park_land_mu: real('园区可供地', 'mu'),
  parks: whole('园区数'),
});

export const districtTables = {
  'district.fit': DistrictFit,
} as const satisfies Record<string, TObject>;
