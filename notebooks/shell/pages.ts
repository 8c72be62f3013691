/** The pages, in the order of the bar on top. A page that is not built has no line here. */
import type { Key } from './language.ts';

/** `id` is the folder below `notebooks/`; `title` its word in the catalogue. */
export const pages = [
  { id: 'targets', title: 'targets.title' },
  { id: 'leadership', title: 'leadership.title' },
  { id: 'company', title: 'company.title' },
  { id: 'assess', title: 'assess.title' },
  { id: 'projects', title: 'projects.title' },
  { id: 'research', title: 'research.title' },
  { id: 'policy', title: 'policy.title' },
  { id: 'upload', title: 'upload.title' },
] as const satisfies readonly {
  id: string;
  title: Key;
}[];

/** The login page stands in no bar. */
export type PageId = (typeof pages)[number]['id'] | 'login';
