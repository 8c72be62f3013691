/** A failure in words for the reader. */
import { Problem } from './api.ts';
import { t } from './language.ts';

/** Title, detail and remedy of a failure, in words for the reader. */
export function problemText(problem: unknown): string[] {
  if (!(problem instanceof Problem)) return [t('problem.unexpected'), String(problem)];
  if (problem.status === 0) return [t('problem.unreachable'), t('problem.unreachable_remedy')];
  if (problem.status === 401 || problem.status === 403) return [t('problem.session'), t('problem.session_remedy')];
  return [problem.message || t('problem.unexpected'), problem.detail, problem.remedy].filter((text) => text !== '');
}
