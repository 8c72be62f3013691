/** What a page makes a browser load before it can start. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

const built = readdirSync('dist', { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'assets')
  .map((entry) => `dist/${entry.name}/index.html`);

/** Scripts that the page names itself: entry and preloads. */
const scripts = (page: string): string[] =>
  [...readFileSync(page, 'utf8').matchAll(/(?:src|href)="([^"]+\.js)"/g)].map(([, path]) =>
    normalize(join(page, '..', path!)),
  );

describe('weight of pages', () => {
  it.each(built)('%s starts with at most 300 kB of script, gzipped', (page) => {
    const files = scripts(page);
    expect(files.length).toBeGreaterThan(0);
    expect(files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0)).toBeLessThan(300_000);
  });
});
