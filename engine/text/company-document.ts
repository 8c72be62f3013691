/** What a text model reads about a company: its name, its registered scope and its products as weighted passages. */
import defaultRules from '../../data/rules/placement.json' with { type: 'json' };
import { cleanScope, fold } from './placement-scope.ts';

/** A piece of folded text and how much it says. */
export type Passage = { text: string; weight: number };
export type Document = readonly Passage[];

const NAME_WEIGHT = 3;
/** Scope items count 1 / (1 + position / HALF), at least FLOOR: registrars list the main trade first. */
const ITEM_HALF = 6;
const ITEM_FLOOR = 0.25;
/** What a company only sells, leases or advises on says less than what it makes. */
const SIDELINE = /销售|批发|零售|进出口|代理|租赁|咨询|投资|服务/;
const SIDELINE_WEIGHT = 0.5;
/** A product counts BASE + √(its share of revenue); shares above 1, which filings hold by mistake, count as 1. */
const PRODUCT_BASE = 0.2;

/** Registrars allow far less; whatever follows is not read. */
const LONGEST = { name: 200, scope: 6000 };

const LEGAL_FORM = /(?:股份)?有限(?:责任)?公司$|(?:股份|总)公司$/;
const GROUP = /集团|控股|\(|\)/g;
const PLACE_SUFFIX = /^(?:壮族自治区|回族自治区|维吾尔自治区|自治区|省|市|县|区)/;
const boilerplate = defaultRules.boilerplate.map((pattern) => new RegExp(pattern, 'g'));

/**
 * A folded name without the places that lead it and without its legal form.
 * @param places names of places without 省, 市, … (重庆, 永川); the longest that fits is cut, up to three times
 */
export function nameCore(name: string, places: ReadonlySet<string>): string {
  let core = fold(name.slice(0, LONGEST.name)).replace(GROUP, '').replace(LEGAL_FORM, '').replace(/股份$/, '');
  for (let cut = 0; cut < 3; cut++) {
    const length = [4, 3, 2].find((size) => places.has(core.slice(0, size)));
    if (length === undefined) break;
    core = core.slice(length).replace(PLACE_SUFFIX, '');
  }
  return core;
}

/** Name (place and legal form cut) and scope as registered. Boilerplate and exclusions of the scope are dropped. */
export function registryDocument(name: string, scope: string, places: ReadonlySet<string>): Passage[] {
  const passages: Passage[] = [{ text: nameCore(name, places), weight: NAME_WEIGHT }];
  const items = cleanScope(fold(scope.slice(0, LONGEST.scope)), boilerplate).split(/[;。,、:()/]/);
  items.forEach((text, position) => {
    const near = Math.max(ITEM_FLOOR, 1 / (1 + position / ITEM_HALF));
    if (text !== '') passages.push({ text, weight: near * (SIDELINE.test(text) ? SIDELINE_WEIGHT : 1) });
  });
  return passages;
}

/** Products with their share of revenue (0–1; unknown = 0). */
export function productDocument(products: readonly { product: string; share: number }[]): Passage[] {
  return products.map(({ product, share }) => ({
    text: fold(product),
    weight: PRODUCT_BASE + Math.sqrt(Math.min(1, Math.max(0, share))),
  }));
}
