/** What the API answers about the allocation, and the values that the page keeps in its address. */
import type { District, Link } from '../shell/answers.ts';
import type { Life } from '../shell/life.ts';

export type Named = { district_id: string; name: string; score: number };
export type Allotted = {
  enterprise_id: string;
  name: string;
  link_id: string;
  link: string;
  lead: Named | null;
  reserves: Named[];
  best: Named | null;
  why: { factor: string; by: number }[];
  note: string;
  lost: number;
  first_talk: string | null;
};
export type Room = {
  district_id: string;
  name: string;
  capacity: number;
  by: string;
  free_land_mu: number | null;
  free_plant_m2: number | null;
  load: number;
  reserve_for: number;
  price: number;
};
type Sums = { exact: number; first_come: number; best_pair_first: number };
export type Allocation = {
  rows: Allotted[];
  links: { link_id: string; name: string }[];
  investors: number;
  placed: number;
  unplaced: number;
  capacity: number;
  load: number;
  welfare: Sums & { unbounded: number };
  share: Sums;
  districts: Room[];
};

/** `capacity`: JSON of district → places where they were changed; `district`: shows only who leads or waits there. */
export const defaults = { chain: 'core', link: '', top: '100', capacity: '', district: '' };
export type Values = typeof defaults;
export type Shown = { allocation: Allocation; links: Link[]; districts: District[] };
export type AllocationLife = Life<Values, Shown>;
