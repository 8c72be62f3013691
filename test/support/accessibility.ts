/** What axe-core finds on a page. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';

type Violation = { id: string; impact: string | null; nodes: { html: string; failureSummary: string }[] };

/** Serious and critical violations of WCAG 2.2 A and AA, and of good practice, one line each with the first element concerned. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as {
    violations: Violation[];
  };
  return found.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id} (${nodes.length}): ${nodes[0]?.html} ${nodes[0]?.failureSummary}`);
}
