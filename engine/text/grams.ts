/**
 * Hashed character n-grams of one to three characters: the features of the text models.
 *
 * Chinese needs no word list this way, and two or three neighbouring characters rank as well as segmented words (Zhang
 * & LeCun 2017, "Which Encoding is the Best for Text Classification in Chinese, English, Japanese and Korean?"). The
 * hash stands in for a dictionary (Weinberger et al. 2009, "Feature Hashing for Large Scale Multitask Learning").
 */

/** Hashes are below this. 4 M buckets: of the 10⁵ n-grams of a training set about 2 % share one. */
export const GRAM_SPACE = 1 << 22;
/** How much an n-gram of each length counts: single characters are vague, triples repeat their pairs. */
const LENGTH_WEIGHT = [0, 0.9, 1, 0.4];
const LONGEST = 3;

/** n-gram hash → weight. */
export type Bag = Map<number, number>;

/** Han characters, Latin capitals and digits carry text; anything else ends a run. */
const CARRIES = (() => {
  const table = new Uint8Array(1 << 16);
  table.fill(1, 0x4e00, 0xa000);
  table.fill(1, 0x41, 0x5b);
  table.fill(1, 0x30, 0x3a);
  return table;
})();

/**
 * Calls `visit` for every n-gram that lies within one run of text; positions are UTF-16 units, `end` exclusive.
 * @param text folded (half-width, upper case)
 */
export function eachGram(
  text: string,
  visit: (hash: number, weight: number, start: number, end: number) => void,
): void {
  for (let start = 0; start < text.length; start++) {
    let hash = 0x811c9dc5;
    const last = Math.min(text.length, start + LONGEST);
    for (let end = start; end < last; end++) {
      const unit = text.charCodeAt(end);
      if (CARRIES[unit] === 0) break;
      hash = Math.imul(hash ^ unit, 0x01000193);
      hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
      const length = end + 1 - start;
      visit((hash ^ (hash >>> 13)) & (GRAM_SPACE - 1), LENGTH_WEIGHT[length]!, start, end + 1);
    }
  }
}

/** Adds the n-grams of a folded text to a bag, each with `weight` × the weight of its length. */
export function addGrams(bag: Bag, text: string, weight: number): void {
  eachGram(text, (hash, lengthWeight) => bag.set(hash, (bag.get(hash) ?? 0) + weight * lengthWeight));
}
