/** The only importer of commander: commands, the options that many share, and how their text is read. */
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

export const withStore = (command: Command): Command =>
  command
    .option('--store <dir>', 'where loads and snapshots are kept', './store')
    .option('--json', 'print one JSON value for scripts', false);
