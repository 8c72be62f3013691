/** What a page makes a browser load before it can start. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

/** Every page and every notebook; the root only leads to the first page. */
const built = (readdirSync('dist', { recursive: true }) as string[])
  .filter((file) => file.endsWith('.html') && file !== 'index.html')
  .map((file) => `dist/${file}`)
  .sort();

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
