/** The adcode of a district under any of its names. */
import { readReference } from '../../data/csv.ts';
import { AppError } from '../../data/errors.ts';
import { District } from '../../data/schema/geo.ts';

let byName: Map<string, string> | undefined;

/** Adcode, full, short or pinyin name → adcode; undefined for anything else. */
export function districtId(text: string): string | undefined {
  byName ??= new Map(
    readReference('geo/district.csv', District).flatMap((d) =>
      [d.district_id, d.name, d.short_name, d.name_en.toLowerCase()].map((name) => [name, d.district_id] as const),
    ),
  );
  return byName.get(text) ?? byName.get(text.toLowerCase());
}

/** @throws AppError district_not_found */
export function districtIdOf(text: string): string {
  const id = districtId(text);
  if (id) return id;
  throw new AppError('district_not_found', `there is no district «${text}» in Chongqing`, 'give its name or adcode');
}
