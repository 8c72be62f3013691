/** Who asks: the owner at this machine, the holder of a token or of a provider's JWT, a session that one of them opened, or nobody. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { TokenBook } from '../tokens.ts';
import { anonymous, type Principal } from './access.ts';
import { type Oidc, oidcVerifier } from './oidc.ts';

/** Whoever holds the printed URL sits at this machine: its owner. */
const owner: Principal = { role: 'admin', subject: 'local-owner', district_id: null };

/** Hours that a session lives, at most. */
const sessionHours = 12;
const mostSessions = 10_000;

type Session = { principal: Principal; until: number; token: string | null };

const same = (a: string, b: string): boolean =>
  timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());

export class Identity {
  private readonly tokens: TokenBook;
  private readonly jwt: ((token: string) => Promise<Principal | null>) | null;
  private readonly sessions = new Map<string, Session>();
  private oneTime: string | null;

  constructor(store: string, oneTime: string, oidc?: Oidc) {
    this.tokens = new TokenBook(store);
    this.jwt = oidc ? oidcVerifier(oidc) : null;
    this.oneTime = oneTime;
  }

  /** The printed URL: works once. @returns a session, or null */
  enter(given: string): string | null {
    if (!this.oneTime || !same(given, this.oneTime)) return null;
    this.oneTime = null;
    return this.open(owner, Number.POSITIVE_INFINITY, null);
  }

  /** A token or a JWT, as one types it into the login page. @returns a session, or null */
  async logIn(credential: string): Promise<{ session: string; principal: Principal } | null> {
    const held = this.tokens.find(credential);
    const principal = held?.principal ?? (await this.ofJwt(credential));
    if (!principal) return null;
    const until = Math.min(
      Date.now() + sessionHours * 3_600_000,
      held ? Date.parse(held.expires_at) : Number.POSITIVE_INFINITY,
    );
    return { session: this.open(principal, until, held ? credential : null), principal };
  }

  logOut(session: string): void {
    this.sessions.delete(session);
  }

  /**
   * @param bearer what follows `Authorization: Bearer`. @returns null when one was given and is not valid; whose session has
   * ended is a stranger again
   */
  async of(bearer: string | undefined, session: string | undefined): Promise<Principal | null> {
    if (bearer !== undefined) return this.tokens.find(bearer)?.principal ?? this.ofJwt(bearer);
    return (session === undefined ? null : this.ofSession(session)) ?? anonymous;
  }

  private ofSession(id: string): Principal | null {
    const session = this.sessions.get(id);
    if (!session) return null;
    // A session ends with the token that opened it.
    if (session.until > Date.now() && (session.token === null || this.tokens.find(session.token)))
      return session.principal;
    this.sessions.delete(id);
    return null;
  }

  private ofJwt = async (token: string): Promise<Principal | null> =>
    this.jwt && token.includes('.') ? this.jwt(token) : null;

  private open(principal: Principal, until: number, token: string | null): string {
    if (this.sessions.size >= mostSessions) this.sessions.delete(this.sessions.keys().next().value!);
    const id = randomBytes(24).toString('base64url');
    this.sessions.set(id, { principal, until, token });
    return id;
  }
}
