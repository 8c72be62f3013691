/** 产业关系 and 企业动态 of the synthetic city: who supplies whom, who founded whom, and dated signs; all invented. */
import { readReference } from '../csv.ts';
import { Flow } from '../schema/chain.ts';
import type { Company } from './company.ts';
import { addDays, asOf } from './days.ts';
import { type FormFile, sheetFile } from './form-file.ts';
import { type Rng, Urn } from './rng.ts';

const made = '演示数据（合成）';

const marked = (name: string, header: readonly string[], rows: readonly unknown[][]): Promise<FormFile> =>
  sheetFile(
    name,
    [...header, '出处', '数据性质'],
    rows.map((row) => [...row, made, '合成']),
  );

/** Makers whom lists know: no trader, branch or shop. */
const makers = (companies: readonly Company[]): Company[] =>
  companies.filter((c) => c.kind === 'company' && c.links.length > 0 && c.capital !== null);

const isLocal = (c: Company): boolean => c.seat.province === '重庆';

/** `count` deliveries along the flows of the chain, mostly to customers in the city, and the parents of some subsidiaries. */
export function relationsFile(rng: Rng, count: number, companies: readonly Company[]): Promise<FormFile> {
  const byLink = new Map<string, { here: Company[]; away: Company[] }>();
  for (const company of makers(companies)) {
    const of = byLink.get(company.links[0]!) ?? { here: [], away: [] };
    (isLocal(company) ? of.here : of.away).push(company);
    byLink.set(company.links[0]!, of);
  }
  const flows = readReference('chain/flow.csv', Flow)
    .map(({ from_link, to_link }) => ({ from: byLink.get(from_link), to: byLink.get(to_link) }))
    .filter((f) => f.from?.away.length && f.to?.here.length);
  const large = (all: readonly Company[]) => new Urn(all.map((c) => [c, Math.sqrt(c.capital!.amount)] as const));
  const seen = new Set<string>();
  const rows: unknown[][] = [];
  for (let tries = 0; flows.length > 0 && rows.length < count && tries < 20 * count; tries++) {
    const { from, to } = rng.pick(flows);
    const supplier = large(rng.chance(0.8) || !from!.here.length ? from!.away : from!.here).draw(rng);
    const customer = large(to!.here).draw(rng);
    const pair = `${supplier.name}|${customer.name}`;
    if (supplier.name === customer.name || seen.has(pair)) continue;
    seen.add(pair);
    const share = rng.chance(0.4) ? Math.round(rng.between(2, 45) * 10) / 10 : null;
    rows.push([supplier.name, '供给', customer.name, addDays(asOf, -rng.int(30, 1_400)), share]);
  }
  const byCode = new Map(companies.map((c) => [c.code, c]));
  for (const child of makers(companies)) {
    const parent = child.parent === null ? undefined : byCode.get(child.parent);
    if (parent && parent.kind === 'company' && rng.chance(0.5))
      rows.push([parent.name, '控股', child.name, child.registeredOn, rng.pick([100, 100, 80, 70, 51])]);
  }
  return marked('产业关系', ['主体', '关系', '客体', '日期', '占比'], rows);
}

/** What an office notes of companies elsewhere: [kind, words, with an amount]. */
const signs = [
  ['扩产', '公告扩建生产线', true],
  ['融资', '完成一轮股权融资', true],
  ['募投项目', '募集资金投资项目披露', true],
  ['增资', '注册资本增加', true],
  ['招聘', '在西南地区招聘生产管理人员', false],
  ['榜单', '省级专精特新企业名单', false],
  ['增长', '披露营收增长', false],
] as const;

/** `count` dated signs of makers outside the city; amounts in 万元. */
export function signalsFile(rng: Rng, count: number, companies: readonly Company[]): Promise<FormFile> {
  const away = makers(companies).filter((c) => !isLocal(c));
  const rows = Array.from({ length: Math.min(count, away.length) }, () => {
    const company = rng.pick(away);
    const [kind, detail, paid] = rng.pick(signs);
    const amount = paid ? Math.round(rng.lognormal(6_000, 0.9)) : null;
    return [company.name, company.code, kind, addDays(asOf, -rng.int(10, 900)), amount, detail];
  });
  return marked('企业动态', ['企业名称', '统一社会信用代码', '信号', '日期', '金额（万元）', '内容'], rows);
}
