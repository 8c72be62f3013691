/** Parcels, funds, institutes and activities of the synthetic city, on their forms. */
import type { District } from '../schema/geo.ts';
import { addDays, asOf } from './days.ts';
import { type FormFile, formFile } from './form-file.ts';
import { brand } from './names.ts';
import type { DemoPark } from './parks.ts';
import type { Rng } from './rng.ts';

const chains = ['芯·集成电路', '屏·新型显示', '器·智能终端', '核·新能源与智能网联汽车核心零部件', '网·物联网'];
const yes = (rng: Rng, p: number): string => (rng.chance(p) ? '是' : '否');
const numbered = (sign: string, i: number): string => `${sign}${String(i + 1).padStart(4, '0')}`;

/** One to five parcels a park; together they are about its free land. */
export function parcelsFile(rng: Rng, parks: readonly DemoPark[]): Promise<FormFile> {
  const rows = parks.flatMap((park) =>
    Array.from({ length: rng.int(1, 5) }, (_, i) => ({
      parcel_id: `DK${park.id.slice(2)}-${i + 1}`,
      name: `${park.name}${i + 1}号地块`,
      place: park.district,
      park: park.name,
      area_mu: Math.max(5, Math.round(park.freeLandMu / rng.between(2, 6))),
      land_use: rng.pick(['工业用地', '工业用地', '工业用地', '物流仓储用地', '科研用地']),
      land_kind: rng.pick(['新增', '新增', '存量']),
      supply: rng.pick(['待供', '待供', '储备']),
      available_on: rng.pick([addDays(asOf, rng.int(10, 400)), '2026年4季度', '2027年上半年']),
      plot_ratio: Math.round(rng.between(0.8, 2.5) * 10) / 10,
      floor_price: Math.round(rng.lognormal(18, 0.4) * 10) / 10,
      intensity_floor: rng.pick([150, 200, 250, 300]),
      tax_floor: rng.pick([8, 12, 15, 20]),
      standard_land: park.standardLand ? '是' : yes(rng, 0.3),
      chains: park.chains,
      utilities: rng.pick(['五通一平', '七通一平', '七通一平，蒸汽管网到红线']),
      redline: yes(rng, 0.02),
      basic_farmland: yes(rng, 0.03),
    })),
  );
  return formFile('parcel', rows);
}

/** Amounts in 亿元, as the line above the table says. */
export function fundsFile(rng: Rng, count: number, districts: readonly District[]): Promise<FormFile> {
  const kinds = ['引导基金', '产业基金', '创投基金', '担保', '贷款', '贴息'];
  const rows = Array.from({ length: count }, (_, i) => {
    const kind = rng.pick(kinds);
    const size = Math.round(rng.lognormal(10, 0.9) * 10) / 10;
    const place = rng.chance(0.4) ? null : rng.pick(districts);
    const from = addDays('2016-01-01', rng.int(0, 3_700));
    return {
      fund_id: numbered('JJ', i),
      name: `${place?.short_name ?? '重庆'}${brand(rng)}${kind}${kind.endsWith('基金') ? '' : '产品'}`,
      kind,
      manager: `重庆${brand(rng)}基金管理有限公司`,
      place: place?.name ?? null,
      size,
      available: Math.round(size * rng.between(0.05, 0.7) * 100) / 100,
      ticket_min: 0.05,
      ticket_max: Math.round(size * 20) / 100,
      chains: rng.sample(chains, rng.int(1, 3)),
      stage: rng.pick(['天使期', '成长期', '成熟期', '不限']),
      set_up_on: from,
      ends_on: `${Number(from.slice(0, 4)) + rng.pick([7, 8, 10])}年`,
      terms: '按市场化方式决策，不与注册地挂钩',
    };
  });
  return formFile('fund', rows);
}

export function institutesFile(rng: Rng, count: number, districts: readonly District[]): Promise<FormFile> {
  const rows = Array.from({ length: count }, (_, i) => {
    const kind = rng.pick(['重点实验室', '工程研究中心', '技术创新中心', '检测中心', '新型研发机构']);
    const place = rng.pick(districts);
    const theme = rng.pick(['功率半导体', '新型显示', '动力电池', '智能网联汽车', '工业物联网', '轻量化材料']);
    return {
      institute_id: numbered('KY', i),
      name: `${brand(rng)}${theme}${kind}`,
      kind,
      level: rng.pick(['国家级', '市级', '市级', '区县级']),
      host: `重庆${brand(rng)}${rng.pick(['大学', '研究院', '科技有限公司'])}`,
      place: place.name,
      fields: [theme],
      chains: rng.sample(chains, 1),
      staff: rng.int(8, 260),
      open_access: yes(rng, 0.6),
      services: rng.pick(['检测认证', '中试验证', '联合攻关', '人才培养']),
      set_up_on: addDays('2008-01-01', rng.int(0, 6_300)),
    };
  });
  return formFile('institute', rows);
}

export function activitiesFile(rng: Rng, count: number, districts: readonly District[]): Promise<FormFile> {
  const rows = Array.from({ length: count }, (_, i) => {
    const kind = rng.pick(['展会', '推介会', '小分队招商', '考察', '签约仪式']);
    const host = rng.chance(0.25) ? null : rng.pick(districts);
    const from = addDays('2023-01-05', rng.int(0, 1_260));
    const signed = rng.chance(0.6) ? rng.int(1, 12) : 0;
    return {
      activity_id: numbered('HD', i),
      name: `${host?.short_name ?? '重庆'}${brand(rng)}${rng.pick(['先进制造', '电子信息', '汽车产业', '数字经济'])}${kind}`,
      kind,
      organiser: `${host?.name ?? '市'}招商投资部门（演示）`,
      host_district: host?.name ?? null,
      place: rng.pick(['重庆市', '广东省深圳市', '上海市', '江苏省苏州市', '浙江省杭州市', '四川省成都市']),
      starts_on: from,
      ends_on: addDays(from, rng.int(0, 3)),
      chains: rng.sample(chains, rng.int(1, 2)),
      guests: rng.int(8, 300),
      leads: rng.int(0, 40),
      signed_projects: signed,
      signed: signed ? Math.round(signed * rng.lognormal(2, 0.6) * 10) / 10 : null,
    };
  });
  return formFile('activity', rows);
}
