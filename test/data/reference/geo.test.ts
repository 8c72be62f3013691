import { describe, expect, it } from 'vitest';
import { readReference } from '../../../data/csv.ts';
import { Chain } from '../../../data/schema/chain.ts';
import {
  AreaFocus,
  District,
  DistrictChange,
  MunicipalDistrict,
  PlaceAlias,
  Prefecture,
  Province,
  Zone,
  ZoneDistrict,
} from '../../../data/schema/geo.ts';

const districts = readReference('geo/district.csv', District);
const zones = readReference('geo/zone.csv', Zone);
const zoneDistricts = readReference('geo/zone_district.csv', ZoneDistrict);
const aliases = readReference('geo/place_alias.csv', PlaceAlias);
const provinces = readReference('geo/province.csv', Province);
const prefectures = readReference('geo/prefecture.csv', Prefecture);
const municipal = readReference('geo/municipal_district.csv', MunicipalDistrict);

const districtIds = new Set(districts.map((d) => d.district_id));
const zoneIds = new Set(zones.map((z) => z.zone_id));
const provinceIds = new Set(provinces.map((p) => p.province_id));
/** Node 20 has no Map.groupBy. */
function groupBy<T>(rows: T[], key: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row]);
  return groups;
}

const repeated = (values: string[]) => values.filter((v, i) => values.indexOf(v) !== i);
const begin = (row: { valid_from: string | null }) => row.valid_from ?? '0000-01-01';
const end = (row: { valid_to: string | null }) => row.valid_to ?? '9999-12-31';

describe('districts', () => {
  it('are 38: 26 districts, 8 counties, 4 autonomous counties', () => {
    const count = (kind: string) => districts.filter((d) => d.kind === kind).length;
    expect([districts.length, count('区'), count('县'), count('自治县')]).toEqual([38, 26, 8, 4]);
  });

  it('have unique codes, names and map cells', () => {
    expect(repeated(districts.map((d) => d.district_id))).toEqual([]);
    expect(repeated(districts.flatMap((d) => [...new Set([d.name, d.short_name])]))).toEqual([]);
    expect(repeated(districts.map((d) => `${d.tile_x},${d.tile_y}`))).toEqual([]);
    expect(districts.every((d) => d.district_id.startsWith('500'))).toBe(true);
  });

  it('fall into areas of 9, 12, 11 and 6, the same cut in both divisions', () => {
    const pairs = groupBy(districts, (d) => `${d.area_group_opinion} ${d.area_group_2020}`);
    expect(Object.fromEntries([...pairs].map(([k, v]) => [k, v.length]))).toEqual({
      '主城 主城都市区中心城区': 9,
      '渝西 主城都市区主城新区': 12,
      '渝东北 渝东北三峡库区城镇群': 11,
      '渝东南 渝东南武陵山区城镇群': 6,
    });
  });

  it('keep their bearings on the tile map: order of cells follows longitude and latitude', () => {
    expect(agreement((d) => [d.tile_x, d.lon!])).toBeGreaterThan(0.9);
    expect(agreement((d) => [d.tile_y, -d.lat!])).toBeGreaterThan(0.85);
  });

  it('changed after the Opinion only where the change names existing districts', () => {
    for (const c of readReference('geo/district_change.csv', DistrictChange)) {
      expect(districtIds).toContain(c.district_id);
    }
  });
});

/** Share of district pairs with different cells whose order in the grid agrees with their order on the ground. */
function agreement(axis: (d: District) => [number, number]): number {
  const points = districts.map(axis);
  const pairs = points.flatMap((a, i) => points.slice(i + 1).map((b) => [a[0] - b[0], a[1] - b[1]] as const));
  const ordered = pairs.filter(([tile]) => tile !== 0);
  return ordered.filter(([tile, ground]) => tile * ground > 0).length / ordered.length;
}

describe('zones', () => {
  it('are unique, end after they begin and have exactly one lead district', () => {
    expect(repeated(zones.map((z) => z.zone_id))).toEqual([]);
    expect(zones.filter((z) => begin(z) > end(z))).toEqual([]);
    const leads = zoneDistricts.filter((z) => z.lead).map((z) => z.zone_id);
    expect(leads.toSorted()).toEqual([...zoneIds].toSorted());
  });

  it('lie in existing districts, each named once', () => {
    expect(zoneDistricts.filter((z) => !districtIds.has(z.district_id) || !zoneIds.has(z.zone_id))).toEqual([]);
    expect(repeated(zoneDistricts.map((z) => `${z.zone_id} ${z.district_id}`))).toEqual([]);
  });
});

