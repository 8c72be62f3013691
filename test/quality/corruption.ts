/**
 * D2's records: clean registered names, each with one damaged copy.
 *
 * Every copy suffers exactly one damage; the kinds are drawn with the shares below, which add up to 1. A kind that
 * cannot apply to a name (no 市 to drop) is not drawn for it; the odds of the others are fitted so that the shares over
 * all copies hold (createCorruptor). Every copy differs from its original in text. Place, form and short name are cut by the patterns in this file and by the register's own
 * columns 所在省份 and 地区, not by the parser under test.
 *
 * - place: the leading province, city and X市/X县/X区 go (重庆市江北区华宇商贸有限公司 → 华宇商贸有限公司)
 * - form: the legal form at the end goes (… 有限公司 → …)
 * - suffix: the first 市 or 省 among the first eight characters goes
 * - traditional: every character of the conversion table becomes traditional
 * - typo: one character is replaced by one drawn from all names (half), dropped, doubled or swapped with the next (a sixth each)
 * - short: without place and form, the first two or three characters plus the next two or the last two (紫琅防水)
 * - brackets: round brackets change width (half) or go; a name without brackets carries its leading place in full-width
 *   brackets behind the name (重庆华宇商贸有限公司 → 华宇商贸（重庆）有限公司)
 *
 * Independently, every record, original or copy, loses its capital with probability 0.5 and its city with 0.2, on top
 * of what the register lacks. No record carries a credit code.
 */
import { toTraditional } from '../../ingest/resolve/script.ts';

export const shares = {
  place: 0.25,
  form: 0.15,
  suffix: 0.15,
  traditional: 0.1,
  typo: 0.15,
  short: 0.1,
  brackets: 0.1,
} as const;
export type Damage = keyof typeof shares;
export const capitalMissing = 0.5;
export const cityMissing = 0.2;

/** A registered name with the register's province and city, '' = missing. */
export type Registered = { name: string; province: string; city: string };
/** Numbers in [0, 1). */
export type Draw = () => number;

const kinds = Object.keys(shares) as Damage[];
const companyForm =
  /(?<![分支])(?:[（(]集团[）)]|集团)?(?:股份有限公司|有限责任公司|有限公司|股份合作公司|总公司|(?<![分支])公司|专业合作社|合作社|总厂|厂)$/;

function leadingPlace({ name, province, city }: Registered): string {
  let at = 0;
  for (const stem of [province, city]) {
    if (stem.length < 2 || !name.startsWith(stem, at)) continue;
    at += stem.length;
    if ('省市区县'.includes(name[at] ?? ' ')) at++;
  }
  const below = /^\p{Script=Han}{2,3}[市县区]/u.exec(name.slice(at))?.[0] ?? '';
  return /(?:[超门都城夜]市|[社小园]区)$/.test(below) ? name.slice(0, at) : name.slice(0, at + below.length);
}

const withoutForm = (name: string): string => name.replace(companyForm, '');

function typo(name: string, draw: Draw, alphabet: string): string {
  const at = Math.floor(draw() * name.length);
  const kind = Math.floor(draw() * 6);
  const [before, here, after] = [name.slice(0, at), name[at]!, name.slice(at + 1)];
  if (kind < 3) return before + alphabet[Math.floor(draw() * alphabet.length)]! + after;
  if (kind === 3) return before + after;
  return kind === 4 ? before + here + here + after : before + after.slice(0, 1) + here + after.slice(1);
}

function short(record: Registered, draw: Draw): string {
  const bare = withoutForm(record.name.slice(leadingPlace(record).length));
  const lead = draw() < 0.5 ? 2 : 3;
  const next = draw() < 0.5;
  if (bare.length < 4 || /公司/.test(bare)) return record.name;
  return bare.slice(0, lead) + (next ? bare.slice(lead, lead + 2) : bare.slice(Math.max(lead, bare.length - 2)));
}

function brackets(record: Registered, draw: Draw): string {
  const { name } = record;
  if (/[（()）]/.test(name)) {
    if (draw() >= 0.5) return name.replace(/[（()）]/g, '');
    return /[（）]/.test(name)
      ? name.replaceAll('（', '(').replaceAll('）', ')')
      : name.replaceAll('(', '（').replaceAll(')', '）');
  }
  const place = leadingPlace(record);
  const form = /公司./.test(name) ? null : companyForm.exec(name);
  if (place === '' || !form || form.index - place.length < 2) return name;
  return `${name.slice(place.length, form.index)}（${place.replace(/[省市]$/, '')}）${form[0]}`;
}

function apply(kind: Damage, record: Registered, draw: Draw, alphabet: string): string {
  const { name } = record;
  switch (kind) {
    case 'place': {
      const rest = name.slice(leadingPlace(record).length);
      return withoutForm(rest).length >= 2 ? rest : name;
    }
    case 'form':
      return withoutForm(name).length >= 4 ? withoutForm(name) : name;
    case 'suffix':
      return name.slice(0, 8).replace(/[市省]/, '') + name.slice(8);
    case 'traditional':
      return toTraditional(name);
    case 'typo':
      return typo(name, draw, alphabet);
    case 'short':
      return short(record, draw);
    case 'brackets':
      return brackets(record, draw);
  }
}

/** The name under each kind of damage that changes it. */
function applicable(record: Registered, draw: Draw, alphabet: string): Map<Damage, string> {
  const names = kinds.map((kind) => [kind, apply(kind, record, draw, alphabet)] as const);
  return new Map(names.filter(([, name]) => name !== record.name && name.length >= 2));
}

export type Corruptor = (record: Registered) => { name: string; kind: Damage };

/**
 * Draws kinds so that their shares over all records come out as the mix says, although not every kind applies to every
 * name: the odds among the kinds that apply are fitted to `sample` by iterative scaling.
 * @param alphabet characters for typos
 */
export function createCorruptor(sample: readonly Registered[], draw: Draw, alphabet: string): Corruptor {
  const odds = new Map<Damage, number>(kinds.map((kind) => [kind, shares[kind]]));
  const possible = sample.map((record) => [...applicable(record, draw, alphabet).keys()]);
  for (let round = 0; round < 50; round++) {
    const reached = new Map<Damage, number>(kinds.map((kind) => [kind, 0]));
    for (const options of possible) {
      const total = options.reduce((sum, kind) => sum + odds.get(kind)!, 0);
      for (const kind of options) reached.set(kind, reached.get(kind)! + odds.get(kind)! / total / possible.length);
    }
    for (const kind of kinds)
      if (reached.get(kind)) odds.set(kind, (odds.get(kind)! * shares[kind]) / reached.get(kind)!);
  }
  return (record) => {
    const names = applicable(record, draw, alphabet);
    let rest = draw() * [...names.keys()].reduce((sum, kind) => sum + odds.get(kind)!, 0);
    for (const [kind, name] of names) {
      rest -= odds.get(kind)!;
      if (rest < 0) return { name, kind };
    }
    return { name: record.name + record.name.at(-1), kind: 'typo' };
  };
}
