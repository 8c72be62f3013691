/** The way from a page to the server: same origin, session cookie, JSON answers, problems (RFC 9457) as errors. */

/** Pages lie one folder below the root that serves them. */
const root = new URL('../', document.baseURI);

export type Query = Record<string, string | number | null | undefined>;

/** An answer that is not the wanted one. `status` 0 = the server was not reached; `code` as in its error catalogue. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly remedy: string;

  constructor(status: number, code = '', title = '', remedy = '') {
    super(title);
    this.status = status;
    this.code = code;
    this.remedy = remedy;
  }
}

/** Address of `api/<path>`, or of `tables/<relation>` beside it; parameters that are null or undefined are left out. */
export function address(path: string, query: Query = {}): string {
  const url = new URL(path.startsWith('tables/') ? path : `api/${path}`, root);
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined) url.searchParams.set(name, String(value));
  }
  return url.href;
}

/** @throws Problem; DOMException AbortError when `signal` fires */
export const get = <T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> =>
  ask<T>(address(path, query), { signal, headers: { accept: 'application/json' } });

/**
 * Sends something to be written: `body` as JSON, or a form with files. `key` names the intention: sent twice with the same
 * key it is done once, so keep the key when trying again. @throws Problem
 */
export function send<T>(
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  body: unknown,
  key: string = crypto.randomUUID(),
): Promise<T> {
  const form = body instanceof FormData;
  const headers: Record<string, string> = { accept: 'application/json', 'idempotency-key': key };
  if (!form) headers['content-type'] = 'application/json';
  return ask<T>(address(path), { method, headers, body: form ? body : JSON.stringify(body) });
}

async function ask<T>(url: string, request: RequestInit): Promise<T> {
  return (await (await fetchAnswer(url, request)).json()) as T;
}

/** An answer that is sound, in whatever format was asked for. @throws Problem; DOMException AbortError when the signal fires */
export async function fetchAnswer(url: string, request: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, request);
  } catch (error) {
    if (request.signal?.aborted) throw error;
    throw new Problem(0);
  }
  if (response.ok) return response;
  const body = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  const text = (name: string) => (typeof body[name] === 'string' ? (body[name] as string) : '');
  throw new Problem(response.status, text('code'), text('title'), text('remedy'));
}
