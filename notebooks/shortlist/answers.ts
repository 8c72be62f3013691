/** What the page shows, and the values that it keeps in its address. */
import type { District } from '../shell/answers.ts';
import type { Life } from '../shell/life.ts';
import type { Shortlist } from '../shell/shortlist.ts';

export const defaults = { state: '', district: '', open: '' };
export type Values = typeof defaults;
export type Shown = Shortlist & { districts: District[] };
export type ShortlistLife = Life<Values, Shown>;
