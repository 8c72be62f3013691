/** Calendar days as text (YYYY-MM-DD), which compare and sort as they are. */

/** The last day of the demo: what was not known by then is in no file. */
export const asOf = '2026-06-30';

const msPerDay = 86_400_000;

export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + Math.round(days) * msPerDay).toISOString().slice(0, 10);

/** A month counts 30.44 days. */
export const addMonths = (day: string, months: number): string => addDays(day, months * 30.44);

export const monthsBetween = (from: string, to: string): number =>
  (Date.parse(to) - Date.parse(from)) / msPerDay / 30.44;
