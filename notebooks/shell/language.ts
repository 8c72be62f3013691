/** The language of the page: one catalogue, Chinese unless asked otherwise. */
import { catalogue } from '../catalogue.ts';

export type Language = 'zh' | 'en';
export type Key = keyof typeof catalogue;

let current: Language = 'zh';

/** Everything built after this call is in `language`. */
export function setLanguage(language: Language): void {
  current = language;
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
}

export const language = (): Language => current;

/** Text of the catalogue in the current language with `{name}` replaced by `values.name`. */
export function t(key: Key, values: Record<string, string | number> = {}): string {
  return catalogue[key][current].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** A name that the data holds in both languages; Chinese where the English one is missing. */
export const pick = (zh: string, en: string | null | undefined): string => (current === 'en' && en ? en : zh);

/** For elements whose text comes from the data and is Chinese on any page, so that it is read and set as Chinese. */
export const inChinese = (): { lang?: string } => (current === 'zh' ? {} : { lang: 'zh-CN' });
