/** Parks of the synthetic city: descriptive names under invented brands, with the land that they have left. */
import { readReference } from '../csv.ts';
import { Chain } from '../schema/chain.ts';
import type { District } from '../schema/geo.ts';
import type { Clusters } from './clusters.ts';
import { brand } from './names.ts';
import type { Rng } from './rng.ts';

export type DemoPark = {
  id: string;
  name: string;
  districtId: string;
  district: string;
  level: string;
  chains: string[];
  freeLandMu: number;
  freePlantM2: number;
  standardLand: boolean;
};

const themes: Record<string, string[]> = {
  ic: ['微电子产业园', '集成电路产业园'],
  display: ['光电产业园', '新型显示产业园'],
  device: ['智能终端产业园', '电子信息产业园'],
  core: ['汽车零部件产业园', '新能源汽车产业园'],
  iot: ['数字产业园', '物联网产业园'],
};
const levels = ['国家级', '市级', '市级', '市级', '区县级'];

/** One to three parks a district, about 70 in all; a park leads in the chains in which its district has home links. */
export function drawParks(rng: Rng, clusters: Clusters, districts: readonly District[]): DemoPark[] {
  const chains = new Map(readReference('chain/chain.csv', Chain).map((c) => [c.chain_id, c.name]));
  return districts.flatMap((d) => {
    const size = clusters.size.get(d.district_id)!;
    const own = homeChains(clusters, d.district_id);
    const count = size > 4 ? rng.int(2, 3) : size > 1.6 ? rng.int(1, 3) : 1;
    return Array.from({ length: count }, (_, i): DemoPark => {
      const lead = rng.sample(own, rng.int(1, 2)).filter((c) => chains.has(c));
      const theme = rng.pick(themes[lead[0] ?? ''] ?? ['特色产业园', '绿色制造产业园', '综合产业园']);
      return {
        id: `YQ${d.district_id}${i + 1}`,
        name: `${d.short_name}${brand(rng)}${theme}`,
        districtId: d.district_id,
        district: d.name,
        level: size > 3 ? rng.pick(levels) : rng.pick(['市级', '区县级', '区县级']),
        chains: lead.map((c) => chains.get(c)!),
        freeLandMu: Math.round(rng.lognormal(d.area_group_2020.endsWith('中心城区') ? 180 : 700, 0.7)),
        freePlantM2: Math.round(rng.lognormal(25_000, 0.9) / 100) * 100,
        standardLand: rng.chance(0.45),
      };
    });
  });
}

/** Chains by the number of home links, strongest first; all five where the district has none. */
function homeChains(clusters: Clusters, districtId: string): string[] {
  const count = new Map<string, number>();
  for (const [linkId, homes] of Object.entries(clusters.truth.homes)) {
    if (!homes[districtId]) continue;
    const chain = clusters.chainOf.get(linkId)!;
    count.set(chain, (count.get(chain) ?? 0) + 1);
  }
  const found = [...count].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([chain]) => chain);
  return found.length ? found.slice(0, 4) : Object.keys(themes);
}
