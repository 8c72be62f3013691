/** The population of synthetic companies: chain companies where clusters are, everyday ones everywhere, and the offshoots of both. */
import { drawCapital } from './capital.ts';
import type { LinkWords } from './chain-words.ts';
import { type Company, registrationDay } from './company.ts';
import { creditCode } from './credit-code.ts';
import { type Everyday, everyday } from './everyday.ts';
import { branches, subsidiaries } from './offshoots.ts';
import type { Seat } from './places.ts';
import { type Rng, Urn } from './rng.ts';
import { type Activity, chainScope, everydayScope } from './scope.ts';
import type { World } from './world.ts';

/** How many of each at scale 1: 8,000 at home, 12,000 elsewhere. */
const sizes = {
  localChain: 2_700,
  localEveryday: 4_650,
  outsideChain: 5_200,
  outsideEveryday: 6_450,
  branchesHere: 500,
  branchesElsewhere: 350,
  subsidiaries: 150,
};

const chainTrades: Record<string, string[]> = {
  ic: ['微电子', '半导体', '集成电路', '电子科技', '芯片技术', '半导体科技'],
  display: ['光电', '显示技术', '光电科技', '电子材料', '光电显示'],
  device: ['电子', '精密电子', '智能科技', '通讯', '电子科技', '精密制造', '精密模具'],
  core: ['汽车零部件', '机械制造', '机电', '新能源', '汽车部件', '动力', '工业', '汽车配件', '机械'],
  iot: ['信息技术', '物联网科技', '智能科技', '软件', '网络技术', '数据科技', '通信技术'],
};
const otherTrades = ['科技', '新材料', '实业', '技术', '科技发展'];
const forms = new Urn<[form: string, median: number]>([
  [['有限公司', 500], 80],
  [['有限责任公司', 400], 9],
  [['股份有限公司', 8_000], 6],
  [['厂', 60], 4],
]);
const everydayUrn = new Urn(everyday.map((e) => [e, e.weight] as const));

/** All companies, home first; deterministic in the stream. `scale` multiplies every count. */
export function drawEnterprises(rng: Rng, world: World, scale: number): { local: Company[]; outside: Company[] } {
  const count = (n: number): number => Math.max(1, Math.round(n * scale));
  const many = (n: number, label: string, make: (r: Rng) => Company): Company[] => {
    const own = rng.fork(label);
    return Array.from({ length: count(n) }, () => make(own));
  };
  const localChain = many(sizes.localChain, 'local-chain', (r) => chainCompany(r, world, true));
  const localEveryday = many(sizes.localEveryday, 'local-everyday', (r) => everydayCompany(r, world, true));
  const outsideChain = many(sizes.outsideChain, 'outside-chain', (r) => chainCompany(r, world, false));
  const outsideEveryday = many(sizes.outsideEveryday, 'outside-everyday', (r) => everydayCompany(r, world, false));
  const parents = [...outsideChain, ...outsideEveryday.slice(0, count(1_500))];
  const here = branches(rng.fork('branches-here'), world, parents, count(sizes.branchesHere), true);
  const elsewhere = branches(
    rng.fork('branches-elsewhere'),
    world,
    [...parents, ...localChain],
    count(sizes.branchesElsewhere),
    false,
  );
  const daughters = subsidiaries(rng.fork('subsidiaries'), world, outsideChain, count(sizes.subsidiaries));
  return {
    local: shuffled(rng.fork('order-local'), [...localChain, ...localEveryday, ...here, ...daughters]),
    outside: shuffled(rng.fork('order-outside'), [...outsideChain, ...outsideEveryday, ...elsewhere]),
  };
}

function chainCompany(rng: Rng, world: World, local: boolean): Company {
  const words = (local ? world.clusters.localLink : world.clusters.outsideLink).draw(rng);
  const { link } = words;
  const activity = drawActivity(rng, words);
  const day = registrationDay(rng, activity === 'research' ? 1996 : 1984);
  const seat = local
    ? world.places.inDistrict(rng, world.clusters.districtOf(link.link_id).draw(rng), day)
    : world.places.outside(rng, link.chain_id);
  const further = rng.chance(0.22) ? [rng.pick(world.clusters.beside.get(link.link_id)!)] : [];
  const links = [words, ...further.filter((f) => f !== words)];
  const [form, median] = forms.draw(rng);
  const { name, brand } = world.names.unique(rng, (own) =>
    inPlace(rng, seat, `${own}${tradeOf(rng, words, activity)}`, form, 0.08),
  );
  return {
    name,
    brand,
    code: creditCode(world.serial.next++),
    registeredOn: day,
    kind: form === '厂' ? 'plant' : 'company',
    type: typeOf(rng, form),
    capital: rng.chance(0.06)
      ? null
      : drawCapital(rng, activity === 'trade' ? 120 : median * (local ? 1 : 1.6), activity === 'make' ? 0.06 : 0.02),
    scope: chainScope(rng, { activity, links, province: seat.province, day }),
    seat,
    links: activity === 'trade' ? [] : links.map((l) => l.link.link_id),
    activity,
    parent: null,
  };
}

