/** What the API answers about policies, parks and leads, and the values that the page keeps in its address. */
import type { District, LinkName, Park, PolicyFit, Session } from '../shell/answers.ts';

export type PolicyRow = {
  policy_id: string;
  status: string;
  standing: string;
  in_force: boolean;
  title: string;
  issuer: string | null;
  level: string | null;
  issued_on: string | null;
  expires_on: string | null;
  places: string[] | null;
  district_ids: string[] | null;
  chains: string[] | null;
  instruments: string[] | null;
  as_of: string;
};
export type Piece = { piece_id: string; kind: string; path: string; text: string; page: number | null };
export type Found = Piece & { policy_id: string; title: string; standing: string; in_force: boolean };
export type FullPolicy = PolicyRow & {
  effective_on: string | null;
  legal_basis: string | null;
  basis_kind: string | null;
  reviewed_on: string | null;
  review_conclusion: string | null;
  review_body: string | null;
  exception_ground: string | null;
  exception_alternative: string | null;
  exception_ends: string | null;
  filing_number: string | null;
  conditions: string | null;
  standard: string | null;
  cap: string | null;
  source_file: string;
};
export type Hit = {
  hit_id: string;
  piece_id: string;
  article: string;
  strength: string;
  title: string;
  quote: string;
  start: number;
  why: string;
  check: string;
  verdict: string | null;
  reason: string | null;
};
export const defaults = {
  tab: 'library',
  q: '',
  status: '',
  support: '',
  place: '',
  policy: '',
  link: '',
  district: '',
  size: '',
  investment: '',
  land: '',
  want: '',
};
export type Values = typeof defaults;

export type Shown = {
  session: Session;
  districts: District[];
  policies: PolicyRow[];
  found: Found[] | null;
  /** `hits` null = this role does not see them. */
  card: { policy: FullPolicy; articles: Piece[]; hits: Hit[] | null } | null;
  links: LinkName[];
  fits: PolicyFit[] | null;
  parks: Park[];
};
