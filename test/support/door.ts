/** The HTTP door on a throw-away store: requests as the owner of the machine, as a stranger, or as the holder of a token. */
import { type ServeOptions, type Serving, serve } from '../../api/http/index.ts';

export type Door = {
  origin: string;
  /** As the owner, by the session cookie. */
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  json<T>(path: string): Promise<T>;
  /** Without any credential but those given. */
  ask(path: string, init?: RequestInit): Promise<Response>;
  cookie: string;
  serving: Serving;
  close(): Promise<void>;
};

export async function openDoor(store: string, options: Partial<ServeOptions> = {}): Promise<Door> {
  const serving = await serve({ store, port: 0, ...options });
  const { origin } = new URL(serving.url);
  const first = await fetch(serving.url, { redirect: 'manual' });
  const cookie = first.headers.get('set-cookie')!.split(';')[0]!;
  const ask = (path: string, init: RequestInit = {}) => fetch(`${origin}${path}`, { redirect: 'manual', ...init });
  const get = (path: string, headers: Record<string, string> = {}) => ask(path, { headers: { cookie, ...headers } });
  return {
    origin,
    get,
    ask,
    cookie,
    serving,
    json: async <T>(path: string) => (await (await get(path)).json()) as T,
    close: () => serving.close(),
  };
}