function drawActivity(rng: Rng, { link }: LinkWords): Activity {
  const draw = rng.next();
  if (draw < 0.14) return 'trade';
  if (draw < 0.8) return link.core_activity;
  return link.core_activity === 'make' ? 'research' : draw < 0.9 ? 'make' : 'service';
}

function tradeOf(rng: Rng, words: LinkWords, activity: Activity): string {
  if (activity === 'trade') return rng.pick(['商贸', '电子商贸', '贸易', '科技', '实业', '供应链管理']);
  const own = rng.chance(0.4);
  const trade = own ? rng.pick(words.trades) : rng.pick(chainTrades[words.link.chain_id] ?? otherTrades);
  return own && rng.chance(0.35) ? `${trade}${rng.pick(['科技', '技术', '制造'])}` : trade;
}

function everydayCompany(rng: Rng, world: World, local: boolean): Company {
  const trade: Everyday = everydayUrn.draw(rng);
  const form = rng.pick(trade.forms);
  const day = registrationDay(rng, form === '合作社' ? 2007 : 1984);
  const seat = local
    ? world.places.inDistrict(rng, world.clusters.districtOf(null).draw(rng), day)
    : world.places.outside(rng, null);
  const cooperative = form === '合作社';
  const ending = cooperative ? '农民专业合作社' : form === '经营部' ? '经营部' : form === '中心' ? '中心' : form;
  const { name, brand } = world.names.unique(rng, (own) =>
    inPlace(rng, seat, `${own}${rng.pick(trade.names)}`, ending, 0.01),
  );
  return {
    name,
    brand,
    code: creditCode(world.serial.next++, cooperative ? 'cooperative' : 'company'),
    registeredOn: day,
    kind: cooperative
      ? 'cooperative'
      : form === '厂'
        ? 'plant'
        : form === '经营部' || form === '中心'
          ? 'shop'
          : 'company',
    type: cooperative ? '农民专业合作社' : typeOf(rng, form),
    capital: rng.chance(local ? 0.22 : 0.1) ? null : drawCapital(rng, 80, 0.004),
    scope: everydayScope(rng, trade, seat.province, day),
    seat,
    links: [],
    activity: null,
    parent: null,
  };
}

/** «重庆市渝北区…», «苏州…», «…（江苏）有限公司», or no place at all for some joint-stock companies. */
function inPlace(
  rng: Rng,
  { city, province, address, districtId }: Seat,
  core: string,
  form: string,
  bracketShare: number,
): string {
  if (form === '股份有限公司' && rng.chance(0.2)) return `${core}${form}`;
  if (rng.chance(bracketShare)) return rng.chance(0.3) ? `${core}(${city})${form}` : `${core}（${city}）${form}`;
  if (districtId && (form === '农民专业合作社' || form === '经营部' || rng.chance(0.08)))
    return `${countyIn(address)}${core}${form}`;
  const place = rng.pick([city, city, `${city}市`, districtId ? city : province]);
  return `${place}${core}${form}`;
}

/** «重庆市渝北区» out of an address; autonomous counties by their plain name. */
const countyIn = (address: string): string =>
  /^重庆市(..?..?.?[区县]|[^区县]{2}(?=土家族|苗族))/.exec(address)?.[0] ?? '重庆市';

function typeOf(rng: Rng, form: string): string {
  if (rng.chance(0.7)) return 'N/A';
  if (form === '厂') return rng.pick(['个人独资企业', '集体所有制', '股份合作制']);
  if (form === '股份有限公司') return '股份有限公司';
  return form === '经营部' ? '个人独资企业' : '有限责任公司';
}

function shuffled<T>(rng: Rng, items: T[]): T[] {
  return rng.sample(items, items.length);
}
