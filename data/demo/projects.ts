/** The population of projects: who signs what, where and when. */
import type { LinkWords } from './chain-words.ts';
import type { Clusters } from './clusters.ts';
import type { Company } from './company.ts';
import { creditCode } from './credit-code.ts';
import { addDays, addMonths, asOf } from './days.ts';
import type { Style } from './district-style.ts';
import { drawOutcome, type Risk } from './hazards.ts';
import { brand } from './names.ts';
import type { DemoPark } from './parks.ts';
import type { Amount, Investor, Project } from './project.ts';
import { drawPromises } from './promises.ts';
import { double, repeat } from './repeat-signing.ts';
import { type Rng, Urn } from './rng.ts';
import type { World } from './world.ts';

/** Signings a year at scale 1: 3,000 in all, of which repeats and double filings take their part. */
const perYear: Record<number, number> = {
  2018: 170,
  2019: 210,
  2020: 220,
  2021: 300,
  2022: 330,
  2023: 390,
  2024: 450,
  2025: 490,
  2026: 290,
};
const monthWeights = [0.6, 0.5, 1, 1, 1.3, 1.1, 0.8, 0.9, 1.2, 1, 1.1, 1.5];
const doubleFiled = 0.008;

const endings: Record<string, string[]> = {
  make: [
    '生产基地项目',
    '智能制造项目',
    '产业化项目',
    '生产线建设项目',
    '制造基地二期项目',
    '配套生产项目',
    '产业园项目',
  ],
  research: ['研发中心项目', '研发及产业化项目', '西南总部项目', '创新中心项目'],
  service: ['运营中心项目', '服务平台项目', '西南总部项目', '检测中心项目'],
};

export type ProjectWorld = World & {
  styles: Map<string, Style>;
  parks: Map<string, DemoPark[]>;
  investors: Map<string, Urn<Company>>;
};

/** Investors of a link: larger companies sign more. */
export function investorsByLink(companies: readonly Company[]): Map<string, Urn<Company>> {
  const groups = new Map<string, (readonly [Company, number])[]>();
  for (const c of companies) {
    const link = c.links[0];
    if (!link || c.kind !== 'company' || !c.capital) continue;
    const weight = Math.sqrt(c.capital.amount) * (c.seat.districtId ? 0.4 : 1);
    groups.set(link, [...(groups.get(link) ?? []), [c, weight]]);
  }
  return new Map([...groups].map(([link, entries]) => [link, new Urn(entries)]));
}

/** Projects in order of signing, with repeated signings and double filings among them. */
export function drawProjects(rng: Rng, world: ProjectWorld, scale: number): Project[] {
  const projects: Project[] = [];
  const districts = new Urn(
    world.places.districts.map((d) => [d.district_id, world.clusters.size.get(d.district_id)! ** 0.75] as const),
  );
  for (const [year, n] of Object.entries(perYear)) {
    for (let i = Math.round(n * scale); i > 0; i--) {
      const districtId = districts.draw(rng);
      const style = world.styles.get(districtId)!;
      const signedOn = signingDay(rng, Number(year), style.december);
      const project = drawProject(
        rng,
        world,
        districtId,
        signedOn,
        `${year}-${districtId}-${String(projects.length + 1).padStart(5, '0')}`,
      );
      projects.push(project);
      if (rng.chance(style.repeats)) projects.push(...repeat(rng, project, projects.length + 1));
      if (rng.chance(doubleFiled)) projects.push(double(rng, project, districts.draw(rng), projects.length + 1));
    }
  }
  return projects.filter((p) => p.signedOn <= asOf).sort((a, b) => (a.signedOn + a.id < b.signedOn + b.id ? -1 : 1));
}

