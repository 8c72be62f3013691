/** A headless browser: the one packed for npm, or one that the machine has. It leaves nothing behind and reaches no other machine. */
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from 'playwright-core';

const modules = fileURLToPath(new URL('../../node_modules/', import.meta.url));
const { version } = JSON.parse(readFileSync(join(modules, '@sparticuz/chromium/package.json'), 'utf8')) as {
  version: string;
};
const cache = join(modules, '.cache/yuzhao');
const unpacked = join(cache, `chromium-${version}`);

/** Why no browser can run here, or null. The packed Chromium is for Linux on x64; elsewhere name one in YUZHAO_CHROMIUM. */
export function noBrowserBecause(): string | null {
  if (process.env.YUZHAO_CHROMIUM)
    return existsSync(process.env.YUZHAO_CHROMIUM) ? null : 'YUZHAO_CHROMIUM names no file';
  if (process.platform === 'linux' && process.arch === 'x64') return null;
  return `the packed Chromium is for linux x64, this is ${process.platform} ${process.arch}; set YUZHAO_CHROMIUM`;
}

export type Launched = { browser: Browser; close: () => Promise<void> };

/**
 * Starts a browser with a temporary folder of its own, no fonts but Open Sans (so that Chinese shows only if the page brings it),
 * no background traffic, and no name but 127.0.0.1 that resolves. `close` ends it and removes the folder.
 */
export async function launchBrowser(): Promise<Launched> {
  const executablePath = process.env.YUZHAO_CHROMIUM ?? (await unpack());
  const folder = await mkdtemp(join(tmpdir(), 'yuzhao-browser-'));
  const fonts = join(folder, 'fonts.conf');
  await writeFile(fonts, fontConfiguration(folder));
  const libraries = [join(unpacked, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  const browser = await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--headless=shell',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-domain-reliability',
      '--no-pings',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
      '--font-render-hinting=none',
    ],
    env: { ...process.env, TMPDIR: folder, HOME: folder, LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: fonts },
  });
  const close = async () => {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { browser, close };
}

const fontConfiguration = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${join(unpacked, 'fonts', 'fonts')}</dir><cachedir>${join(folder, 'font-cache')}</cachedir></fontconfig>
`;

/**
 * Path of the packed Chromium, unpacked once for each installed version. Test files run side by side: each unpacks into a folder
 * of its own, and the first to finish gives it the shared name.
 */
async function unpack(): Promise<string> {
  const path = join(unpacked, 'chromium');
  if (existsSync(path)) return path;
  await mkdir(cache, { recursive: true });
  const own = await mkdtemp(join(cache, 'unpacking-'));
  // the package unpacks into the temporary folder, and its libraries only for the runtime named here
  const before = { TMPDIR: process.env.TMPDIR, AWS_LAMBDA_JS_RUNTIME: process.env.AWS_LAMBDA_JS_RUNTIME };
  const paths = { LD_LIBRARY_PATH: process.env.LD_LIBRARY_PATH, FONTCONFIG_PATH: process.env.FONTCONFIG_PATH };
  Object.assign(process.env, { TMPDIR: own, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' });
  try {
    const { default: packed } = await import('@sparticuz/chromium');
    await packed.executablePath();
  } finally {
    restore({ ...before, ...paths });
  }
  await rename(own, unpacked).catch(() => rm(own, { recursive: true, force: true }));
  return path;
}

function restore(variables: Record<string, string | undefined>): void {
  for (const [name, value] of Object.entries(variables)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
}
