/** `yuzhao serve` as people start it: a process of its own, to be stopped in whatever way. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';

export type Child = {
  process: ChildProcess;
  /** The printed address, with its token. */
  url: string;
  origin: string;
  /** Ends it now (SIGKILL unless said otherwise); resolves when it is gone. */
  end(signal?: NodeJS.Signals): Promise<number>;
};

/** @throws Error with what it wrote when it does not serve */
export async function serveChild(store: string, ...more: string[]): Promise<Child> {
  const child = spawn(process.execPath, ['api/cli/yuzhao.js', 'serve', '--store', store, '--port', '0', ...more], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const gone = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  let told = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.stderr!.on('data', (piece: Buffer) => {
      told += piece.toString('utf8');
      const found = /http:\/\/127\.0\.0\.1:\d+\/\?token=\S+/.exec(told)?.[0];
      if (found) resolve(found);
    });
    gone.then(() => reject(new Error(`yuzhao serve ended: ${told}`)));
  });
  return {
    process: child,
    url,
    origin: new URL(url).origin,
    async end(signal = 'SIGKILL') {
      child.kill(signal);
      const [code, by] = await gone;
      return code ?? 128 + constants.signals[by!];
    },
  };
}
