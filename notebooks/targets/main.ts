/** Loads what the page needs to start, and starts it. */
import type { District, Link, Overview } from '../shell/answers.ts';
import { get } from '../shell/api.ts';
import { setLanguage } from '../shell/language.ts';
import { failed, waiting } from '../shell/screens.ts';
import { applyTheme } from '../shell/theme.ts';
import { type Facts, Page } from './page.ts';
import { readState } from './state.ts';

async function facts(): Promise<Facts> {
  const [overview, links, districts] = await Promise.all([
    get<Overview>('overview'),
    get<{ rows: Link[] }>('links'),
    get<{ rows: District[] }>('districts'),
  ]);
  return { overview, links: links.rows, districts: districts.rows };
}

async function begin(): Promise<void> {
  document.body.replaceChildren(waiting());
  try {
    new Page(await facts(), facts).show();
  } catch (problem) {
    document.body.replaceChildren(failed(problem, () => void begin()));
  }
}

applyTheme();
setLanguage(readState(location.search).lang);
void begin();
