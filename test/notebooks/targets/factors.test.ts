import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { factors } from '../../../data/schema/profile.ts';

it('every factor of a score has a colour', () => {
  const style = readFileSync('notebooks/targets/targets.css', 'utf8');
  const tokens = readFileSync('notebooks/shell/tokens.css', 'utf8');
  for (const factor of factors) {
    expect(style).toContain(`.part-${factor} {\n  background: var(--part-${factor});`);
    expect(tokens).toContain(`--part-${factor}:`);
  }
});
