/** What the API answers about chains, and the values that the page keeps in its address. */
import type { District, Verdict } from '../shell/answers.ts';
import type { Life } from '../shell/life.ts';

export type ChainRow = {
  chain_id: string;
  version: string;
  name: string;
  name_en: string;
  links: number;
  present: number;
  completeness: number;
  to_fill: number;
  to_strengthen: number;
  to_extend: number;
  single_supplier_links: number;
  inner_flows: number;
  closed_flows: number;
  anchors: number;
};
export type LinkNumbers = {
  link_id: string;
  chain_id: string;
  chain: string;
  name: string;
  name_en: string;
  stage: string;
  verdict: Verdict;
  need: number;
  local_companies: number;
  all_companies: number;
  location_quotient: number;
  supply_ratio: number | null;
  local_downstream: number;
  local_upstream: number;
  hhi: number | null;
  top1_share: number | null;
  top3_share: number | null;
  largest: string | null;
  districts: number;
  top_district_id: string | null;
  single_supplier_risk: boolean;
  outside_dependence: number;
  missing_inputs: string;
  anchors: number;
  anchor_pull: number;
  pulled_by: string;
  outside_candidates: number;
};
export type Flow = {
  from_link: string;
  from_name: string;
  from_chain: string;
  to_link: string;
  to_name: string;
  to_chain: string;
  what: string;
  criticality: number;
  basis: string;
  pairs: number;
  examples: string;
};
export type Anchor = {
  link_id: string;
  position: number;
  enterprise_id: string;
  name: string;
  district_id: string | null;
  signs: string | null;
};
export type ChainView = { links: LinkNumbers[]; connections: Flow[]; anchors: Anchor[] };
export type Stand = { district_id: string; name: string; rank: number | null; score: number };

export const defaults = { chain: '', open: '', view: 'graph' };
export type Values = typeof defaults;

export type Shown = {
  chains: ChainRow[];
  links: LinkNumbers[];
  flows: Flow[];
  anchors: Anchor[];
  districts: District[];
  /** Open districts for the link that is opened, best first. */
  fit: Stand[];
};
export type ChainLife = Life<Values, Shown>;
