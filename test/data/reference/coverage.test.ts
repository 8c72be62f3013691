import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readReference } from '../../../data/csv.ts';
import { MunicipalDistrict, PlaceAlias, Prefecture, Province } from '../../../data/schema/geo.ts';

const folder = fileURLToPath(new URL('../../../../shared/data/registry/', import.meta.url));
const file = (name: string) => `${folder}${name}.csv.gz`;

/** Province and 地区 of each row: the columns before the address, counted from the end, as scopes hold commas and quotes. */
function places(name: string): [string, string][] {
  const rows = gunzipSync(readFileSync(file(name)))
    .toString('utf8')
    .split('\n')
    .slice(1);
  return rows.flatMap((row) => {
    const found = /,([\u4e00-\u9fff]{2,3}),([^,]*),(?:"[^"]*"|[^,"]*)\r?$/u.exec(row);
    return found ? [[found[1]!, found[2]!] as [string, string]] : [];
  });
}

/** 省直辖县 is a class of places, not a place. */
const named = ([, place]: [string, string]) => !['N/A', '', '省直辖县'].includes(place);

describe.skipIf(!existsSync(file('chongqing_1980_2009')))(
  'places in real registers (skipped where ../shared/data is absent: it may not be shipped)',
  () => {
    it('every 地区 of Chongqing resolves to a district', () => {
      const aliases = new Set(readReference('geo/place_alias.csv', PlaceAlias).map((a) => a.alias));
      const rows = places('chongqing_1980_2009');
      expect(rows.length).toBeGreaterThan(50_000);
      expect(new Set(rows.filter(named).flatMap(([, p]) => (aliases.has(p) ? [] : [p])))).toEqual(new Set());
    });

    it.each(['listed_other_provinces', 'shanghai'])('every 地区 of %s resolves within its province', (name) => {
      const provinces = new Map(readReference('geo/province.csv', Province).map((p) => [p.province_id, p.short_name]));
      const units = [
        ...readReference('geo/prefecture.csv', Prefecture),
        ...readReference('geo/municipal_district.csv', MunicipalDistrict),
      ];
      const known = new Set(
        units.flatMap((u) =>
          [u.name, u.short_name, ...u.aliases.split('|')].map((n) => `${provinces.get(u.province_id)} ${n}`),
        ),
      );
      const rows = places(name);
      expect(rows.length).toBeGreaterThan(600);
      expect(new Set(rows.filter(named).flatMap(([p, d]) => (known.has(`${p} ${d}`) ? [] : [`${p} ${d}`])))).toEqual(
        new Set(),
      );
    });
  },
);
