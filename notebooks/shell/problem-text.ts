/** A failure in words for the reader. */
import { catalogue } from '../catalogue.ts';
import { Problem } from './api.ts';
import { type Key, t } from './language.ts';

/** What happened in the language of the reader; then the server's own words: what, where, and what to do. */
export function problemText(problem: unknown): string[] {
  if (!(problem instanceof Problem)) return [t('problem.unexpected'), String(problem)];
  if (problem.status === 0) return [t('problem.unreachable'), t('problem.unreachable_remedy')];
  if (problem.code === 'unauthorised') return [t('problem.code.unauthorised'), t('problem.session_remedy')];
  const key = `problem.code.${problem.code}`;
  const title = t(key in catalogue ? (key as Key) : 'problem.unexpected');
  return [title, problem.message, problem.remedy].filter((text) => text !== '');
}
