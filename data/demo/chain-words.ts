/** What companies of a link call themselves and their business: taken from the chain graph's own terms. */
import { readReference } from '../csv.ts';
import { Crosswalk, Flow, Link, LinkTerm } from '../schema/chain.ts';

/** Words of one link. `goods` take a verb («制造»), `activities` stand alone («线路板制造»), `trades` go into a name. */
export type LinkWords = { link: Link; goods: string[]; activities: string[]; trades: string[] };

const activityEnd =
  /(制造|生产|加工|研发|开发|设计|测试|封装|封测|服务|检测|认证|试验|运营|集成|识别|处理|分析|维护|建设|技术|及服务)$/;
const plainTerm = /^[\u4e00-\u9fffA-Z0-9/、]+$/;

/** Links from which the demo draws: all of 2019, and those of 2023 that no link of 2019 covers. */
export function readLinkWords(): LinkWords[] {
  const covered = new Set(readReference('chain/crosswalk.csv', Crosswalk).map((c) => c.link_id_2023));
  const terms = grouped(readReference('chain/link_term.csv', LinkTerm), (t) => t.link_id);
  return readReference('chain/link.csv', Link)
    .filter((link) => link.version === '2019' || !covered.has(link.link_id))
    .map((link) => wordsOf(link, terms.get(link.link_id) ?? []));
}

/** link → links beside it on the chain, in either direction. */
export function readNeighbours(): Map<string, string[]> {
  const flows = readReference('chain/flow.csv', Flow);
  const both = flows.flatMap((f) => [
    { link: f.from_link, beside: f.to_link },
    { link: f.to_link, beside: f.from_link },
  ]);
  return new Map([...grouped(both, (p) => p.link)].map(([link, pairs]) => [link, pairs.map((p) => p.beside)]));
}

function grouped<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}

function wordsOf(link: Link, terms: LinkTerm[]): LinkWords {
  const usable = terms.filter(
    (t) => ['name', 'synonym', 'product'].includes(t.kind) && plainTerm.test(t.term) && t.term.length <= 10,
  );
  const words = usable.length ? usable.map((t) => t.term) : [link.name];
  const activities = words.filter((w) => activityEnd.test(w));
  const goods = words.filter((w) => !activityEnd.test(w));
  const trades = usable
    .filter((t) => t.kind !== 'product' && /^[\u4e00-\u9fff]{2,6}$/.test(t.term))
    .map((t) => t.term.replace(activityEnd, ''))
    .filter((w) => w.length >= 2);
  return { link, goods: goods.length ? goods : [link.name], activities, trades: trades.length ? trades : [link.name] };
}
