/** The house rules that a machine can hold: who may import whom, one importer per foreign library, no circles, no long files. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

const files = listFiles();
const imports = new Map(files.map((file) => [file, importsOf(file)]));
const room = (file: string): string => file.split('/')[0]!;

function listFiles(): string[] {
  const rooms = ['data', 'ingest', 'engine', 'api', 'notebooks'];
  return rooms
    .flatMap((r) =>
      (readdirSync(r, { recursive: true }) as string[])
        .filter((f) => f.endsWith('.ts'))
        .map((f) => `${r}/${f.replaceAll('\\', '/')}`),
    )
    .sort();
}

function importsOf(file: string): string[] {
  const source = readFileSync(file, 'utf8');
  return [...source.matchAll(/\b(?:from|import)\s*\(?\s*'([^'\s]+)'/g)].map((m) => m[1]!);
}

const local = (file: string, target: string): string | null =>
  target.startsWith('.') ? normalize(join(dirname(file), target)).replaceAll('\\', '/') : null;

const mayImport: Record<string, string[]> = {
  data: ['data'],
  ingest: ['ingest', 'data'],
  engine: ['engine', 'data'],
  api: ['api', 'data', 'ingest', 'engine'],
  notebooks: ['notebooks'],
};

/** Libraries that are a language of the house, not a tool behind one door. */
const everywhere = /^(node:|typebox$|typebox\/|vite$)/;

describe('the house', () => {
  it('has rooms that import only downwards', () => {
    const wrong = [...imports].flatMap(([file, targets]) =>
      targets.flatMap((t) => {
        const to = local(file, t);
        return to && !mayImport[room(file)]!.includes(room(to)) ? [`${file} → ${to}`] : [];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('enters ingest and engine from api only through their index.ts', () => {
    const wrong = [...imports].flatMap(([file, targets]) =>
      targets.flatMap((t) => {
        const to = local(file, t);
        return to &&
          room(file) === 'api' &&
          ['ingest', 'engine'].includes(room(to)) &&
          !/^(ingest|engine)\/index\.ts$/.test(to)
          ? [`${file} → ${to}`]
          : [];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('has one importer per foreign library', () => {
    const importers = new Map<string, Set<string>>();
    for (const [file, targets] of imports)
      for (const target of targets.filter((t) => !t.startsWith('.') && !everywhere.test(t))) {
        const library = target
          .split('/')
          .slice(0, target.startsWith('@') ? 2 : 1)
          .join('/');
        importers.set(library, (importers.get(library) ?? new Set()).add(file));
      }
    // Fastify is the HTTP door itself: the whole folder may speak it.
    const shared = [...importers].filter(
      ([library, from]) =>
        from.size > 1 && !(/^(@fastify\/|fastify$)/.test(library) && [...from].every((f) => f.startsWith('api/http/'))),
    );
    expect(shared.map(([library, from]) => `${library}: ${[...from].join(', ')}`)).toEqual([]);
  });

  it('has no circles between files', () => {
    const done = new Set<string>();
    const circles: string[] = [];
    const walk = (file: string, path: string[]): void => {
      if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' → '));
      else if (!done.has(file)) {
        for (const target of imports.get(file) ?? []) {
          const to = local(file, target);
          if (to && imports.has(to)) walk(to, [...path, file]);
        }
        done.add(file);
      }
    };
    for (const file of files) walk(file, []);
    expect(circles).toEqual([]);
  });

  it('has no file over 300 lines and a median under 100', () => {
    const lengths = files.map((file) => ({ file, lines: readFileSync(file, 'utf8').split('\n').length - 1 }));
    expect(lengths.filter((l) => l.lines > 300)).toEqual([]);
    expect(lengths.map((l) => l.lines).sort((a, b) => a - b)[Math.floor(lengths.length / 2)]).toBeLessThan(100);
  });
});
