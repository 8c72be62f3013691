/** What the HTTP API answers, as far as the pages read it. */

export type Load = {
  load_id: string;
  library: string;
  file: string;
  as_of: string;
  loaded_at: string;
  rows_in: number;
  accepted: number;
  rejected: number;
};

/** part = weight × clamp((value − low) / (high − low), 0, 1) */
export type FactorRule = { weight: number; low: number; high: number; title: string; title_en: string; why: string };

export type Profile = {
  profile_id: string;
  version: string;
  authority: string;
  /** Placement score (log-odds) from which a company counts as being in a link. */
  placed_at: number;
  hash: string;
  factors: Record<string, FactorRule>;
};

export type Overview = {
  snapshot: string;
  built_at: string;
  store: string;
  loads: Load[];
  profile: Profile;
  models_hash: string;
  synthetic: boolean;
};

/** What a page that strangers may open says of its data. */
export type About = {
  snapshot: string;
  built_at: string;
  synthetic: boolean;
  policies_as_of: string | null;
  parks_as_of: string | null;
};

export type Verdict = '补' | '强' | '延' | '稳' | '无';

export type Link = {
  link_id: string;
  version: string;
  name: string;
  name_en: string;
  chain_id: string;
  chain: string;
  chain_en: string;
  stage: string;
  description: string;
  verdict: Verdict;
  need: number;
  local_companies: number;
  all_companies: number;
  location_quotient: number;
  local_downstream: number;
  local_upstream: number;
};

export type District = {
  district_id: string;
  name: string;
  short_name: string;
  name_en: string;
  kind: string;
  area_group_2020: string;
  area_group_opinion: string;
  tile_x: number;
  tile_y: number;
};

/** One reason for a placement; `weight` in log-odds, may be negative. */
export type Evidence = { word: string; where: string; activity: string; weight: number };

export type MatchRow = {
  rank: number;
  enterprise_id: string;
  name: string;
  province: string | null;
  prefecture: string | null;
  registered_on: string | null;
  capital_cny: number | null;
  score: number;
  parts: Record<string, number>;
  evidence: Evidence[];
};

export type Fit = {
  companies: number;
  specialisation: number;
  neighbours: number;
  affinity: number;
  focus: number;
  zone: number;
  slot: number;
  policy: number;
  park_land_mu: number;
  parks: number;
};

export type Match = {
  snapshot: string;
  candidates: number;
  /** those of them within the limits */
  left: number;
  /** gate → companies that it kept out; a gate that kept out nobody is missing */
  gated: { local?: number; not_a_company?: number; not_active?: number };
  fit: Fit;
  rows: MatchRow[];
};

type Counts = { listed: number; left: number };
/** A null end is open; `below` is not included. */
export type SpreadBin = Counts & { from: number | null; below: number | null };
export type Spread = Counts & {
  measures: Record<'score' | 'capital_cny' | 'founded', { bins: SpreadBin[]; unknown: Counts }>;
  provinces: (Counts & { province: string })[];
};

export type Enterprise = {
  enterprise_id: string;
  name: string;
  kind: string;
  credit_code: string | null;
  registered_on: string | null;
  company_type: string | null;
  status: string | null;
  capital_cny: number | null;
  scope: string | null;
  products: string | null;
  province: string | null;
  prefecture: string | null;
  address: string | null;
  as_of: string;
  source_file: string;
  source_sheet: string | null;
  source_line: number;
  filings: number;
};

export type Company = {
  snapshot: string;
  enterprise: Enterprise;
  placements: { link_id: string; link: string; score: number; evidence: Evidence[] }[];
};

/** An event of a project with what corrected it. */
export type TimelineEvent = {
  event_id: string;
  kind: string;
  happened_on: string;
  known_at: string;
  amount_cny: number | null;
  evidence_grade: string | null;
  evidence: string | null;
  cause: string | null;
  note: string | null;
  corrects: string | null;
  actor: string;
  source: string;
  corrected_by: string | null;
  corrected_at: string | null;
  pending: boolean;
};

/** A link by its name alone, for choosing. */
export type LinkName = {
  link_id: string;
  name: string;
  name_en: string;
  chain: string;
  chain_en: string;
  version: string;
};

export type Park = {
  park_id: string;
  name: string;
  district_id: string | null;
  level: string | null;
  chains: string[] | null;
  free_land_mu: number | null;
  free_plant_m2: number | null;
  standard_land: boolean | null;
  as_of: string;
};

/** Whether a policy fits a project or company, and why. */
export type PolicyFit = {
  policy_id: string;
  status: string;
  standing: string;
  in_force: boolean;
  verdict: string;
  title: string;
  issuer: string | null;
  conditions: { condition: string; met: boolean | null; reason: string }[];
  instruments: string[];
};

/** Who reads. */
export type Session = { role: string; district_id: string | null };
