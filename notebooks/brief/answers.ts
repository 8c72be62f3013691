/** What the brief shows, and the values that it keeps in its address. */
import type { Dossier } from '../company/answers.ts';
import type { Life } from '../shell/life.ts';
import type { Note } from '../shell/shortlist.ts';

export const defaults = { id: '', link: '', district: '' };
export type Values = typeof defaults;
/** A local company that would buy from or sell to it. */
export type Neighbour = { name: string; link: string; link_en: string; what: string; buys: boolean };
export type Brief = Dossier & { neighbours: Neighbour[]; notes: Note[] };
export type BriefLife = Life<Values, Brief>;
