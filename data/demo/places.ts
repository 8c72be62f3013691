/** Where synthetic companies sit: real districts and prefectures, invented streets. */
import { readReference } from '../csv.ts';
import { District, MunicipalDistrict, PlaceAlias, Prefecture, Province } from '../schema/geo.ts';
import { type Rng, Urn } from './rng.ts';

/** A place as the ten-column layout writes it. `area` is the district in a municipality, the prefecture elsewhere. */
export type Seat = { province: string; area: string; city: string; districtId: string | null; address: string };

type OldName = { name: string; until: string };

const streetFirst = [...'启拓腾锦嘉慧融汇凌霁'];
const streetSecond = [...'岭湖坪岸港畔澜桥川丘'];
const towns = ['石桥', '双河', '柏林', '青杠', '白鹤', '大柏', '龙泉', '清溪', '三江', '新民'];

/** Weight of a prefecture among those of its province where it is not 1: industrial cities have more companies. */
const heavy: Record<string, number> = {
  深圳: 14,
  东莞: 9,
  广州: 8,
  佛山: 5,
  惠州: 4,
  苏州: 14,
  无锡: 8,
  南京: 7,
  常州: 6,
  南通: 3,
  杭州: 10,
  宁波: 8,
  温州: 4,
  台州: 3,
  成都: 16,
  绵阳: 3,
  武汉: 14,
  襄阳: 2,
  合肥: 12,
  芜湖: 4,
  青岛: 6,
  济南: 5,
  烟台: 3,
  厦门: 6,
  福州: 5,
  长沙: 10,
  株洲: 3,
  西安: 14,
  郑州: 8,
  南昌: 6,
  贵阳: 6,
  昆明: 6,
  沈阳: 4,
  大连: 4,
  长春: 6,
  石家庄: 3,
};

/** Share of each province among companies outside Chongqing. */
const provinceWeights: Record<string, number> = {
  广东: 20,
  江苏: 18,
  浙江: 14,
  上海: 10,
  四川: 8,
  湖北: 5,
  安徽: 5,
  山东: 5,
  北京: 5,
  福建: 3,
  湖南: 3,
  河南: 2,
  陕西: 2,
  天津: 1.5,
  江西: 1.5,
  河北: 1.5,
  辽宁: 1,
  贵州: 1,
  广西: 0.7,
  云南: 0.7,
  吉林: 0.5,
};

/** How much more (or less) of a chain a province has than of everything. */
const chainTilt: Record<string, Record<string, number>> = {
  ic: { 上海: 2.2, 江苏: 1.8, 广东: 1.3, 北京: 1.6, 四川: 1.3, 河南: 0.3, 山东: 0.5 },
  display: { 广东: 1.8, 安徽: 2, 江苏: 1.4, 湖北: 1.4, 福建: 1.3 },
  device: { 广东: 2.4, 江苏: 1.4, 上海: 0.8, 北京: 0.6, 河南: 1.2 },
  core: { 浙江: 1.6, 湖北: 1.8, 安徽: 1.6, 上海: 1.2, 吉林: 3, 广西: 1.6, 北京: 0.5 },
  iot: { 北京: 2.4, 浙江: 1.5, 广东: 1.3, 上海: 1.2 },
};

export class Places {
  readonly districts = readReference('geo/district.csv', District);
  private readonly oldNames = new Map<string, OldName[]>();
  private readonly provinces: Map<string, Urn<Seat>>;
  private readonly byChain = new Map<string, Urn<string>>();

  constructor() {
    const official = readReference('geo/place_alias.csv', PlaceAlias).filter(
      (a) => a.valid_to && !a.zone_id && /[县市]$/.test(a.alias),
    );
    for (const { alias, district_id, valid_to } of official) {
      this.oldNames.set(district_id, [...(this.oldNames.get(district_id) ?? []), { name: alias, until: valid_to! }]);
    }
    this.provinces = seatsByProvince();
  }

  /** A seat in the district on that day (YYYY-MM-DD), under the name that the district then had. */
  inDistrict(rng: Rng, district: District, day: string): Seat {
    const old = this.oldNames.get(district.district_id)?.find((o) => day <= o.until);
    const name = old?.name ?? district.name;
    return {
      province: '重庆',
      area: district.short_name,
      city: '重庆',
      districtId: district.district_id,
      address: `重庆市${name}${spot(rng, district.area_group_2020.startsWith('主城'))}`,
    };
  }

  /** A seat outside Chongqing, in a province that suits the chain; `province` fixes it. */
  outside(rng: Rng, chainId: string | null, province = this.provinceFor(rng, chainId)): Seat {
    const seat = this.provinces.get(province)!.draw(rng);
    return { ...seat, address: seat.address + spot(rng, true) };
  }

  private provinceFor(rng: Rng, chainId: string | null): string {
    const key = chainId ?? '';
    let urn = this.byChain.get(key);
    if (!urn) {
      urn = new Urn(
        Object.entries(provinceWeights).map(([name, w]) => [name, w * (chainTilt[key]?.[name] ?? 1)] as const),
      );
      this.byChain.set(key, urn);
    }
    return urn.draw(rng);
  }
}

/** Address without the spot: province and city, as registers begin it. */
function seatsByProvince(): Map<string, Urn<Seat>> {
  const prefectures = readReference('geo/prefecture.csv', Prefecture).filter((p) => !p.valid_to);
  const municipal = readReference('geo/municipal_district.csv', MunicipalDistrict).filter((m) => !m.valid_to);
  const urns = readReference('geo/province.csv', Province)
    .filter((p) => p.short_name in provinceWeights)
    .map((p): [string, Urn<Seat>] => {
      const seat = (area: string, city: string, address: string): Seat => ({
        province: p.short_name,
        area,
        city,
        districtId: null,
        address,
      });
      const isCity = p.kind === '直辖市';
      const entries = isCity
        ? municipal
            .filter((m) => m.province_id === p.province_id)
            .map((m) => [seat(m.short_name, p.short_name, p.name + m.name), 1] as const)
        : prefectures
            .filter((f) => f.province_id === p.province_id)
            .map((f) => [seat(f.short_name, f.short_name, f.name), heavy[f.short_name] ?? 1] as const);
      return [p.short_name, new Urn(entries)];
    });
  return new Map(urns);
}

function spot(rng: Rng, urban: boolean): string {
  if (!urban && rng.chance(0.5)) return `${rng.pick(towns)}镇${rng.pick(towns)}村${rng.int(1, 9)}组`;
  if (rng.chance(0.15)) return `${rng.pick(streetFirst)}${rng.pick(streetSecond)}工业园区${rng.int(1, 40)}号厂房`;
  const street = `${rng.pick(streetFirst)}${rng.pick(streetSecond)}${rng.pick(['大道', '路', '街', '支路'])}${rng.int(1, 399)}号`;
  if (rng.chance(0.3)) return street;
  return rng.chance(0.5)
    ? `${street}${rng.int(1, 30)}-${rng.int(1, 12)}`
    : `${street}${rng.int(1, 20)}幢${rng.int(1, 24)}层${rng.int(1, 12)}号`;
}
