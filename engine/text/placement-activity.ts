/** What a company does with the things its scope names: makes, researches, serves, trades. */
import type { PlacementRules } from '../../data/schema/chain.ts';
import { Lexicon } from './lexicon.ts';
import type { Item } from './placement-scope.ts';

export type Activity = 'make' | 'research' | 'service' | 'trade' | 'unclear';

const BIT = { make: 1, research: 2, service: 4, trade: 8, install: 16 } as const;
const OPENER = /^(?:从事|主营|兼营|专业|主要|一般|许可|并|及|和|与|自主|以及|提供|项目)+/;
const CLOSER = /(?:业务|等|及售后|售后|为主)+$/;
/** How a closer ends: most items do not, and are spared the search. */
const CLOSES = '务等后主';
const CONNECTIVE =
  /从事|以及|主营|兼营|专业|一般|许可|项目|主要|配套|售后|技术|相关|提供|业务|上述|产品|同类|进行|自主|范围|商品|[并及与和的兼其等]/g;

type Reading = { mask: number; leads: boolean; trails: boolean; pure: boolean };

function toActivity(mask: number): Activity {
  if (mask & BIT.make) return 'make';
  if (mask & BIT.install) return 'service';
  if (mask & BIT.research) return 'research';
  if (mask & BIT.trade) return 'trade';
  return mask & BIT.service ? 'service' : 'unclear';
}

/**
 * Reads the activity of scope items. A verb of the item itself decides; else a verb that leads or closes its comma part
 * ("生产、销售A、B", "A、B的研发"), else its clause, else the last header ("加工、制造：A；B").
 */
export class ActivityReader {
  private readonly verbs: Lexicon;
  private readonly bits: number[] = [];

  constructor(verbs: PlacementRules['verbs']) {
    const words: string[] = [];
    for (const kind of ['install', 'make', 'research', 'trade', 'service'] as const) {
      for (const word of verbs[kind]) {
        words.push(word);
        this.bits.push(BIT[kind]);
      }
    }
    this.verbs = new Lexicon(words);
  }

  /**
   * For each of `items` (all the items of `text` in order) its activity, and whether it is bare: a verb without a thing.
   */
  read(text: string, items: readonly Item[]): { activities: Activity[]; bare: boolean[] } {
    const readings = items.map((item) => this.readItem(text.slice(item.start, item.end)));
    const masks = readings.map((reading) => reading.mask);
    spread(items, readings, masks, (item) => item.part);
    spread(items, readings, masks, (item) => item.clause);
    let header = 0;
    let headerClause = -1;
    items.forEach((item, i) => {
      if (item.header && readings[i]!.mask) {
        header = readings[i]!.mask;
        headerClause = item.clause;
      } else if (masks[i] === 0 && item.clause >= headerClause) masks[i] = header;
    });
    return { activities: masks.map(toActivity), bare: readings.map((reading) => reading.pure) };
  }

  private readItem(raw: string): Reading {
    const opened = raw.replace(OPENER, '');
    const text = CLOSES.includes(opened.charAt(opened.length - 1)) ? opened.replace(CLOSER, '') : opened;
    const hits = this.verbs.scan(text);
    if (hits.length === 0) return { mask: 0, leads: false, trails: false, pure: false };
    let mask = 0;
    let leads = false;
    let trails = false;
    let rest = text;
    for (const hit of hits) {
      mask |= this.bits[hit.id]!;
      leads ||= hit.start === 0;
      trails ||= hit.end === text.length;
      rest = rest.replace(this.verbs.words[hit.id]!, '');
    }
    return { mask, leads, trails, pure: rest.replace(CONNECTIVE, '') === '' };
  }
}

/** Gives items without a verb the verbs that lead or close their group (a comma part or a clause). */
function spread(items: readonly Item[], readings: Reading[], masks: number[], group: (item: Item) => number): void {
  for (let from = 0, to = 0; from < items.length; from = to) {
    to = from + 1;
    while (to < items.length && group(items[to]!) === group(items[from]!)) to++;
    forward(readings, masks, from, to);
    backward(readings, masks, from, to);
  }
}

function forward(readings: Reading[], masks: number[], from: number, to: number): void {
  let mask = 0;
  let opening = true;
  for (let i = from; i < to; i++) {
    const { mask: own, leads, trails, pure } = readings[i]!;
    if (pure && opening) mask |= own;
    else if (own && leads && !trails) {
      mask = opening ? mask | own : own;
      masks[i] = masks[i]! | mask;
      opening = false;
    } else if (own) {
      opening = false;
      mask = pure ? mask : 0;
    } else {
      opening = false;
      if (masks[i] === 0) masks[i] = mask;
    }
  }
}

function backward(readings: Reading[], masks: number[], from: number, to: number): void {
  let group = 0;
  let closing = 0;
  let beforeLead = false;
  for (let i = to - 1; i >= from; i--) {
    const { mask: own, leads, trails, pure } = readings[i]!;
    if (pure) {
      if (!beforeLead) closing |= own;
      continue;
    }
    if (own) {
      if (trails) masks[i] = masks[i]! | closing;
      group = trails && !leads ? masks[i]! : 0;
    } else {
      group = closing || group;
      if (masks[i] === 0) masks[i] = group;
    }
    beforeLead = own !== 0 && leads;
    closing = 0;
  }
}
