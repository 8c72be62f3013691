/** `yuzhao serve`: pages and API; for the owner at this machine by a one-time token in the printed URL, for others by tokens. */
import { serve } from '../http/index.ts';

export type ServeArguments = { store: string; port: number; host?: string; name?: string[]; oidc?: string };

export async function serveCommand({ store, port, host, name, oidc }: ServeArguments): Promise<void> {
  const { url, close } = await serve({
    store,
    port,
    ...(host ? { host } : {}),
    ...(name ? { names: name } : {}),
    ...(oidc ? { oidc } : {}),
  });
  const where = !host || host === '127.0.0.1' ? 'on this machine only' : `on ${host}; others log in at /login/`;
  process.stderr.write(`yuzhao is serving ${where}. Open once:\n\n  ${url}\n\nStop with Ctrl-C.\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end(close));
}

/** How long those who are served have to come to their end, in ms; a second signal ends at once. */
const patience = 5_000;

/** What is being written is finished and answered, then the process ends. */
async function end(close: () => Promise<void>): Promise<void> {
  setTimeout(() => process.exit(0), patience).unref();
  await close();
  process.exit(0);
}
