/** 园区. */
import { Park } from '../../data/schema/library.ts';
import type { Library } from './declare.ts';

export const parks: Library = {
  id: 'parks',
  title: '园区',
  record: Park,
  fields: {
    park_id: { headers: ['园区编号', '园区代码'], clean: 'text', required: true },
    name: { headers: ['园区名称', '名称'], clean: 'text', required: true },
    place: { headers: ['区县', '所在区县'], clean: 'text' },
    level: { headers: ['级别', '园区级别'], clean: 'text' },
    chains: { headers: ['主导产业', '产业链'], clean: 'list' },
    free_land_mu: { headers: ['可供工业用地', '可供工业用地亩', '可供用地'], clean: 'number' },
    free_plant_m2: { headers: ['可用标准厂房', '可用标准厂房平方米'], clean: 'number' },
    standard_land: { headers: ['标准地', '是否标准地'], clean: 'flag' },
  },
  derived: { district_id: "district_of('重庆', place, place, null)" },
  rejects: [],
};
