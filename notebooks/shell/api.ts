/** The way from a page to the server: same origin, session cookie, JSON answers, problems (RFC 9457) as errors. */

/** Pages lie one folder below the root that serves them. */
const root = new URL('../', document.baseURI);

type Query = Record<string, string | number | null | undefined>;

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

/** Address of `api/<path>`; parameters that are null or undefined are left out. */
export function address(path: string, query: Query = {}): string {
  const url = new URL(`api/${path}`, root);
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined) url.searchParams.set(name, String(value));
  }
  return url.href;
}

/** @throws Problem; DOMException AbortError when `signal` fires */
export async function get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  let response: Response;
  try {
    response = await fetch(address(path, query), { signal, headers: { accept: 'application/json' } });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Problem(0);
  }
  if (response.ok) return (await response.json()) as T;
  const body = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  const text = (name: string) => (typeof body[name] === 'string' ? (body[name] as string) : '');
  throw new Problem(response.status, text('code'), text('title'), text('remedy'));
}
