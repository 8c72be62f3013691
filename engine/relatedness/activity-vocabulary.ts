/**
 * A closed vocabulary of activities: what companies do, in words that many areas share.
 *
 * Registrars have habits: punctuation, brackets, standard sentences, the order of words. They name the registrar, not
 * the business, and a model of places learns them at once. So texts are reduced to the presence of terms, and a term is
 * admitted only when it stands on its own as an item of a scope (经营范围) or closes a name (科技, 支行), often enough and
 * in most areas.
 */
import { Lexicon } from '../text/lexicon.ts';

export type ActivityText = { text: string; name: string; area: string };

export type VocabularyRule = {
  /** Least number of texts that hold the term. */
  minTexts: number;
  /** Least share of all areas in which it occurs, 0–1. */
  minAreaShare: number;
};

const SHORTEST = 2;
const LONGEST = 6;

const BRACKETS = /[『【〔[（(][^『【〔[（()）\]〕】』]*[）)\]〕】』]/g;
/** Words of permits, legal forms and standard clauses: they separate, and an item that holds one is no plain term. */
const FORMAL =
  /法律|法规|国务院|许可证?|审批|批准|禁止|规定|资质|凭|依法|期限|不含|除外|核定|核准|范围|有效|不得|部门|有限|责任|股份|公司|集团|限|须|机构|授权|委托|国家|上级|方可|经营项目/g;
const ADMINISTRATIVE = /[省市区县镇乡村]/;
/** Trade verbs and connectives around the thing itself; which of them a scope uses is habit. */
const HEAD =
  /^(?:销售|生产|加工|制造|批发|零售|从事|经营|收购|承接|提供|办理|开展|组织|代销|经销|购销|产销|自产|自销|主营|兼营|包括|其他|其它|各类|各种|一般|相关|国内|及其|[及兼和与或的等])+/;
const TAIL =
  /(?:销售|生产|加工|制造|批发|零售|收购|经营|自销|购销|经销|代销|批零|业务|活动|项目|服务项目|及其|[及兼和与或的等类])+$/;
const GENERIC = new Set(
  '产品 商品 货物 设备 项目 业务 服务 经营 活动 其他 国内 国际 部分 上述 以上 管理 开发 技术 材料 原料 配件 用品 制品 工程 贸易 器材 系统 相关产品 配套服务'.split(
    ' ',
  ),
);

const withoutBrackets = (text: string): string => text.replace(BRACKETS, ' ');
const runsOf = (text: string): string[] => text.split(/[^\u4e00-\u9fff]+/).filter((run) => run.length >= SHORTEST);

/** The thing itself in one item of a scope, or '' when the item is not a plain term. */
function coreOf(run: string): string {
  if (ADMINISTRATIVE.test(run) || run.search(FORMAL) >= 0) return '';
  const core = run.replace(HEAD, '').replace(TAIL, '');
  return core.length >= SHORTEST && core.length <= LONGEST && !GENERIC.has(core) ? core : '';
}

/** Characters of streets, hills and rivers, and those before which a branch is named after its place (南岸分公司, 石桥店). */
const PLACE_LIKE = /[省市区县镇乡村路街道坪坝沟湾口门桥山江河岸东南西北中]|[分店站部处所]$/;

/** The last two characters of a name before its legal form: its trade, where many names share them. '' if they may be a place. */
function closeOf(name: string): string {
  const run = runsOf(withoutBrackets(name).replace(FORMAL, ' ')).at(-1) ?? '';
  const close = run.length > SHORTEST ? run.slice(-SHORTEST) : '';
  return PLACE_LIKE.test(close) ? '' : close;
}

/** Terms and their numbers, in order of frequency. */
export class ActivityVocabulary {
  readonly terms: string[];
  private readonly lexicon: Lexicon;

  constructor(terms: string[]) {
    this.terms = terms;
    this.lexicon = new Lexicon(terms);
  }

  /**
   * Numbers of the terms that occur in the texts, each once, ascending. Every slot of `texts` (say scope, name) has
   * numbers of its own: slot × terms.length + number.
   */
  itemsOf(texts: string[]): Int32Array {
    const found = new Set<number>();
    texts.forEach((text, slot) => {
      for (const { id } of this.lexicon.scan(withoutBrackets(text).replace(FORMAL, ' ')))
        found.add(slot * this.terms.length + id);
    });
    return Int32Array.from(found).sort();
  }

  /** The term behind a number that `itemsOf` gave. */
  termOf(item: number): string {
    return this.terms[item % this.terms.length]!;
  }
}

/** Collects terms from texts one at a time, so that a whole registry need not be in memory. */
export class ActivityMiner {
  private readonly areas = new Map<string, number>();
  private readonly seen = new Map<string, { texts: number; areas: Set<number> }>();

  add({ text, name, area }: ActivityText): void {
    if (!this.areas.has(area)) this.areas.set(area, this.areas.size);
    const number = this.areas.get(area)!;
    for (const term of new Set([...runsOf(withoutBrackets(text)).map(coreOf), closeOf(name)])) {
      if (!term) continue;
      const entry = this.seen.get(term) ?? { texts: 0, areas: new Set() };
      this.seen.set(term, entry);
      entry.texts++;
      entry.areas.add(number);
    }
  }

  /** @param excluded words that no term may contain: names of places */
  vocabulary(rule: VocabularyRule, excluded: string[] = []): ActivityVocabulary {
    const least = rule.minAreaShare * this.areas.size;
    const kept = [...this.seen].filter(
      ([term, { texts, areas }]) =>
        texts >= rule.minTexts && areas.size >= least && !excluded.some((word) => term.includes(word)),
    );
    kept.sort(([a, x], [b, y]) => y.texts - x.texts || (a < b ? -1 : 1));
    return new ActivityVocabulary(kept.map(([term]) => term));
  }
}
