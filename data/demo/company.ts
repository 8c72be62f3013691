/** One synthetic company, before any office writes it down. */
import type { Capital } from './capital.ts';
import type { Seat } from './places.ts';
import type { Rng } from './rng.ts';
import type { Activity } from './scope.ts';

export type Company = {
  name: string;
  brand: string;
  code: string;
  /** YYYY-MM-DD */
  registeredOn: string;
  kind: 'company' | 'plant' | 'cooperative' | 'shop' | 'branch';
  type: string;
  /** Null: not filed. */
  capital: Capital | null;
  scope: string;
  seat: Seat;
  /** Truth: the links it belongs to, the main one first; empty for everyday companies and traders. */
  links: string[];
  /** Truth: what it does with the goods of its link; null for everyday companies. */
  activity: Activity | null;
  /** Code of the company that a branch or subsidiary belongs to. */
  parent: string | null;
};

/** Last day of registration in the demo. */
export const lastDay = '2026-06-15';

/** A day on which a company may have been registered: few before 1995, most after 2008. */
export function registrationDay(rng: Rng, from = 1984): string {
  const draw = rng.next();
  const year =
    draw < 0.03
      ? rng.int(1984, 1994)
      : draw < 0.27
        ? rng.int(1995, 2009)
        : 2007 + Math.floor(19.5 * rng.next() ** 0.62);
  const day = dayOf(Math.max(year, from), rng.int(1, 12), rng.int(1, 28));
  return day > lastDay ? `2026-0${rng.int(1, 5)}-${String(rng.int(10, 28))}` : day;
}

export const dayOf = (year: number, month: number, day: number): string =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
