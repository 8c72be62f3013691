/**
 * The closed vocabulary of activities that a store is read with: words of the chain graph and of the industry classes
 * (GB/T 4754). It comes from reference facts alone, so neither a registrar's style nor a company that joins or leaves
 * can change it.
 */
import { readReference } from '../../data/csv.ts';
import { LinkTerm } from '../../data/schema/chain.ts';
import { IndustryClass } from '../../data/schema/reference.ts';
import { ActivityVocabulary } from './activity-vocabulary.ts';

const PLAIN = /^[\u4e00-\u9fff]{2,6}$/;
/** What a class name adds to the thing itself. */
const CLASS_TAIL = /(制造|加工|服务|批发|零售|活动|生产|专用|专门|未列明|业|其他)+$/;

let shared: ActivityVocabulary | undefined;

/** In order of the reference files; the same for the same files. */
export function referenceVocabulary(): ActivityVocabulary {
  if (shared) return shared;
  const words = new Set<string>();
  for (const { term } of readReference('chain/link_term.csv', LinkTerm))
    for (const word of term.replace('*', '').split('+')) words.add(word);
  for (const { name } of readReference('industry/gbt4754.csv', IndustryClass))
    for (const word of name.split(/[^\u4e00-\u9fff]+|[及和与的]/)) {
      words.add(word);
      words.add(word.replace(/^其他/, '').replace(CLASS_TAIL, ''));
    }
  shared = new ActivityVocabulary([...words].filter((word) => PLAIN.test(word)));
  return shared;
}

/** What a company says of itself, as one text. */
export const activityText = (name: string, scope: string, products: string): string => `${scope}；${products}；${name}`;
