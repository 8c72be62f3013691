/** How alike two filings are, part by part: the fingerprint of a project is its investor, its content, its size and its link. */
import { readReference } from '../../data/csv.ts';
import type { FirstTalkRules } from '../../data/schema/first-talk.ts';
import { Prefecture, Province } from '../../data/schema/geo.ts';

export type Claimed = {
  investor_name: string;
  investor_credit_code: string | null;
  project_name: string;
  content: string | null;
  link: string | null;
  investment_cny: number | null;
};

export type Part = keyof FirstTalkRules['similarity']['weights'];
/** 0 to 1 each; null where one side says nothing, which then carries no weight. */
export type Similarity = { score: number; parts: Record<Part, number | null> };

/** Symmetric; 1 only for equal fingerprints. Amounts three times apart have nothing in common. */
export function similarity(a: Claimed, b: Claimed, weights: FirstTalkRules['similarity']['weights']): Similarity {
  const parts: Similarity['parts'] = {
    investor: investorLikeness(a, b),
    content: dice(words(a), words(b)),
    amount:
      a.investment_cny && b.investment_cny
        ? Math.max(0, 1 - Math.abs(Math.log(a.investment_cny / b.investment_cny)) / Math.log(3))
        : null,
    link: a.link && b.link ? Number(a.link === b.link) : null,
  };
  let [sum, total] = [0, 0];
  for (const [part, value] of Object.entries(parts) as [Part, number | null][]) {
    if (value === null) continue;
    sum += weights[part] * value;
    total += weights[part];
  }
  return { score: total > 0 ? sum / total : 0, parts };
}

function investorLikeness(a: Claimed, b: Claimed): number {
  if (a.investor_credit_code && a.investor_credit_code === b.investor_credit_code) return 1;
  return dice(bigrams(coreName(a.investor_name)), bigrams(coreName(b.investor_name)));
}

/** Words that every project has. */
const common = /(项目|建设|生产|基地|产业化|产业园|制造|智能|有限公司|一期|二期|三期|年产|投资|及|和|的)/g;
const words = ({ project_name, content }: Claimed): Set<string> =>
  bigrams(fold(`${project_name} ${content ?? ''}`).replace(common, ' '));

const forms = /(股份|有限|责任|公司|集团|控股|总部|总公司|分公司|厂)/g;
let places: RegExp | undefined;

/** What names a company apart from place and legal form; the folded name where nothing is left. */
export function coreName(name: string): string {
  places ??= new RegExp(
    `^(中国|${[
      ...readReference('geo/province.csv', Province).flatMap((p) => [p.name, p.short_name]),
      ...readReference('geo/prefecture.csv', Prefecture).map((p) => p.name.replace(/市$/, '')),
    ]
      .filter((place) => place.length > 1)
      .toSorted((a, b) => b.length - a.length)
      .join('|')})(省|市|区|自治区)?`,
  );
  const folded = fold(name);
  const core = folded
    .replace(/[(（].*?[)）]/g, '')
    .replace(places, '')
    .replace(forms, '');
  return core || folded;
}

const fold = (text: string): string => text.normalize('NFKC').toUpperCase().replace(/\s+/g, ' ').trim();

function bigrams(text: string): Set<string> {
  const found = new Set<string>();
  for (const run of text.split(/[^\p{Script=Han}A-Z0-9]+/u)) {
    if (run.length === 1) found.add(run);
    for (let i = 0; i + 1 < run.length; i++) found.add(run.slice(i, i + 2));
  }
  return found;
}

/** 2 × shared ÷ all (Dice 1945). Nothing against nothing is no likeness. */
function dice(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size + b.size === 0) return 0;
  let shared = 0;
  for (const gram of a) if (b.has(gram)) shared++;
  return (2 * shared) / (a.size + b.size);
}
