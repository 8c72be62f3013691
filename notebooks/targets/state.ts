/** What the page shows, as kept in its address: a copied link shows a colleague the same list. */
import type { Language } from '../shell/language.ts';
import { type Limits, readLimits } from './limits.ts';

export type State = {
  link: string | null;
  district: string | null;
  lang: Language;
  /** Rows asked for. */
  top: number;
  /** Weights that differ from the profile's. */
  weights: Record<string, number>;
  /** What narrows the list. */
  limits: Limits;
  /** Company whose reasons are open. */
  open: string | null;
};

export const tops = [20, 50, 100] as const;
const defaultTop = 50;

/** Reads a query string; what is missing or not understood takes its default. */
export function readState(query: string): State {
  const given = new URLSearchParams(query);
  const top = Number(given.get('top'));
  return {
    link: given.get('link'),
    district: given.get('district'),
    lang: given.get('lang') === 'en' ? 'en' : 'zh',
    top: (tops as readonly number[]).includes(top) ? top : defaultTop,
    weights: readWeights(given.get('weights') ?? ''),
    limits: readLimits(given),
    open: given.get('open'),
  };
}

/** `?…` without what is default; `readState` gets the same state back. */
export function writeState(state: State): string {
  const query = new URLSearchParams();
  if (state.link) query.set('link', state.link);
  if (state.district) query.set('district', state.district);
  if (state.top !== defaultTop) query.set('top', String(state.top));
  const weights = Object.entries(state.weights).map(([factor, weight]) => `${factor}:${weight}`);
  if (weights.length > 0) query.set('weights', weights.join(','));
  for (const [name, limit] of Object.entries(state.limits)) query.set(name, String(limit));
  if (state.open) query.set('open', state.open);
  if (state.lang !== 'zh') query.set('lang', state.lang);
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

/** `scale:3,gap:0.5`; parts that are not a name and a number from 0 are dropped. */
function readWeights(text: string): Record<string, number> {
  const weights: Record<string, number> = {};
  for (const part of text.split(',')) {
    const [, factor, weight] = /^([a-z_]+):(\d+(?:\.\d+)?)$/.exec(part) ?? [];
    if (factor && weight) weights[factor] = Number(weight);
  }
  return weights;
}
