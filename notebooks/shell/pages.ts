/** The pages, in the order of the bar on top. A page that is not built has no line here. */
import type { Key } from './language.ts';

/** `id` is the folder below `notebooks/`; `title` its word in the catalogue. */
export const pages = [
  { id: 'targets', title: 'targets.title' },
  { id: 'company', title: 'company.title' },
  { id: 'shortlist', title: 'shortlist.title' },
  { id: 'chain', title: 'chain.title' },
  { id: 'allocation', title: 'allocation.title' },
  { id: 'leadership', title: 'leadership.title' },
  { id: 'assess', title: 'assess.title' },
  { id: 'projects', title: 'projects.title' },
  { id: 'research', title: 'research.title' },
  { id: 'policy', title: 'policy.title' },
  { id: 'upload', title: 'upload.title' },
] as const satisfies readonly {
  id: string;
  title: Key;
}[];

/** Pages that stand in no bar: the login, and what is reached from a company. */
export type PageId = (typeof pages)[number]['id'] | 'login' | 'brief';
