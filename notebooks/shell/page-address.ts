/** Addresses of our own pages, in the language of this one. */
import { language } from './language.ts';
import type { PageId } from './pages.ts';

/** Relative to any page; what is empty is left out. */
export function pageAddress(page: PageId, query: Record<string, string | null | undefined> = {}): string {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value) given.set(name, value);
  if (language() !== 'zh') given.set('lang', language());
  const text = given.toString();
  return `../${page}/${text === '' ? '' : `?${text}`}`;
}
