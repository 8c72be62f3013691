/** What a page shows, as kept in its address: a copied link shows a colleague the same. */
import type { Language } from './language.ts';

/** Texts by name; numbers and choices are read out of them where they are used. */
export type Values = Record<string, string>;

/** The query string over `defaults`; names that the page does not know are dropped. */
export function readAddress<V extends Values>(defaults: V, query = location.search): V & { lang: Language } {
  const given = new URLSearchParams(query);
  const known = Object.keys(defaults).map((name) => [name, given.get(name) ?? defaults[name]!] as const);
  return { ...(Object.fromEntries(known) as V), lang: given.get('lang') === 'en' ? 'en' : 'zh' };
}

/** `?…` without what is default; `readAddress` gets the same values back. */
export function writeAddress<V extends Values>(values: V & { lang: Language }, defaults: V): string {
  const query = new URLSearchParams();
  for (const [name, usual] of Object.entries(defaults)) if (values[name] !== usual) query.set(name, values[name]!);
  if (values.lang !== 'zh') query.set('lang', values.lang);
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}
