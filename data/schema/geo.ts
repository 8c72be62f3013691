/** Places: the city's districts and zones under all their names, and the regions from which investors come. */
import Type from 'typebox';
import { date, flag, maybe, real, whole } from './types.ts';

const filled = (title: string, description = '') => Type.String({ minLength: 1, title, description });
const adcode = (title: string) => Type.String({ pattern: '^\\d{6}$', title, description: 'six-digit division code' });
const latitude = maybe(real('纬度', 'degrees north, of the seat of government, rounded; empty = not known'));
const longitude = maybe(real('经度', 'degrees east, of the seat of government, rounded; empty = not known'));
const source = filled('来源', 'authority or document; "unconfirmed" where nobody checked it against one');

export const AreaGroupOpinion = Type.Enum(['主城', '渝西', '渝东北', '渝东南'], {
  description: '渝府发〔2019〕6号 (四)',
});
export type AreaGroupOpinion = Type.Static<typeof AreaGroupOpinion>;

/** 区县: one row a district or county of Chongqing as of the Opinion (38); later changes are in DistrictChange. */
export const District = Type.Object({
  district_id: adcode('区划代码'),
  name: filled('区县'),
  short_name: filled('简称'),
  name_en: filled('拼音'),
  kind: Type.Enum(['区', '县', '自治县']),
  area_group_2020: Type.Enum([
    '主城都市区中心城区',
    '主城都市区主城新区',
    '渝东北三峡库区城镇群',
    '渝东南武陵山区城镇群',
  ]),
  area_group_opinion: AreaGroupOpinion,
  tile_x: whole('列', 'column of the tile map, 0 = west'),
  tile_y: whole('行', 'row of the tile map, 0 = north'),
  lat: latitude,
  lon: longitude,
  source,
});
export type District = Type.Static<typeof District>;

/** A change of districts after the Opinion: which ground went from where to where, and when it was announced. */
export const DistrictChange = Type.Object({
  announced_on: date('公布日期'),
  district_id: adcode('原区划代码'),
  to_name: filled('新区县'),
  extent: filled('范围', 'what part of the former district moved'),
  source,
});
export type DistrictChange = Type.Static<typeof DistrictChange>;

/** 开发区: a second geography that overlaps the districts. Dates: founding and end, empty = unknown or open. */
export const Zone = Type.Object({
  zone_id: Type.String({ pattern: '^[a-z0-9-]+$' }),
  name: filled('开发区'),
  short_name: filled('简称'),
  level: Type.Enum([
    '国家级新区',
    '国家级高新区',
    '国家级经开区',
    '综合保税区',
    '自由贸易试验区',
    '科学城',
    '高新区',
    '市级新区',
    '市级高新区',
    '市级经开区',
    '市级园区',
  ]),
  valid_from: maybe(date('起')),
  valid_to: maybe(date('止', 'last day')),
  source,
});
export type Zone = Type.Static<typeof Zone>;

/** Which districts a zone lies in. Exactly one row of a zone is `lead`: its counterpart when only one can be named. */
export const ZoneDistrict = Type.Object({
  zone_id: filled('开发区'),
  district_id: adcode('区划代码'),
  lead: flag('主要区县'),
  note: Type.String({ title: '范围' }),
  source,
});
export type ZoneDistrict = Type.Static<typeof ZoneDistrict>;

/**
 * 地名: what a file may call a district or zone. The dates say when the name was official; registers go on using old names
 * and carry new ones back, so prefer the row whose dates hold the day in question, and otherwise take the nearest.
 * `ambiguous`: the name covers ground in several districts; `district_id` is then the lead one, and an address outranks it.
 */
export const PlaceAlias = Type.Object({
  alias: filled('地名'),
  district_id: adcode('区划代码'),
  zone_id: maybe(filled('开发区')),
  valid_from: maybe(date('起')),
  valid_to: maybe(date('止', 'last day')),
  ambiguous: flag('跨区县'),
  source,
});
export type PlaceAlias = Type.Static<typeof PlaceAlias>;

/** 省级: provinces, municipalities, autonomous and special administrative regions; the seat is the capital. */
export const Province = Type.Object({
  province_id: adcode('区划代码'),
  name: filled('省份'),
  short_name: filled('简称'),
  kind: Type.Enum(['省', '自治区', '直辖市', '特别行政区']),
  lat: latitude,
  lon: longitude,
  source,
});
export type Province = Type.Static<typeof Province>;

/** 地级: prefecture-level units and county-level ones directly under a province. Unique by province and short name. */
export const Prefecture = Type.Object({
  prefecture_id: adcode('区划代码'),
  name: filled('地区'),
  short_name: filled('简称'),
  province_id: adcode('省级代码'),
  kind: Type.Enum(['地级市', '地区', '自治州', '盟', '省直辖县级']),
  aliases: Type.String({ title: '别名', description: 'other and former names, joined by |' }),
  lat: latitude,
  lon: longitude,
  valid_to: maybe(date('止', 'last day before it was dissolved')),
  source,
});
export type Prefecture = Type.Static<typeof Prefecture>;

/** 直辖市的区: districts of 北京, 天津 and 上海, former ones with the district that took them over. */
export const MunicipalDistrict = Type.Object({
  municipal_district_id: adcode('区划代码'),
  name: filled('区'),
  short_name: filled('简称'),
  province_id: adcode('省级代码'),
  aliases: Type.String({ title: '别名', description: 'other names, joined by |' }),
  valid_to: maybe(date('止', 'last day before it was dissolved')),
  successor_id: maybe(adcode('并入')),
  lat: latitude,
  lon: longitude,
  source,
});
export type MunicipalDistrict = Type.Static<typeof MunicipalDistrict>;

/** What the Opinion asks of each part of the city, in keywords. `开发区` speaks for the national zones. */
export const AreaFocus = Type.Object({
  area_group_opinion: Type.Enum(['主城', '渝西', '渝东北', '渝东南', '开发区']),
  focus: filled('方向'),
  chain_ids: Type.String({
    pattern: '^([a-z0-9-]+(\\|[a-z0-9-]+)*)?$',
    title: '产业链',
    description: 'chain ids joined by |',
  }),
  stance: Type.Enum(['focus', 'suitable', 'limited']),
  source,
});
export type AreaFocus = Type.Static<typeof AreaFocus>;
