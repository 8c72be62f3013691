/** How many investors each district can take, and where that number comes from. */
import { AppError } from '../../data/errors.ts';
import type { AllocationRules } from '../../data/schema/allocation-rules.ts';
import type { Database } from '../../data/store/index.ts';

export type CapacityRow = {
  district_id: string;
  name: string;
  capacity: number;
  /** table: as the user says; parks: free land and plants; service: what one office can court. */
  by: 'table' | 'parks' | 'service';
  /** Free land and plants of the filed parks; null = none filed. */
  free_land_mu: number | null;
  free_plant_m2: number | null;
};

type Filed = { district_id: string; name: string; short_name: string; land: number | null; plants: number | null };

/** In order of adcode. @throws AppError district_not_found, option_invalid for a table that names no district or no number */
export async function capacities(
  db: Database,
  rules: AllocationRules,
  table?: Record<string, number>,
): Promise<CapacityRow[]> {
  const filed = await db.rows<Filed>(
    `select d.district_id, d.name, d.short_name, p.land, p.plants
     from reference.district as d left join district.room as p on p.district_id = d.district_id
     order by d.district_id`,
  );
  const given = table ? readTable(table, filed) : null;
  return filed.map(({ district_id, name, land, plants }) => {
    const known = land !== null || plants !== null;
    const room = Math.floor((land ?? 0) / rules.land_mu) + Math.floor((plants ?? 0) / rules.plant_m2);
    const own = given?.get(district_id) ?? given?.get('default');
    return {
      district_id,
      name,
      capacity: own ?? (known ? Math.min(room, rules.service_limit) : rules.service_limit),
      by: own !== undefined ? 'table' : known && room < rules.service_limit ? 'parks' : 'service',
      free_land_mu: land,
      free_plant_m2: plants,
    };
  });
}

function readTable(table: Record<string, number>, filed: readonly Filed[]): Map<string, number> {
  const places = new Map<string, number>();
  for (const [key, value] of Object.entries(table)) {
    if (!Number.isInteger(value) || value < 0)
      throw new AppError(
        'option_invalid',
        `the capacity of «${key}» is no whole number from 0`,
        'correct the capacities',
      );
    const district = filed.find((d) => [d.district_id, d.name, d.short_name].includes(key));
    if (!district && key !== 'default')
      throw new AppError('district_not_found', `there is no district «${key}» in Chongqing`, 'correct the capacities');
    places.set(district?.district_id ?? 'default', value);
  }
  return places;
}
