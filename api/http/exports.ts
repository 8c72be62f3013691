/** Notes every export in the audit log, before its first byte leaves. */
import type { Audit } from '../audit.ts';
import type { Principal } from './access.ts';
import type { Route } from './route.ts';

/** A reader of Parquet fetches one file in dozens of parts: that is one export, in ms. */
const oneExport = 600_000;

export class Exports {
  private readonly audit: Audit;
  private readonly noted = new Map<string, number>();

  constructor(audit: Audit) {
    this.audit = audit;
  }

  async note(
    principal: Principal,
    route: Route,
    format: string,
    asked: { params: unknown; query: unknown },
    snapshot: string,
  ): Promise<void> {
    const about = { format, ...harmless(route, asked.params), ...harmless(route, asked.query) };
    const what = JSON.stringify([principal.subject, route.path, about, snapshot]);
    const now = Date.now();
    if ((this.noted.get(what) ?? 0) > now - oneExport) return;
    this.noted.set(what, now);
    if (this.noted.size > 10_000) for (const [key, at] of this.noted) if (at <= now - oneExport) this.noted.delete(key);
    try {
      await this.audit.note(principal, { action: 'export', route: `GET ${route.path}`, about, body: null, snapshot });
    } catch (error) {
      this.noted.delete(what);
      throw error;
    }
  }
}

/** Free text (`q`) and values of personal fields may name a person: the log holds neither. */
const harmless = (route: Route, values: unknown): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(values as object).filter(([name]) => name !== 'q' && !route.personal.includes(name)),
  );
