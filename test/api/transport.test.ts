/** What happens on the line: compression, bodies that are none, callers that are slow and callers that leave. */
import { readdirSync, readlinkSync } from 'node:fs';
import { get, type IncomingMessage, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { brotliDecompressSync } from 'node:zlib';
import Type from 'typebox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Audit } from '../../api/audit.ts';
import { staff } from '../../api/http/access.ts';
import { type Route, rows } from '../../api/http/route.ts';
import { routes } from '../../api/http/routes/index.ts';
import { text, whole } from '../../data/schema/types.ts';
import { pruneSnapshots } from '../../data/store/index.ts';
import { type Door, openDoor } from '../support/door.ts';
import { inventedCity, registryCsv } from '../support/enterprises.ts';
import { type TestStore, testStore } from '../support/store.ts';
import { swapTo } from '../support/swap.ts';

/** Twenty million rows: a gigabyte as text, more than any buffer on the way holds. */
const long: Route = rows({
  path: '/probe/long',
  summary: { zh: '试', en: 'test' },
  access: staff,
  row: Type.Object({ n: whole('数'), words: text('词') }),
  key: [],
  handler: async () => ({ sql: `select i as n, '很长的清单 ' || i as words from range(20000000) as r (i)` }),
});

let t: TestStore;
let door: Door;
beforeAll(async () => {
  t = await testStore();
  await t.ingest('enterprises', t.write('城.csv', registryCsv(inventedCity)));
  await t.build();
  door = await openDoor(t.store, { table: [...routes, long] });
});
afterAll(async () => {
  await door.close();
  await t.remove();
});

const raw = (path: string, headers: Record<string, string>) =>
  new Promise<IncomingMessage>((resolve, reject) => {
    get(`${door.origin}${path}`, { headers: { cookie: door.cookie, ...headers } }, resolve).on('error', reject);
  });
const bytes = async (response: IncomingMessage) => Buffer.concat(await response.toArray());

describe('compression', () => {
  it('is used where asked for and worth it, and changes nothing', async () => {
    const plain = await bytes(await raw('/api/links', {}));
    const response = await raw('/api/links', { 'accept-encoding': 'br, gzip' });
    expect(response.headers['content-encoding']).toBe('br');
    const packed = await bytes(response);
    expect(packed.length).toBeLessThan(plain.length / 3);
    expect(brotliDecompressSync(packed).equals(plain)).toBe(true);
  });

  it.each(['/api/links.arrow', '/api/links.xlsx', '/tables/chain.gap.parquet', '/health'])(
    'leaves %s as it is',
    async (path) => {
      const response = await raw(path, { 'accept-encoding': 'gzip' });
      expect(response.statusCode).toBe(200);
      expect(response.headers['content-encoding']).toBeUndefined();
      response.resume();
    },
  );
});

describe('a body', () => {
  const send = (body: string, headers: Record<string, string>) =>
    door.ask('/api/leads', {
      method: 'POST',
      body,
      headers: { cookie: door.cookie, 'x-yuzhao-request': '1', ...headers },
    });
  const json = { 'content-type': 'application/json' };

  it.each([
    ['that is no JSON', '{"a":', json, 400],
    ['that is empty', '', json, 400],
    ['that is a text', '"a"', json, 400],
    ['that poisons prototypes', '{"__proto__": {"role": "admin"}}', json, 400],
    ['of another type', '<a/>', { 'content-type': 'application/xml' }, 415],
    ['that is too long', `"${'长'.repeat(6e6)}"`, json, 413],
  ])('%s is the caller’s fault', async (_, body, headers, status) => {
    const response = await send(body, headers);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ status, code: 'option_invalid' });
  });
});

const mb = () => process.memoryUsage().rss / 2 ** 20;

describe('a slow caller', () => {
  it.each(['ndjson', 'csv', 'arrow'])('of .%s costs no memory and holds nobody up', async (format) => {
    const response = await raw(`/probe/long.${format}`, {});
    await new Promise((first) => response.once('readable', () => first(null)));
    const before = mb();
    // nobody reads: the list waits on the line while others are served
    for (let i = 0; i < 10; i++) {
      expect((await door.get('/api/districts')).status).toBe(200);
      await pause(50);
    }
    expect(mb() - before).toBeLessThan(300);
    response.destroy();
  });
});

