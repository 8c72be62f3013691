/**
 * Observable notebooks (`notebooks/research/*.html`) as pages that need no network: the kit would load its libraries from a CDN
 * when a cell names them; here a library comes from node_modules or the build fails.
 */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { observable } from '@observablehq/notebook-kit/vite';
import type { Plugin } from 'vite';

const folder = fileURLToPath(new URL('notebooks/research/', import.meta.url));
const notCells = ['index.html', 'template.html'];

/** Every notebook, as an entry of the build. */
export const notebookFiles = readdirSync(folder)
  .filter((file) => file.endsWith('.html') && !notCells.includes(file))
  .map((file) => `${folder}${file}`);

/** What cells may name beyond the runtime of `notebooks/research/runtime.ts`. */
const cdn = /^(?:https:\/\/cdn\.jsdelivr\.net\/npm\/|npm:)(?<name>(?:@[^/]+\/)?[^/@]+)/;
const shipped: Record<string, string> = { '@observablehq/plot': '../shell/chart.ts' };
const absent = '\0absent:';
const empty = '\0empty';
/** Modules of the kit that do nothing but name libraries on a CDN: cells name those of our runtime instead. */
const menus = /^\.\/(?:recommendedLibraries|sampleDatasets)\.js$/;

/** The kit's plugin for our notebooks only, with our template and runtime. */
export function notebooks(): Plugin[] {
  const kit = observable({ template: `${folder}template.html` }) as unknown as {
    transformIndexHtml: { handler(html: string, context: { filename: string; path: string }): Promise<string> };
  };
  return [
    {
      name: 'yuzhao-notebooks',
      transformIndexHtml: {
        order: 'pre',
        async handler(html, context) {
          if (!notebookFiles.includes(context.filename)) return html;
          const page = await kit.transformIndexHtml.handler(html, context);
          // the kit's themes are replaced by the house's style sheets, which the template links
          return page
            .replace(/<style type="text\/css">[\s\S]*?<\/style>/, '')
            .replace('observable:runtime', './runtime.ts');
        },
      },
    },
    {
      name: 'yuzhao-no-cdn',
      enforce: 'pre',
      resolveId(source, importer) {
        if (menus.test(source) && importer?.includes('notebook-kit')) return empty;
        const name = cdn.exec(source)?.groups?.name;
        if (!name) return null;
        return shipped[name] ? `${folder}${shipped[name]}` : `${absent}${name}`;
      },
      load(id) {
        if (id === empty) return 'export {};';
        if (!id.startsWith(absent)) return null;
        const name = JSON.stringify(id.slice(absent.length));
        return `throw new Error('the library ' + ${name} + ' is not shipped: this page makes no request to other machines'); export default null;`;
      },
      generateBundle(_options, bundle) {
        for (const [file, part] of Object.entries(bundle)) {
          const text = part.type === 'chunk' ? part.code : String(part.source);
          const foreign = /(?:import\(?\s*|from\s*|url\()["'](https?:\/\/[^"']+)/.exec(text)?.[1];
          if (foreign) this.error(`${file} would load ${foreign}: ship the library and name it in vite.notebooks.ts`);
        }
      },
    },
  ];
}
