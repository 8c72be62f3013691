/** The only importer of commander: commands, the options that many share, and how their text is read. */
import { readFileSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';

export { Command };

export const whole = (text: string): number => {
  const n = Number(text);
  if (!Number.isInteger(n) || n < 0) throw new InvalidArgumentError('give a whole number');
  return n;
};

export const day = (text: string): string => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(Date.parse(text)))
    throw new InvalidArgumentError('give a day as YYYY-MM-DD');
  return text;
};

/** JSON of headings and fields, or the path of a file that holds it. */
export const mapping = (text: string): Record<string, string | null> => {
  let value: unknown;
  try {
    value = JSON.parse(text.trim().startsWith('{') ? text : readFileSync(text, 'utf8'));
  } catch (cause) {
    throw new InvalidArgumentError((cause as Error).message);
  }
  if (
    typeof value !== 'object' ||
    value === null ||
    Object.values(value).some((v) => v !== null && typeof v !== 'string')
  )
    throw new InvalidArgumentError('give {"heading": "field"}, null for a column to leave out');
  return value as Record<string, string | null>;
};

export const withStore = (command: Command): Command =>
  command
    .option('--store <dir>', 'where loads and snapshots are kept', './store')
    .option('--json', 'print one JSON value for scripts', false);
