/** What every part of the page may read, and the one way to change it. */
import type { District, Link, Match, Overview } from '../shell/answers.ts';
import type { State } from './state.ts';

export type Context = {
  readonly overview: Overview;
  readonly links: readonly Link[];
  readonly districts: readonly District[];
  readonly state: State;
  readonly now: Date;
  /** Changes the state, the address and what depends on them. */
  change(change: Partial<State>): void;
};

/** An answered list, with the ranks that the same list has under the profile's own weights, where they are known. */
export type Ranked = { match: Match; link: Link; district: District; usualRanks: ReadonlyMap<string, number> | null };

/** Weight of a factor as the user has it. */
export const weightOf = ({ overview, state }: Context, factor: string): number =>
  state.weights[factor] ?? overview.profile.factors[factor]?.weight ?? 0;

export const chosenLink = ({ links, state }: Context): Link | undefined =>
  links.find((link) => link.link_id === state.link);

export const chosenDistrict = ({ districts, state }: Context): District | undefined =>
  districts.find((district) => district.district_id === state.district);

/** Whoever cleared from a button that goes with the limits stands at the results then. */
export function clearLimits(context: Context): void {
  context.change({ limits: {} });
  document.getElementById('results')?.focus();
}
