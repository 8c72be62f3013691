/** Builds every `notebooks/<page>/index.html` into dist/: no inline code or data (CSP `default-src 'self'`), nothing from elsewhere. */
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { notebookFiles, notebooks } from './vite.notebooks.ts';

const root = fileURLToPath(new URL('notebooks/', import.meta.url));
const pages = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(`${root}${entry.name}/index.html`))
  .map((entry) => `${root}${entry.name}/index.html`);

export default defineConfig({
  root,
  base: './',
  publicDir: false,
  plugins: notebooks(),
  build: {
    outDir: fileURLToPath(new URL('dist/', import.meta.url)),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // offices run browsers that are some years old
    target: ['chrome100', 'firefox100', 'safari15.4'],
    rolldownOptions: { input: [`${root}index.html`, ...pages, ...notebookFiles] },
  },
});