function drawProject(rng: Rng, world: ProjectWorld, districtId: string, signedOn: string, id: string): Project {
  const words = linkIn(rng, world.clusters, districtId);
  const style = world.styles.get(districtId)!;
  const investor = drawInvestor(rng, world, words);
  const contractClass: Project['contractClass'] = rng.chance(0.1) ? '框架协议' : '正式合同';
  const agreed = drawAmount(rng, words);
  const stated =
    rng.chance(style.inflates) && agreed.value < 200_000
      ? { ...agreed, value: round2(agreed.value * rng.between(3, 10)) }
      : agreed;
  const risk = riskOf(style, words, agreed, contractClass, signedOn);
  const outcome = drawOutcome(rng, risk);
  const product = rng.pick(words.goods);
  const named = {
    id: `ZS${id}`,
    name: `${investor.brand}${product}${rng.pick(endings[words.link.core_activity]!)}`,
    investor,
    districtId,
    park: rng.chance(0.7) && world.parks.has(districtId) ? rng.pick(world.parks.get(districtId)!).name : null,
    words,
    contractClass,
    signedOn,
    agreed,
    stated,
    landMu: words.link.core_activity === 'make' && rng.chance(0.85) ? landFor(rng, agreed) : null,
  };
  const startMonth = rng.pick([3, 6, 6, 9, 12, 12, 18]);
  const agreedStartOn = addMonths(signedOn, startMonth);
  const terms = { framework: contractClass === '框架协议', agreedStartOn, startMonth };
  return {
    ...named,
    agreedStartOn,
    promises: drawPromises(rng.fork(`promises/${id}`), words, agreed, terms),
    risk,
    outcome,
    declared: outcome?.kind !== 'start' && rng.chance(style.declares),
    repeats: null,
    twin: null,
  };
}

/** Cross-sectional: districts win projects in the links that they are strong in, now and then in any. */
function linkIn(rng: Rng, clusters: Clusters, districtId: string): LinkWords {
  for (let tries = 0; tries < 40; tries++) {
    const words = clusters.outsideLink.draw(rng);
    const home = clusters.truth.homes[words.link.link_id]?.[districtId] ?? 1;
    if (rng.next() < (0.12 + home / 12) * (clusters.truth.absent.includes(words.link.link_id) ? 0.5 : 1)) return words;
  }
  return clusters.outsideLink.draw(rng);
}

function drawInvestor(rng: Rng, world: ProjectWorld, words: LinkWords): Investor {
  const urn = world.investors.get(words.link.link_id);
  if (urn && rng.chance(0.86)) {
    const { name, code, brand: own } = urn.draw(rng);
    return { name, code: rng.chance(0.9) ? code : null, brand: own };
  }
  const own = brand(rng);
  const form = rng.pick(['集团有限公司', '控股有限公司', '科技集团有限公司', '投资有限公司', '（香港）有限公司']);
  return {
    name: `${own}${rng.pick(words.trades)}${form}`,
    code: rng.chance(0.5) ? creditCode(world.serial.next++) : null,
    brand: own,
  };
}

/** Median 1.2 亿元; one project in 25 in dollars. */
function drawAmount(rng: Rng, { link }: LinkWords): Amount {
  const median = link.core_activity === 'make' ? 14_000 : 6_000;
  const value = Math.min(1_500_000, Math.max(300, rng.lognormal(median, 1.25)));
  if (rng.chance(0.04)) return { value: neat(rng, value / 6.9), currency: 'USD' };
  return { value: neat(rng, value), currency: 'CNY' };
}

/** 10,000 CNY a mu, median 300. */
const landFor = (rng: Rng, { value, currency }: Amount): number =>
  Math.max(5, Math.round((value * (currency === 'USD' ? 6.9 : 1)) / rng.lognormal(300, 0.45)));

function riskOf(style: Style, words: LinkWords, { value, currency }: Amount, contract: string, signedOn: string): Risk {
  const cny = currency === 'USD' ? value * 6.9 : value;
  const size = cny < 5_000 ? 1.3 : cny > 100_000 ? 0.65 : 1;
  const framework = contract === '框架协议';
  const slow = signedOn >= '2019-11' && signedOn < '2020-06' ? 0.7 : 1;
  const trade = words.link.chain_id === 'ic' ? 0.8 : words.link.core_activity === 'make' ? 1 : 1.15;
  return { start: style.start * size * slow * trade * (framework ? 0.35 : 1), end: style.end * (framework ? 1.8 : 1) };
}

function signingDay(rng: Rng, year: number, december: number): string {
  const weights = monthWeights.map((w, month) => [month, month === 11 ? w * december : w] as const);
  const month = new Urn(year === 2026 ? weights.slice(0, 6) : weights).draw(rng);
  return addDays(`${year}-${String(month + 1).padStart(2, '0')}-01`, rng.int(0, 27));
}

const round2 = (x: number): number => Math.round(x * 100) / 100;

/** Two in three amounts are round figures. */
function neat(rng: Rng, value: number): number {
  const digits = 10 ** Math.floor(Math.log10(value));
  if (rng.chance(0.66)) return Math.max(digits, Math.round(value / (digits / 2)) * (digits / 2));
  return rng.chance(0.7) ? Math.round(value) : round2(value);
}
