/** Who comes in, and how: tokens, login, JWT of a provider, limits, writes from other sites, other host names, other addresses. */
import { request as plainRequest } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ServeOptions } from '../../api/http/index.ts';
import { createToken, listTokens, revokeToken } from '../../api/tokens.ts';
import { type Door, openDoor } from '../support/door.ts';
import { inventedCity, registryCsv } from '../support/enterprises.ts';
import { type Provider, provider } from '../support/provider.ts';
import { type TestStore, testStore } from '../support/store.ts';

let t: TestStore;
const doors: Door[] = [];
const open = async (options: Partial<ServeOptions> = {}): Promise<Door> => {
  const door = await openDoor(t.store, options);
  doors.push(door);
  return door;
};
const planner = { role: 'planner', district_id: null, label: '招商局', days: 1 } as const;
const as = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
const logIn = (door: Door, token: string, headers: Record<string, string> = { 'x-yuzhao-request': '1' }) =>
  door.ask('/api/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ token }),
  });

beforeAll(async () => {
  t = await testStore();
  await t.ingest('enterprises', t.write('城.csv', registryCsv(inventedCity)));
  await t.build();
});
afterEach(async () => {
  for (const door of doors.splice(0)) await door.close();
});
afterAll(() => t.remove());

describe('a token', () => {
  it('opens the door of its role until it is revoked, at once', async () => {
    const door = await open();
    const { token, card } = await createToken(t.store, planner);
    expect((await door.ask('/api/overview', as(token))).status).toBe(200);
    expect((await door.ask('/metrics', as(token))).status).toBe(403);
    await revokeToken(t.store, card.token_id);
    expect((await door.ask('/api/overview', as(token))).status).toBe(401);
    expect(listTokens(t.store).find((c) => c.token_id === card.token_id)!.state).toBe('revoked');
  });

  it('ends on its day', async () => {
    const door = await open();
    const { token, card } = await createToken(t.store, { ...planner, days: 1e-5 });
    const later = new Date(Date.parse(card.expires_at) + 1);
    expect(listTokens(t.store, later).find((c) => c.token_id === card.token_id)!.state).toBe('expired');
    await expect.poll(async () => (await door.ask('/api/overview', as(token))).status).toBe(401);
  });

  it('is nowhere on disk, only its hash', async () => {
    const { token } = await createToken(t.store, planner);
    const secret = token.split('_').slice(2).join('_');
    const { readFileSync } = await import('node:fs');
    expect(readFileSync(`${t.store}/tokens.jsonl`, 'utf8')).not.toContain(secret);
  });

  it('with one character changed is none', async () => {
    const door = await open();
    const { token } = await createToken(t.store, planner);
    const other = token.endsWith('A') ? 'B' : 'A';
    expect((await door.ask('/api/overview', as(token.slice(0, -1) + other))).status).toBe(401);
    expect((await door.ask('/api/overview', as(`${token}${other}`))).status).toBe(401);
  });

  it.each([
    [{ ...planner, role: 'public' as const }],
    [{ ...planner, district_id: '500112' }],
    [{ ...planner, role: 'officer' as const }],
    [{ ...planner, days: 0 }],
    [{ ...planner, days: 731 }],
  ])('that makes no sense is refused: %j', async (wish) =>
    expect(createToken(t.store, wish)).rejects.toMatchObject({ code: 'option_invalid' }),
  );
});

describe('login', () => {
  it('turns a token into a session that ends with logout, and with the token', async () => {
    const door = await open();
    const { token, card } = await createToken(t.store, planner);
    const session = async () => {
      const response = await logIn(door, token);
      expect(await response.json()).toEqual({ role: 'planner', district_id: null, subject: `token:${card.token_id}` });
      const cookie = response.headers.get('set-cookie')!;
      expect(cookie).toMatch(/HttpOnly/);
      expect(cookie).toMatch(/SameSite=Strict/);
      return { cookie: cookie.split(';')[0]! };
    };
    const [first, second] = [await session(), await session()];
    expect((await door.ask('/api/overview', { headers: first })).status).toBe(200);
    const out = { method: 'DELETE', headers: { ...first, 'x-yuzhao-request': '1' } };
    expect((await door.ask('/api/session', out)).status).toBe(204);
    expect((await door.ask('/api/overview', { headers: first })).status).toBe(401);
    expect((await door.ask('/api/overview', { headers: second })).status).toBe(200);
    await revokeToken(t.store, card.token_id);
    expect((await door.ask('/api/overview', { headers: second })).status).toBe(401);
  });

  it('refuses what is no token, and soon whoever keeps trying', async () => {
    const door = await open();
    const tries = [];
    for (let i = 0; i < 22; i++) tries.push((await logIn(door, `guess-${i}`)).status);
    expect(tries.slice(0, 20)).toEqual(Array(20).fill(401));
    expect(tries.slice(20)).toEqual([429, 429]);
  });
});

