/** What only the generator knows, for tests of quality: never to be ingested, never to be read by a model. */
import type { Clusters } from './clusters.ts';
import type { Company } from './company.ts';
import { asOf } from './days.ts';
import type { Style } from './district-style.ts';
import { horizon, startProbability } from './hazards.ts';
import type { PolicyTruth } from './policies.ts';
import type { Project } from './project.ts';

export type Truth = ReturnType<typeof truthOf>;

type Known = {
  seed: string;
  scale: number;
  clusters: Clusters;
  companies: readonly Company[];
  styles: ReadonlyMap<string, Style>;
  projects: readonly Project[];
  slips: readonly string[];
  policies: readonly PolicyTruth[];
};

/** All probabilities are exact under the hazards of the simulation, up to `horizon_months` after signing. */
export function truthOf({ seed, scale, clusters, companies, styles, projects, slips, policies }: Known) {
  return {
    synthetic: true,
    seed,
    scale,
    as_of: asOf,
    horizon_months: horizon,
    /** Expected and simulated share of a signing year's filed projects that ever start. Repeats and double filings never do. */
    cohorts: byYear(projects),
    /** The same by district, all years. */
    districts: Object.fromEntries(
      [...styles].map(([id, style]) => [id, { ...style, ...ultimate(projects.filter((p) => p.districtId === id)) }]),
    ),
    projects: Object.fromEntries(projects.map((p) => [p.id, fateOf(p)])),
    repeat_signings: projects.flatMap((p) => (p.repeats ? [[p.repeats, p.id]] : [])),
    double_filings: projects.flatMap((p) => (p.twin ? [[p.twin, p.id]] : [])),
    inflated_amounts: projects.filter((p) => p.stated.value >= 2.5 * p.agreed.value).map((p) => p.id),
    unit_slips: slips,
    declared_starts: projects.filter((p) => p.declared && p.outcome?.kind !== 'start').map((p) => p.id),
    links: clusters.truth,
    /** Credit code → links of companies that are on the chain; traders and everyday companies are absent. */
    placement: Object.fromEntries(companies.filter((c) => c.links.length > 0).map((c) => [c.code, c.links])),
    /** Code of branch or subsidiary → code of its parent. */
    parents: Object.fromEntries(companies.flatMap((c) => (c.parent ? [[c.code, c.parent]] : []))),
    policies,
  };
}

const counts = (p: Project): boolean => !p.repeats && !p.twin;

function fateOf(p: Project) {
  const started = counts(p) && p.outcome?.kind === 'start';
  const chance = counts(p) ? startProbability(p.risk) : 0;
  return {
    start_probability: round(chance),
    fate: started ? 'start' : p.outcome?.kind === 'end' ? 'end' : 'never',
    month: p.outcome ? round(p.outcome.month) : null,
  };
}

function ultimate(projects: readonly Project[]) {
  const expected = projects.reduce((sum, p) => sum + (counts(p) ? startProbability(p.risk) : 0), 0);
  const simulated = projects.filter((p) => counts(p) && p.outcome?.kind === 'start').length;
  const n = projects.length;
  return {
    projects: n,
    expected_start_rate: n ? round(expected / n) : null,
    simulated_start_rate: n ? round(simulated / n) : null,
  };
}

function byYear(projects: readonly Project[]) {
  const years = [...new Set(projects.map((p) => p.signedOn.slice(0, 4)))].sort();
  return Object.fromEntries(years.map((year) => [year, ultimate(projects.filter((p) => p.signedOn.startsWith(year)))]));
}

const round = (x: number): number => Math.round(x * 10_000) / 10_000;
