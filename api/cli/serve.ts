/** `yuzhao serve`: the pages, on this machine only, behind a one-time token in the printed URL. */
import { serve } from '../http/index.ts';

export async function serveCommand({ store, port }: { store: string; port: number }): Promise<void> {
  const { url } = await serve({ store, port });
  process.stderr.write(`yuzhao is serving on this machine only. Open once:\n\n  ${url}\n\nStop with Ctrl-C.\n`);
}
