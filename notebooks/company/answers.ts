/** What the API answers about one company, and the values that the card keeps in its address. */
import type { Company, District, Enterprise, Evidence, Link, Park, PolicyFit } from '../shell/answers.ts';
import type { Life } from '../shell/life.ts';

type Source = { source_file: string; source_sheet: string | null; source_line: number };

export type Provenance = Source & { fact: string; value: string; rule: string; sources: number; as_of: string };
export type Conflict = {
  fact: string;
  rule: string;
  other_value: string;
  other_as_of: string;
  other_source_file: string;
  other_source_sheet: string | null;
  other_source_line: number;
};
export type Relation = {
  relation: string;
  from_company: boolean;
  other_id: string | null;
  other_name: string;
  other_province: string | null;
  other_is_anchor: boolean;
  dated_on: string | null;
  share_pct: number | null;
  by_short_name: boolean;
  source: string;
  source_file: string;
  source_line: number;
};
export type Sign = {
  kind: string;
  happened_on: string;
  age_days: number;
  strength: number;
  half_life_days: number;
  worth: number;
  amount_cny: number | null;
  place: string | null;
  detail: string;
  source: string;
  false_positive: string;
};
export type Place = { link_id: string; district_id: string; rank: number; of: number; score: number };

export type Card = Company & {
  enterprise: Enterprise & {
    district_id: string | null;
    industry_code: string | null;
    capital_currency: string | null;
  };
  provenance: Provenance[];
  conflicts: Conflict[];
  aliases: { alias_id: string; name: string }[];
  gates: { link_id: string; gate: string; rule: string | null; source: string | null }[];
  anchor_of: { link_id: string; position: number; signs: string | null }[];
  relations: Relation[];
  signals: Sign[];
  places: Place[];
};

export type Explained = {
  rank: number | null;
  of: number;
  score: number | null;
  parts: Record<string, number>;
  gate: { gate: string; rule: string; source: string } | null;
  evidence: Evidence[];
  without: { factor: string; rank: number }[];
};

export type Panel = {
  seed: number;
  on: string;
  members: { expert_id: string; field: string; title: string | null; fields: string[]; served: number }[];
  short: Record<string, number>;
  excluded: { expert_id: string; reason: string }[];
};

/** All that is known of one company for one link and one district; `null` where nothing was chosen, or the role may not see it. */
export type Dossier = {
  links: Link[];
  districts: District[];
  card: Card;
  link: Link | null;
  district: District | null;
  why: Explained | null;
  policies: PolicyFit[];
  panel: Panel | null;
  parks: Park[];
};

/** One company of the search box. */
export type Found = { kind: string; id: string; name: string; detail: string | null };

export const defaults = { id: '', link: '', district: '', q: '' };
export type Values = typeof defaults;

/** Either a search with its answer, or a company. */
export type Shown = { found: Found[] | null; dossier: Dossier | null };
export type CompanyLife = Life<Values, Shown>;
