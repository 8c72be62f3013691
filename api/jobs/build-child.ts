/** A build in a process of its own, so that the server goes on answering: tells its parent how far it is and how it ended. */
import { setPriority } from 'node:os';
import { AppError } from '../../data/errors.ts';
import { type BuildProgress, buildStore } from '../cli/build.ts';

export type BuildMessage =
  | { kind: 'progress'; progress: BuildProgress }
  | { kind: 'done'; snapshot: string; fresh: boolean }
  | { kind: 'failed'; code: string; message: string };

const [store, force] = process.argv.slice(2) as [string, string];
const tell = (message: BuildMessage) => new Promise<void>((sent) => process.send!(message, () => sent()));

// Behind the server, but not so far that a busy machine never lets it finish.
setPriority(5);
let told = 0;
try {
  const { snapshot, fresh } = await buildStore({
    store,
    json: true,
    force: force === 'force',
    report: (progress) => {
      if (Date.now() - told < 100 && progress.at < progress.of) return;
      told = Date.now();
      void tell({ kind: 'progress', progress });
    },
  });
  await tell({ kind: 'done', snapshot: snapshot.id, fresh });
} catch (error) {
  const known = error instanceof AppError;
  if (!known) process.stderr.write(`yuzhao build job: ${(error as Error).stack}\n`);
  await tell({
    kind: 'failed',
    code: known ? error.code : 'bug',
    message: known ? error.message : 'an unexpected error',
  });
}
process.disconnect?.();
