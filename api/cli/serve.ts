/** `yuzhao serve`: pages and API; for the owner at this machine by a one-time token in the printed URL, for others by tokens. */
import { serve } from '../http/index.ts';

export type ServeArguments = { store: string; port: number; host?: string; name?: string[]; oidc?: string };

export async function serveCommand({ store, port, host, name, oidc }: ServeArguments): Promise<void> {
  const { url } = await serve({
    store,
    port,
    ...(host ? { host } : {}),
    ...(name ? { names: name } : {}),
    ...(oidc ? { oidc } : {}),
  });
  const where = !host || host === '127.0.0.1' ? 'on this machine only' : `on ${host}; others log in at /login/`;
  process.stderr.write(`yuzhao is serving ${where}. Open once:\n\n  ${url}\n\nStop with Ctrl-C.\n`);
}