describe('place aliases', () => {
  it('point at existing districts and at zones that lie in them', () => {
    const inside = new Set(zoneDistricts.map((z) => `${z.zone_id} ${z.district_id}`));
    expect(aliases.filter((a) => !districtIds.has(a.district_id))).toEqual([]);
    expect(aliases.filter((a) => a.zone_id && !inside.has(`${a.zone_id} ${a.district_id}`))).toEqual([]);
  });

  it('do not overlap in time, and end after they begin', () => {
    expect(aliases.filter((a) => begin(a) > end(a))).toEqual([]);
    const clashes = [...groupBy(aliases, (a) => a.alias).values()].flatMap((rows) => {
      const sorted = rows.toSorted((a, b) => begin(a).localeCompare(begin(b)));
      return sorted.filter((row, i) => i > 0 && begin(row) <= end(sorted[i - 1]!));
    });
    expect(clashes).toEqual([]);
  });

  it('know every district by its name and short name, and every zone', () => {
    const known = new Set(aliases.map((a) => `${a.alias} ${a.district_id}`));
    expect(districts.filter((d) => !known.has(`${d.name} ${d.district_id}`))).toEqual([]);
    expect(districts.filter((d) => !known.has(`${d.short_name} ${d.district_id}`))).toEqual([]);
    const names = new Set(aliases.map((a) => a.alias));
    expect(zones.filter((z) => !names.has(z.name) || !names.has(z.short_name))).toEqual([]);
  });

  it.each([
    ['开县', '开州区'],
    ['梁平县', '梁平区'],
    ['江北县', '渝北区'],
    ['江北', '江北区'],
    ['巴县', '巴南区'],
    ['万盛', '綦江区'],
    ['双桥', '大足区'],
    ['枳城区', '涪陵区'],
    ['市中区', '渝中区'],
    ['五桥区', '万州区'],
    ['北部新区', '渝北区'],
    ['两江新区', '渝北区'],
  ])('%s was or is %s', (alias, name) => {
    const ids = aliases.filter((a) => a.alias === alias).map((a) => a.district_id);
    expect(new Set(ids)).toEqual(new Set(districts.filter((d) => d.name === name).map((d) => d.district_id)));
  });
});

describe('provinces and prefectures', () => {
  it('are 34 provinces and 333 prefectures in force beside those directly under a province', () => {
    expect(provinces).toHaveLength(34);
    expect(repeated(provinces.flatMap((p) => [p.province_id, p.name, p.short_name]))).toEqual([]);
    expect(prefectures.filter((p) => !p.valid_to && p.kind !== '省直辖县级')).toHaveLength(333);
  });

  it('nest by code and are unique within their province', () => {
    expect(prefectures.filter((p) => p.province_id !== `${p.prefecture_id.slice(0, 2)}0000`)).toEqual([]);
    expect(prefectures.filter((p) => !provinceIds.has(p.province_id))).toEqual([]);
    expect(repeated(prefectures.map((p) => p.prefecture_id))).toEqual([]);
    const names = prefectures.flatMap((p) =>
      [p.short_name, ...p.aliases.split('|').filter(Boolean)].map((n) => `${p.province_id} ${n}`),
    );
    expect(repeated(names)).toEqual([]);
  });

  it('have seats inside the country and within 1,600 km of their capital, or none', () => {
    const capital = new Map(provinces.map((p) => [p.province_id, p]));
    const far = [...prefectures, ...municipal].filter((p) => {
      if (p.lat === null || p.lon === null) return p.lat !== p.lon;
      const seat = capital.get(p.province_id)!;
      const [dy, dx] = [(p.lat - seat.lat!) * 111, (p.lon - seat.lon!) * 111 * Math.cos((p.lat * Math.PI) / 180)];
      return p.lat < 3 || p.lat > 54 || p.lon < 73 || p.lon > 136 || Math.hypot(dx, dy) > 1600;
    });
    expect(far).toEqual([]);
  });
});

describe('municipal districts', () => {
  it('nest, are unique, and dissolved ones name the district that took them over', () => {
    const ids = municipal.map((m) => m.municipal_district_id);
    expect(repeated(ids)).toEqual([]);
    expect(repeated(municipal.map((m) => `${m.province_id} ${m.short_name}`))).toEqual([]);
    expect(municipal.filter((m) => (m.valid_to === null) !== (m.successor_id === null))).toEqual([]);
    expect(municipal.filter((m) => m.successor_id && !ids.includes(m.successor_id))).toEqual([]);
    const inForce = groupBy(
      municipal.filter((m) => !m.valid_to),
      (m) => m.province_id,
    );
    expect([...inForce].map(([province, rows]) => [province, rows.length])).toEqual([
      ['110000', 16],
      ['120000', 16],
      ['310000', 16],
    ]);
  });
});

describe('focus of areas', () => {
  it('covers every area and names existing chains', () => {
    const focus = readReference('geo/area_focus.csv', AreaFocus);
    const chains = new Set(readReference('chain/chain.csv', Chain).map((c) => c.chain_id));
    expect(new Set(focus.map((f) => f.area_group_opinion))).toEqual(
      new Set(['主城', '渝西', '渝东北', '渝东南', '开发区']),
    );
    expect(focus.flatMap((f) => f.chain_ids.split('|')).filter((c) => c && !chains.has(c))).toEqual([]);
    expect(repeated(focus.map((f) => `${f.area_group_opinion} ${f.focus}`))).toEqual([]);
  });
});
