/** A company name taken apart: place, brand (字号), trade (行业), legal form (组织形式), branch. */
import rules from '../../data/rules/resolve.json' with { type: 'json' };
import { createPlaces, type Places } from './places.ts';
import { normaliseName } from './script.ts';

export type NameParts = {
  /** The whole name, normalised in script only. */
  text: string;
  /** Places in the order read, without 市/省/区/县, joined by a blank: `重庆 江北`. '' = none. */
  place: string;
  /** Province of that place (short name), '' = not known. */
  province: string;
  /** 字号. '' where place and trade are the whole name (重庆啤酒). */
  brand: string;
  /** 行业, '' = none. brand + trade = core. */
  trade: string;
  /** The head of the name without place, 集团 and legal form. */
  core: string;
  /** Class of the legal form: 有限 股份 公司 合作社 合伙 厂 店 … '' = not written. */
  form: string;
  /** 集团 is part of the name. */
  group: boolean;
  /** What follows the legal form of the head (江北分公司), without 市/省. '' = no branch. A branch is never its parent. */
  branch: string;
  /** Equal for two spellings of one registered name: place, core, 集团, form and branch. */
  key: string;
};

/** 有限公司 with one character wrong, missing, doubled or swapped. */
const misspelt =
  /(?:有有限公司|有限限公司|有限公公司|有限公司司|限有公司|有公限司|有限司公|\p{Script=Han}限公司|有[^色限]公司|有限[^公]司|有限公\p{Script=Han}|限公司|有限司|有限公|有公司)$/u;
const forms: [RegExp, string][] = [
  [/股份有限责任公司$|股份有限公司$|股份公司$/, '股份'],
  [/有限责任总?公司$|有限总?公司$|有限责任$/, '有限'],
  [misspelt, '有限'],
  [/总公司$/, '总公司'],
  [/股份合作公司$|公司$/, '公司'],
  [/(?:农民|农业)?专业合作社联合社$|专业合作联社$|信用合作联社$/, '联社'],
  [/(?:农民|农业)?专业合作社$|供销合作社$|合作社$/, '合作社'],
  [/\((?:特殊)?普通合伙\)$|\(有限合伙\)$|合伙企业$/, '合伙'],
  [/事务所$/, '事务所'],
  [/总厂$|分厂$|厂$/, '厂'],
  [/经营部$|门市部$|服务部$|营业部$|商店$|商行$|药店$|分店$|店$|部$/, '店'],
  [/研究院$|研究所$|设计院$|学校$|幼儿园$|医院$|中心$/, '院所'],
];
/** The first end of a head after which more text is a branch. */
const headEnd = /公司|专业合作社联合社|合作联社|合作社(?!联)/;
const qualifier = /^(?:\((?:集团|(?:特殊)?普通合伙|有限合伙|个人独资|股份|中外合资|外商独资)\)|集团)$/;
const branchTail =
  /(?:第?[一二三四五六七八九十百\d]{0,4})(?:分公司|支公司|分行|支行|分理处|储蓄所|分社|分厂|分店|支局|分局|分部|分中心|办事处)$/;

const tradeWords = new Set(rules.trade_words.split(' '));
const longestTrade = Math.max(...[...tradeWords].map((word) => word.length));
let standard: Places | undefined;

function standardPlaces(): Places {
  standard ??= createPlaces();
  return standard;
}

/** Splits the text into the head and what follows its legal form. */
function splitBranch(text: string): { head: string; branch: string } {
  const end = headEnd.exec(text);
  if (end) {
    const cut = end.index + end[0].length;
    const rest = text.slice(cut);
    if (rest.length < 2 || qualifier.test(rest)) return { head: text, branch: '' };
    return { head: text.slice(0, cut), branch: rest.replace(/[省市()]/g, '') };
  }
  const tail = branchTail.exec(text);
  if (!tail || tail.index < 2) return { head: text, branch: '' };
  return { head: text.slice(0, tail.index), branch: tail[0] };
}

/** Removes bracketed places and returns them apart; other brackets lose only their brackets. */
function splitBrackets(head: string, places: Places): { head: string; inside: string[]; province: string } {
  if (!head.includes('(')) return { head, inside: [], province: '' };
  const inside: string[] = [];
  let province = '';
  const bare = head.replace(/\(([^()]*)\)/g, (whole, content: string) => {
    if (/合伙|集团/.test(content)) return whole;
    const found = places.whole(content);
    if (!found.length) return content;
    inside.push(...found.map((place) => place.stem));
    province ||= found.at(-1)!.province;
    return '';
  });
  return { head: bare, inside, province };
}

function leadingPlaces(
  head: string,
  places: Places,
  known: string,
): { end: number; stems: string[]; province: string } {
  const stems: string[] = [];
  let province = known;
  let end = 0;
  for (let depth = 0; depth < 4; depth++) {
    const place = places.at(head, end, depth === 0 ? '' : province);
    if (!place || head.length - end - place.length < 2) break;
    if (stems.at(-1) !== place.stem) stems.push(place.stem);
    end += place.length;
    province = depth === 0 ? place.province || province : province || place.province;
  }
  return { end, stems, province };
}

function splitForm(head: string): { body: string; form: string; group: boolean } {
  let body = head;
  let form = '';
  for (const [pattern, name] of forms) {
    const found = pattern.exec(body);
    if (!found || found.index < 2) continue;
    body = body.slice(0, found.index);
    form = name;
    break;
  }
  const bare = body.replace(/\(集团\)|集团(?=股份|控股)?/, '');
  const group = bare.length !== body.length && bare.length >= 2;
  return { body: (group ? bare : body).replace(/[()]/g, ''), form, group };
}

/** Cuts trade words off the end as long as two characters of brand remain. */
function splitTrade(core: string): number {
  let cut = core.length;
  for (;;) {
    let length = Math.min(longestTrade, cut - 2);
    while (length >= 2 && !tradeWords.has(core.slice(cut - length, cut))) length--;
    if (length < 2) return cut === 2 && tradeWords.has(core.slice(0, 2)) ? 0 : cut;
    cut -= length;
  }
}

/**
 * Takes a name apart. Total: every text has parts; what is not understood is brand. A core of trade words only keeps an
 * empty brand if a place stands before it. @param places where to look places up; default: the reference
 */
export function parseName(name: string, places: Places = standardPlaces()): NameParts {
  const text = normaliseName(name);
  const split = splitBranch(text);
  const bracket = splitBrackets(split.head, places);
  const { body: withPlace, form, group } = splitForm(bracket.head);
  const lead = leadingPlaces(withPlace, places, bracket.province);
  const trail = lead.end + bracket.inside.length > 0 ? undefined : places.end(withPlace, 4);
  const core = withPlace.slice(lead.end, trail ? -trail.length : undefined);
  const stems = [...new Set([...lead.stems, ...bracket.inside, ...(trail ? [trail.stem] : [])])];
  const cut = splitTrade(core);
  const brandEnd = cut === 0 && stems.length === 0 ? core.length : cut;
  return {
    text,
    place: stems.join(' '),
    province: lead.province || (trail?.province ?? ''),
    brand: core.slice(0, brandEnd),
    trade: core.slice(brandEnd),
    core,
    form,
    group,
    branch: split.branch,
    key: `${stems.join('')}${core}${group ? '集团' : ''}|${form}|${split.branch}`,
  };
}