describe('an identity provider', () => {
  let known: Provider;
  beforeAll(async () => {
    known = await provider();
  });
  afterAll(() => known.close());
  const officer = { groups: ['渝北-officers'], area: '渝北区' };

  it('says who comes in, with role and district', async () => {
    const door = await open({ oidc: t.write('oidc.json', JSON.stringify(known.settings())) });
    const session = await door.ask('/api/session', as(known.sign(officer)));
    expect(await session.json()).toEqual({ role: 'officer', district_id: '500112', subject: 'oidc:u1' });
    expect((await logIn(door, known.sign({ groups: ['planners'] }))).status).toBe(200);
    const widest = known.sign({ groups: ['渝北-officers', 'planners'] });
    expect(await (await door.ask('/api/session', as(widest))).json()).toMatchObject({ role: 'planner' });
  });

  it('is believed only in what it signed for us, now, with a role', async () => {
    const door = await open({ oidc: t.write('oidc.json', JSON.stringify(known.settings())) });
    const stranger = await provider();
    const past = Math.floor(Date.now() / 1000) - 600;
    const wrong: Record<string, string> = {
      'of another issuer': known.sign({ groups: ['planners'], iss: 'http://elsewhere' }),
      'for another service': known.sign({ groups: ['planners'], aud: 'other' }),
      'of the past': known.sign({ groups: ['planners'], exp: past }),
      'without an end': known.sign({ groups: ['planners'], exp: undefined }),
      'of the future': known.sign({ groups: ['planners'], nbf: past + 6000 }),
      'without a role': known.sign({ groups: ['cleaners'] }),
      'of another key': stranger.sign({ groups: ['planners'], iss: known.settings().issuer }),
      'signed by nobody': known.unsigned({ groups: ['planners'] }),
      'signed with the public key as a password': known.signedWithPublicKey({ groups: ['planners'] }),
      'changed after signing': known.tampered({ groups: ['planners'] }),
    };
    for (const [what, token] of Object.entries(wrong))
      expect((await door.ask('/api/overview', as(token))).status, what).toBe(401);
    await stranger.close();
  });

  it('that does not answer is said to be silent, and nobody comes in', async () => {
    const gone = await provider();
    const door = await open({ oidc: t.write('gone.json', JSON.stringify(gone.settings())) });
    const token = gone.sign({ groups: ['planners'] });
    await gone.close();
    const response = await door.ask('/api/overview', as(token));
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ code: 'provider_silent' });
  });
});

describe('limits', () => {
  it('stop a stranger and a token, each by itself', async () => {
    const door = await open({ limits: { known: 4, stranger: 2 } });
    const one = (await createToken(t.store, planner)).token;
    const two = (await createToken(t.store, planner)).token;
    const times = async (n: number, init: RequestInit) => {
      const statuses = [];
      for (let i = 0; i < n; i++) statuses.push((await door.ask('/api/session', init)).status);
      return statuses;
    };
    expect(await times(3, {})).toEqual([200, 200, 429]);
    expect(await times(5, as(one))).toEqual([200, 200, 200, 200, 429]);
    expect(await times(1, as(two))).toEqual([200]);
  });

  it('count credentials that fail', async () => {
    const door = await open({ limits: { known: 4, stranger: 2 } });
    const statuses = [];
    for (let i = 0; i < 3; i++) statuses.push((await door.ask('/api/overview', as(`yz_guess_${i}`))).status);
    expect(statuses).toEqual([401, 401, 429]);
  });
});

describe('a write from another site', () => {
  it('is refused whatever the cookie says, and allowed from our own pages', async () => {
    const door = await open();
    const write = (headers: Record<string, string>) =>
      door.ask('/api/session', { method: 'DELETE', headers: { cookie: door.cookie, ...headers } });
    for (const headers of [
      {},
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: door.origin.replace('http:', 'https:').replace('127.0.0.1', '127.0.0.2') },
      { origin: 'https://evil.example', 'x-yuzhao-request': '1' },
    ])
      expect((await write(headers as Record<string, string>)).status, JSON.stringify(headers)).toBe(403);
    expect((await door.get('/api/overview')).status).toBe(200);
    expect((await write({ origin: door.origin })).status).toBe(204);
  });
});

describe('the address', () => {
  const status = (door: Door, host: string) =>
    new Promise<number>((resolve, reject) => {
      plainRequest(`${door.origin}/health`, { headers: { host } }, (r) => {
        r.resume();
        resolve(r.statusCode!);
      })
        .on('error', reject)
        .end();
    });

  it('is served under loopback names and those that were given, no others', async () => {
    const door = await open({ names: ['zs.example.gov.cn'] });
    const { port } = new URL(door.origin);
    expect(await status(door, `localhost:${port}`)).toBe(200);
    expect(await status(door, 'zs.example.gov.cn')).toBe(200);
    expect(await status(door, `evil.example:${port}`)).toBe(401);
  });

  it('beyond this machine is refused until somebody has a token', async () => {
    const empty = await testStore();
    await empty.ingest('enterprises', empty.write('城.csv', registryCsv(inventedCity)));
    await empty.build();
    await expect(openDoor(empty.store, { host: '127.0.0.2' })).rejects.toMatchObject({ code: 'option_invalid' });
    const { card } = await createToken(empty.store, planner);
    const serving = await (await import('../../api/http/index.ts')).serve({
      store: empty.store,
      port: 0,
      host: '127.0.0.2',
    });
    await serving.close();
    await revokeToken(empty.store, card.token_id);
    await expect(openDoor(empty.store, { host: '127.0.0.2' })).rejects.toMatchObject({ code: 'option_invalid' });
    await empty.remove();
  });
});
