/** The hidden industrial map of the synthetic city: how strong each link is in each district, and outside. Part of the truth. */
import { readReference } from '../csv.ts';
import { AreaFocus, type District } from '../schema/geo.ts';
import { type LinkWords, readNeighbours } from './chain-words.ts';
import { type Rng, Urn } from './rng.ts';

export type Clusters = {
  /** Draws a link for a company at home, one for a company elsewhere. */
  localLink: Urn<LinkWords>;
  outsideLink: Urn<LinkWords>;
  /** Draws a district for a company of that link; districts by size alone for null. */
  districtOf(linkId: string | null): Urn<District>;
  /** Links next to this one that the demo knows, the link itself where there is none. */
  beside: Map<string, LinkWords[]>;
  /** link_id → chain_id */
  chainOf: Map<string, string>;
  /** Size of each district's economy, for everything that is not a cluster. */
  size: Map<string, number>;
  /** Truth: links that the city lacks or has little of, and home districts with the factor by which they stand out. */
  truth: { absent: string[]; thin: string[]; homes: Record<string, Record<string, number>> };
};

/** Relative size of each district's economy: illustrative, so that the map looks plausible; nothing was measured. */
const sizes: Record<string, number> = {
  渝北: 10,
  九龙坡: 8,
  江北: 6,
  沙坪坝: 7,
  南岸: 6,
  北碚: 5,
  巴南: 5,
  渝中: 4,
  大渡口: 3,
  江津: 5,
  涪陵: 5,
  璧山: 5,
  永川: 5,
  长寿: 4,
  合川: 4,
  綦江: 3,
  大足: 4,
  铜梁: 4,
  荣昌: 4,
  潼南: 3,
  南川: 2.5,
  万州: 4,
  开州: 2,
  梁平: 2,
  丰都: 1.5,
  垫江: 2,
  忠县: 1.5,
  云阳: 1.5,
  奉节: 1.5,
  巫山: 1,
  巫溪: 0.8,
  城口: 0.6,
  黔江: 1.8,
  武隆: 1,
  石柱: 1.2,
  秀山: 1.2,
  酉阳: 1,
  彭水: 1,
};
const chainSize: Record<string, number> = { core: 2.4, device: 1.4, ic: 0.8, display: 0.8, iot: 1 };
const stances: Record<string, number> = { focus: 1, suitable: 0.4, limited: 0.06 };
const absentLinks = 8;
const thinLinks = 14;

export function drawClusters(rng: Rng, words: LinkWords[], districts: readonly District[]): Clusters {
  const suits = suitability();
  const size = new Map(districts.map((d) => [d.district_id, (sizes[d.short_name] ?? 2) * rng.lognormal(1, 0.2)]));
  const basis = (link: LinkWords, d: District): number =>
    size.get(d.district_id)! * (suits(d.area_group_opinion, link.link.chain_id) ?? 0.25);
  const beside = besideOf(words);
  const homes = drawHomes(rng, words, districts, basis, beside);
  const [absent, thin] = drawGaps(rng, words);
  const weights = words.map((w) => ({ w, base: (chainSize[w.link.chain_id] ?? 0.5) * rng.lognormal(1, 0.45) }));
  const local = weights.map(
    ({ w, base }) =>
      [w, absent.has(w.link.link_id) ? 0 : base * rng.lognormal(thin.has(w.link.link_id) ? 0.08 : 1, 0.45)] as const,
  );
  const outside = weights.map(({ w, base }) => [w, base * rng.lognormal(1, 0.5)] as const);
  const bySize = new Urn(districts.map((d) => [d, size.get(d.district_id)!] as const));
  const byLink = new Map(
    words.map((w) => [
      w.link.link_id,
      new Urn(districts.map((d) => [d, basis(w, d) * (homes[w.link.link_id]?.[d.district_id] ?? 1)] as const)),
    ]),
  );
  return {
    localLink: new Urn(local),
    outsideLink: new Urn(outside),
    districtOf: (linkId) => (linkId ? byLink.get(linkId)! : bySize),
    beside,
    chainOf: new Map(words.map((w) => [w.link.link_id, w.link.chain_id])),
    size,
    truth: { absent: [...absent], thin: [...thin], homes },
  };
}

/** Area group × chain → how far the Opinion (四) means the chain for it. */
function suitability(): (area: string, chainId: string) => number | undefined {
  const table = new Map<string, number>();
  for (const row of readReference('geo/area_focus.csv', AreaFocus)) {
    for (const chain of row.chain_ids.split('|').filter(Boolean)) {
      const key = `${row.area_group_opinion}:${chain}`;
      table.set(
        key,
        row.stance === 'limited' ? stances.limited! : Math.max(table.get(key) ?? 0, stances[row.stance] ?? 0.25),
      );
    }
  }
  return (area, chain) => table.get(`${area}:${chain}`);
}

function besideOf(words: LinkWords[]): Clusters['beside'] {
  const known = new Map(words.map((w) => [w.link.link_id, w]));
  const neighbours = readNeighbours();
  return new Map(
    words.map((w) => {
      const found = (neighbours.get(w.link.link_id) ?? []).flatMap((id) => known.get(id) ?? []);
      return [w.link.link_id, found.length ? found : [w]];
    }),
  );
}

/** One to three home districts a link; nearly half are taken from a neighbour on the chain, so that suppliers and customers meet. */
function drawHomes(
  rng: Rng,
  words: LinkWords[],
  districts: readonly District[],
  basis: (l: LinkWords, d: District) => number,
  beside: Clusters['beside'],
) {
  const homes: Record<string, Record<string, number>> = {};
  const load = new Map<string, number>();
  for (const w of rng.sample(words, words.length)) {
    const own: Record<string, number> = {};
    const inherited = beside.get(w.link.link_id)!.flatMap((b) => Object.keys(homes[b.link.link_id] ?? {}));
    const open = new Urn(
      districts.map((d) => [d.district_id, basis(w, d) ** 0.6 / (1 + (load.get(d.district_id) ?? 0)) ** 1.5] as const),
    );
    for (let n = rng.int(1, 3); n > 0; n--) {
      const district = inherited.length && rng.chance(0.45) ? rng.pick(inherited) : open.draw(rng);
      if (own[district]) continue;
      own[district] = Math.round(rng.lognormal(10, 0.4) * 10) / 10;
      load.set(district, (load.get(district) ?? 0) + 1);
    }
    homes[w.link.link_id] = own;
  }
  return homes;
}

/** Links of 2019 that the city lacks, and links of which it has little. */
function drawGaps(rng: Rng, words: LinkWords[]): [Set<string>, Set<string>] {
  const ids = rng.sample(
    words.filter((w) => w.link.version === '2019').map((w) => w.link.link_id),
    absentLinks + thinLinks,
  );
  return [new Set(ids.slice(0, absentLinks)), new Set(ids.slice(absentLinks))];
}
