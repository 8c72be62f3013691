/** The fitted node × district model of one store: coefficients from its own registrations, held out once, then refitted. */
import { type DistrictRules, readDistrictRules } from '../../data/schema/district-rules.ts';
import { areaUnderCurve } from '../linear/ranking.ts';
import type { LocalEntries } from './link-entries.ts';
import {
  cameBetween,
  fitLinkModel,
  LINK_PARTS,
  type LinkMoment,
  type LinkPart,
  type LinkTransition,
  linkMoment,
} from './link-model.ts';

export type LinkFit = {
  coefficient: Record<LinkPart, number>;
  /** Value of the part that adds nothing: its mean over the pairs of the fit. */
  centre: Record<LinkPart, number>;
  pairs: number;
  came: number;
  /** On the last years, fitted on the years before; null when either has no newcomers. */
  auc: number | null;
  aucOfSize: number | null;
};

/** One moment a version of the chain graph, in their order. */
export const momentsAt = (local: LocalEntries, asOf: number): LinkMoment[] =>
  local.versions.map(({ entries, links, flows }) =>
    linkMoment(entries, { items: links.length, places: local.districts.length }, flows, asOf),
  );

const transitions = (local: LocalEntries, from: number, years: number): LinkTransition[] =>
  momentsAt(local, from).map((moment, v) => ({
    moment,
    came: cameBetween(local.versions[v]!.entries, moment, from, from + years),
  }));

const cameIn = (seen: readonly LinkTransition[]): number =>
  seen.reduce((sum, { came }) => sum + came.reduce((n, y) => n + y, 0), 0);

/** Two decimals: a few new rows must not stir every score. */
const settled = (x: number): number => Math.round(100 * x) / 100;

function coefficients(seen: readonly LinkTransition[], rules: DistrictRules): Record<LinkPart, number> {
  const beliefs = Object.fromEntries(
    LINK_PARTS.map((part) => {
      const { mean, deviation } = rules.affinity[part];
      return [part, { mean, deviation, least: 0 }];
    }),
  ) as Record<LinkPart, { mean: number; deviation: number; least: number }>;
  const fitted = fitLinkModel(cameIn(seen) ? seen : [], beliefs);
  return Object.fromEntries(LINK_PARTS.map((part, c) => [part, settled(fitted.coefficients[c]!)])) as Record<
    LinkPart,
    number
  >;
}

const scoresBy = (seen: readonly LinkTransition[], weight: Partial<Record<LinkPart, number>>): number[] =>
  seen.flatMap(({ moment }) =>
    Array.from({ length: moment.items * moment.places }, (_, at) =>
      LINK_PARTS.reduce((sum, part) => sum + (weight[part] ?? 0) * moment.parts[part][at]!, 0),
    ),
  );

/** @returns the beliefs of the rules where the store has no dated local companies */
export function fitToStore(local: LocalEntries, rules: DistrictRules = readDistrictRules()): LinkFit {
  const years = rules.horizon_years;
  const last = transitions(local, local.asOf - years, years);
  const before = transitions(local, local.asOf - 2 * years, years);
  const outcome = last.flatMap(({ came }) => [...came]);
  const auc = (scores: number[]): number | null => {
    const value = cameIn(before) ? areaUnderCurve(scores, outcome) : Number.NaN;
    return Number.isNaN(value) ? null : value;
  };
  const centre = Object.fromEntries(
    LINK_PARTS.map((part) => {
      const values = last.flatMap(({ moment }) => [...moment.parts[part]]);
      return [part, settled(values.reduce((sum, v) => sum + v, 0) / (values.length || 1))];
    }),
  ) as Record<LinkPart, number>;
  return {
    coefficient: coefficients([...before, ...last], rules),
    centre,
    pairs: outcome.length * 2,
    came: cameIn(before) + cameIn(last),
    auc: auc(scoresBy(last, coefficients(before, rules))),
    aucOfSize: auc(scoresBy(last, { link_size: 1, district_size: 1 })),
  };
}
