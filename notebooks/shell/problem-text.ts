/** A failure in words for the reader. */
import { Problem } from './api.ts';
import { type Key, t } from './language.ts';

/** Failures that the pages can name in the language of the reader; of others the server's own words are shown. */
const known: Record<string, Key> = {
  link_not_found: 'problem.link',
  district_not_found: 'problem.district',
  enterprise_not_found: 'problem.enterprise',
  snapshot_missing: 'problem.snapshot',
};

/** What happened, and what to do about it where that is known. */
export function problemText(problem: unknown): string[] {
  if (!(problem instanceof Problem)) return [t('problem.unexpected'), String(problem)];
  if (problem.status === 0) return [t('problem.unreachable'), t('problem.unreachable_remedy')];
  if (problem.code === 'unauthorised') return [t('problem.session'), t('problem.session_remedy')];
  const title = known[problem.code] ? t(known[problem.code]!) : problem.message || t('problem.unexpected');
  return [title, problem.remedy].filter((text) => text !== '');
}
