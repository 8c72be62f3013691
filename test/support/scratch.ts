/** One scratch folder for a whole test run, for what several test files share; removed at the end. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** vitest's global set-up: workers find the folder in YUZHAO_TEST_SCRATCH. */
export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'yuzhao-run-'));
  process.env.YUZHAO_TEST_SCRATCH = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
