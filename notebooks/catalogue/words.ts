/** Key → text in both languages. `{name}` is replaced by a value. */
export type Words = Record<string, { zh: string; en: string }>;
