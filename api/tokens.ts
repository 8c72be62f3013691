/** Tokens: who may knock. Only a hash of each is kept, in a journal of the store; creating and revoking are entries. */
import { createHash, randomBytes } from 'node:crypto';
import { AppError } from '../data/errors.ts';
import { Journal } from '../data/store/index.ts';
import type { Principal, Role } from './http/access.ts';

type Made = {
  kind: 'created';
  token_id: string;
  secret_hash: string;
  role: Role;
  district_id: string | null;
  label: string;
  expires_at: string;
};
type Revoked = { kind: 'revoked'; token_id: string };

/** What may be shown of a token. `label`: an office or a pseudonym. */
export type TokenCard = Omit<Made, 'kind' | 'secret_hash'> & {
  created_at: string;
  state: 'valid' | 'expired' | 'revoked';
};
export type NewToken = { role: Role; district_id: string | null; label: string; days: number };

const journal = (store: string) => new Journal<Made | Revoked>(store, 'tokens');
const hash = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** The token itself is shown this once. @throws AppError option_invalid */
export async function createToken(store: string, wish: NewToken): Promise<{ token: string; card: TokenCard }> {
  const { role, district_id, label, days } = wish;
  if (role === 'public') throw new AppError('option_invalid', 'the public needs no token', 'name another role');
  if ((role === 'officer') !== (district_id !== null))
    throw new AppError(
      'option_invalid',
      'a district belongs to an officer, and only to one',
      'give --district with --role officer',
    );
  if (!(days > 0 && days <= 730)) throw new AppError('option_invalid', 'a token lives 1 to 730 days', 'correct --days');
  const token_id = randomBytes(6).toString('hex');
  const secret = randomBytes(32).toString('base64url');
  const expires_at = new Date(Date.now() + days * 86_400_000).toISOString();
  const entry = { kind: 'created', token_id, secret_hash: hash(secret), role, district_id, label, expires_at } as const;
  const { at } = await journal(store).append(entry);
  return {
    token: `yz_${token_id}_${secret}`,
    card: { token_id, role, district_id, label, expires_at, created_at: at, state: 'valid' },
  };
}

/** Newest last. */
export function listTokens(store: string, now = new Date()): TokenCard[] {
  const entries = journal(store).read();
  const revoked = new Set(entries.flatMap((e) => (e.kind === 'revoked' ? [e.token_id] : [])));
  return entries.flatMap((e) => {
    if (e.kind !== 'created') return [];
    const { token_id, role, district_id, label, expires_at, at } = e;
    const state = revoked.has(token_id) ? 'revoked' : expires_at <= now.toISOString() ? 'expired' : 'valid';
    return [{ token_id, role, district_id, label, expires_at, created_at: at, state } satisfies TokenCard];
  });
}

/** @throws AppError token_not_found */
export async function revokeToken(store: string, token_id: string): Promise<void> {
  if (!listTokens(store).some((card) => card.token_id === token_id))
    throw new AppError('token_not_found', `there is no token «${token_id}»`, 'yuzhao token list shows their ids');
  await journal(store).append({ kind: 'revoked', token_id });
}

/** Looks tokens up for the server; reads the journal again once it has changed, so that a revoked token is out at once. */
export class TokenBook {
  private readonly journal: Journal<Made | Revoked>;
  private version: string | null = null;
  private valid = new Map<string, Made>();

  constructor(store: string) {
    this.journal = journal(store);
  }

  /** Who holds this token; null for an unknown, expired or revoked one. */
  find(token: string): { principal: Principal; expires_at: string } | null {
    const found = /^yz_([0-9a-f]{12})_([\w-]{43})$/.exec(token);
    if (!found) return null;
    this.refresh();
    const made = this.valid.get(hash(found[2]!));
    if (!made || made.token_id !== found[1] || made.expires_at <= new Date().toISOString()) return null;
    return {
      principal: { role: made.role, subject: `token:${made.token_id}`, district_id: made.district_id },
      expires_at: made.expires_at,
    };
  }

  private refresh(): void {
    const version = this.journal.version();
    if (version === this.version) return;
    this.version = version;
    const entries = this.journal.read();
    const revoked = new Set(entries.flatMap((e) => (e.kind === 'revoked' ? [e.token_id] : [])));
    this.valid = new Map(
      entries.flatMap((e) => (e.kind === 'created' && !revoked.has(e.token_id) ? [[e.secret_hash, e] as const] : [])),
    );
  }
}
