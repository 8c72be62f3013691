/** A measured part. */

/** `prepare` is not timed; `work` is, `times` over (default once; the median counts), and returns the rows that it handled. */
export type Part = { prepare?: () => Promise<void>; work: () => Promise<number>; times?: number };
export type Parts = Record<string, (store: string, given: string[]) => Promise<Part>>;