describe('a caller that leaves', () => {
  /** Snapshots that this process holds open. */
  const held = () =>
    readdirSync('/proc/self/fd').flatMap((fd) => {
      try {
        return /snapshot-([0-9a-f]+)\.duckdb/.exec(readlinkSync(`/proc/self/fd/${fd}`))?.[1] ?? [];
      } catch {
        return [];
      }
    });

  it.runIf(process.platform === 'linux')('lets go of its snapshot, at whatever moment it leaves', async () => {
    const first = (await door.json<{ snapshot: string }>('/api/overview')).snapshot;
    const leaving = Array.from({ length: 30 }, async (_, i) => {
      const path = [`/probe/long.ndjson`, '/probe/long.arrow', '/probe/long.csv', '/api/links'][i % 4]!;
      const encoding = i % 2 ? { 'accept-encoding': 'gzip' } : {};
      await new Promise<void>((gone) => {
        const asked = request(`${door.origin}${path}`, { headers: { cookie: door.cookie, ...encoding } }, (response) =>
          i < 15 ? response.once('data', () => asked.destroy()) : asked.destroy(),
        );
        asked.on('error', () => undefined).on('close', gone);
        asked.end();
        if (i >= 25) setTimeout(() => asked.destroy(), i);
      });
    });
    await Promise.all(leaving);
    const second = await swapTo(t.store, 'f00d');
    pruneSnapshots(t.store, [], 0);
    expect((await door.json<{ snapshot: string }>('/api/overview')).snapshot).toBe(second);
    // a result that was not read to its end holds its database until it is collected
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const stillHeld = () => {
      collect();
      return held().includes(first);
    };
    await expect.poll(stillHeld).toBe(false);
    expect(held()).toContain(second);
  });
});

describe('a caller that never gets done', () => {
  let hurried: Door;
  beforeAll(async () => {
    hurried = await openDoor(t.store, { table: [...routes, long], patience: 1000 });
  });
  afterAll(() => hurried.close());

  /** A line on which `beginning` is sent and then one byte now and then; `heard` once it is closed. */
  function trickle(beginning: string, byte: string): { socket: Socket; heard: Promise<string> } {
    const socket = connect(Number(new URL(hurried.origin).port), '127.0.0.1');
    let text = '';
    socket.on('data', (piece) => {
      text += piece.toString('latin1');
    });
    socket.on('error', () => undefined);
    socket.write(beginning);
    const timer = setInterval(() => socket.write(byte), 100);
    const heard = new Promise<string>((closed) =>
      socket.once('close', () => {
        clearInterval(timer);
        closed(text);
      }),
    );
    return { socket, heard };
  }
  const cookie = () => `cookie: ${hurried.cookie}\r\nhost: 127.0.0.1\r\n`;

  it('with its heading is cut off, and many of them keep nobody waiting', async () => {
    const slow = Array.from({ length: 200 }, () => trickle('GET /api/links HTTP/1.1\r\nhost: 127.0.0.1\r\nx-a: ', 'b'));
    for (let i = 0; i < 10; i++) expect((await hurried.get('/api/districts')).status).toBe(200);
    for (const { heard } of slow) expect(await heard).toMatch(/^HTTP\/1.1 408 .*"urn:yuzhao:option_invalid"/s);
  });

  it('with its body is cut off before anything is written', async () => {
    const { heard } = trickle(
      `POST /api/leads HTTP/1.1\r\n${cookie()}x-yuzhao-request: 1\r\ncontent-type: application/json\r\ncontent-length: 90000\r\n\r\n{"investor":"`,
      'a',
    );
    expect(await heard).toMatch(/^HTTP\/1.1 408 /);
    expect(new Audit(t.store).read().filter((e) => e.route === 'POST /api/leads' && e.action === 'done')).toEqual([]);
  });

  it('with the answer loses its line', async () => {
    const line = new Promise<Socket>((known) => hurried.serving.app.server.once('connection', known));
    const { socket, heard } = trickle(`GET /probe/long.ndjson HTTP/1.1\r\n${cookie()}\r\n`, '');
    await new Promise((first) => socket.once('data', first));
    socket.pause();
    const held = await line;
    await expect.poll(() => held.destroyed, { timeout: 60_000 }).toBe(true);
    socket.resume();
    expect(await heard).not.toContain('"n":19999999');
  });

  it('and whoever types Chinese into the address learns what to do', async () => {
    const { heard } = trickle('GET /api/projects?district=渝北区 HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n', '');
    expect(await heard).toMatch(/^HTTP\/1.1 400 .*percent-encoded/s);
  });

  it('and what is no HTTP gets a problem', async () => {
    const { heard } = trickle('\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 TLS\r\n\r\n', '');
    expect(await heard).toMatch(/^HTTP\/1.1 400 .*"urn:yuzhao:option_invalid"/s);
  });
});
