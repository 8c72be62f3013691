/** Branches and subsidiaries: how a company shows that it goes beyond its home. */
import { drawCapital } from './capital.ts';
import { type Company, lastDay } from './company.ts';
import { creditCode } from './credit-code.ts';
import { type Rng, Urn } from './rng.ts';
import type { World } from './world.ts';

/** Branches of larger companies: in Chongqing's districts, or in other provinces. Their names carry the parent's full name. */
export function branches(rng: Rng, world: World, parents: readonly Company[], count: number, here: boolean): Company[] {
  const urn = new Urn(parents.map((p) => [p, expansiveness(p)] as const));
  const made: Company[] = [];
  while (made.length < count) {
    const parent = urn.draw(rng);
    const day = later(rng, parent.registeredOn);
    const chain = parent.links[0] ?? null;
    const seat = here
      ? world.places.inDistrict(rng, world.clusters.districtOf(chain).draw(rng), day)
      : world.places.outside(rng, null);
    const place = here ? rng.pick(['重庆', '重庆', '重庆', `重庆${seat.area}`]) : seat.city;
    const name = `${parent.name}${place}${rng.chance(0.95) ? '分公司' : '办事处'}`;
    if (!here && seat.province === parent.seat.province) continue;
    if (!world.names.claim(name)) continue;
    made.push({
      ...parent,
      name,
      code: creditCode(world.serial.next++),
      registeredOn: day,
      kind: 'branch',
      type: rng.chance(0.6) ? '分公司' : 'N/A',
      capital: null,
      scope: rng.chance(0.5) ? `为隶属公司承揽业务：${firstItems(parent.scope)}` : parent.scope,
      seat,
      parent: parent.code,
    });
  }
  return made;
}

/** Companies in Chongqing that outside groups founded: «…（重庆）有限公司» under the brand of the parent. */
export function subsidiaries(rng: Rng, world: World, parents: readonly Company[], count: number): Company[] {
  const urn = new Urn(parents.filter((p) => p.links.length > 0).map((p) => [p, expansiveness(p)] as const));
  const made: Company[] = [];
  while (made.length < count) {
    const parent = urn.draw(rng);
    const day = later(rng, parent.registeredOn);
    const name = `${coreOf(parent)}（重庆）有限公司`;
    if (!world.names.claim(name)) continue;
    made.push({
      ...parent,
      name,
      code: creditCode(world.serial.next++),
      registeredOn: day,
      kind: 'company',
      type: rng.chance(0.5) ? '有限责任公司' : 'N/A',
      capital: drawCapital(rng, 3_000, 0.05),
      seat: world.places.inDistrict(rng, world.clusters.districtOf(parent.links[0]!).draw(rng), day),
      parent: parent.code,
    });
  }
  return made;
}

const expansiveness = (company: Company): number =>
  company.kind === 'company' && company.capital
    ? Math.sqrt(company.capital.amount) * (company.links.length ? 2 : 1)
    : 0;

function later(rng: Rng, day: string): string {
  const first = Number(day.slice(0, 4));
  const year = Math.min(2026, first + 1 + Math.floor(rng.next() * Math.max(1, 2026 - first)));
  const drawn = `${year}${day.slice(4)}`;
  return drawn > lastDay ? `${year - 1}${day.slice(4)}` : drawn;
}

const firstItems = (scope: string): string => scope.replace(/^一般项目：/, '').split(/[；;（。]/)[0]!;

/** Brand and trade, without place and legal form. */
function coreOf(parent: Company): string {
  const at = parent.name.indexOf(parent.brand);
  return parent.name.slice(at).replace(/[（(].*$|(股份有限公司|有限责任公司|有限公司|厂)$/g, '');
}
