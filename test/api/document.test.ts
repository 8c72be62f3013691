/**
 * The served OpenAPI document is kept: requests made from it alone find no error of the server and no answer that breaks its
 * schema. `YUZHAO_REQUESTS=5000` and `YUZHAO_ATTACKS=all` for the long run.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Role, roles } from '../../api/http/access.ts';
import { createToken } from '../../api/tokens.ts';
import {
  type Asked,
  type Document,
  faultOf,
  type Json,
  type Operation,
  readDocument,
  send,
} from '../support/document.ts';
import { type Door, openDoor } from '../support/door.ts';
import { hostile } from '../support/hostile.ts';
import { attacksOn, type Pool, poolOf, requestsOf } from '../support/requests.ts';
import { copyOfCity } from '../support/server.ts';

const wanted = Number(process.env.YUZHAO_REQUESTS ?? 400);
const everyAttack = process.env.YUZHAO_ATTACKS === 'all';

let city: { store: string; remove(): void };
let door: Door;
let document: Document;
let pool: Pool;
const tokens = new Map<Role, string>();

beforeAll(async () => {
  city = await copyOfCity();
  door = await openDoor(city.store, { limits: { known: 1e9, stranger: 1e9 } });
  for (const role of roles.slice(1)) {
    const district_id = role === 'officer' ? '500112' : null;
    tokens.set(role, (await createToken(city.store, { role, district_id, label: 'test', days: 1 })).token);
  }
  document = readDocument(await door.json<Json>('/api/openapi.json'));
  pool = await poolOf(door.origin, door.cookie, document.operations);
}, 400_000);
afterAll(async () => {
  await door?.close();
  city?.remove();
});

/** A build takes a minute and swaps the snapshot; test/api/snapshots.test.ts does that. */
const tried = () => document.operations.filter((o) => !(o.method === 'POST' && o.path === '/api/jobs'));
/** Half of the table addresses are alike: one request in five goes to them. */
const operations = (): fc.Arbitrary<Operation> => {
  const [tables, others] = [true, false].map((is) => tried().filter((o) => o.path.startsWith('/tables/') === is));
  return fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom(...tables!) },
    { weight: 4, arbitrary: fc.constantFrom(...others!) },
  );
};
const whoever = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Role>('admin') },
  { weight: 1, arbitrary: fc.constantFrom(...roles) },
);

const credentials = (role: Role): Record<string, string> =>
  role === 'public' ? { 'x-yuzhao-request': '1' } : { authorization: `Bearer ${tokens.get(role)}` };
const short = ({ method, path, body }: Asked, role: Role) =>
  `${role} ${method} ${path.slice(0, 300)} ${(body ?? '').slice(0, 300)}`;

/** Sends all of them, six at a time. @returns how often each status came, and what was wrong */
async function play(asked: { operation: Operation; request: Asked; role: Role }[]) {
  const faults: string[] = [];
  const statuses = new Map<number, number>();
  let next = 0;
  const sender = async () => {
    while (next < asked.length) {
      const { operation, request, role } = asked[next++]!;
      const answer = await send(door.origin, { ...request, headers: { ...request.headers, ...credentials(role) } });
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      const let_in = operation.access[role] !== undefined;
      const fault =
        (await faultOf(operation, document.problem, answer)) ??
        (let_in || [400, 401, 403, 413, 414, 431].includes(answer.status)
          ? null
          : `${answer.status} for a role that may not`);
      if (fault) faults.push(`${short(request, role)}\n  ${fault}`);
    }
  };
  await Promise.all(Array.from({ length: 6 }, sender));
  return { faults, statuses };
}

describe('the document', () => {
  it('describes more than the tables, each operation with who may call it', () => {
    expect(document.operations.length).toBeGreaterThan(150);
    expect(document.operations.filter((o) => Object.keys(o.access).length === 0)).toEqual([]);
  });

  it(`is kept by the answers to ${wanted} requests made from it`, async () => {
    const one = fc
      .tuple(operations(), whoever)
      .chain(([operation, role]) => requestsOf(operation, pool).map((request) => ({ operation, request, role })));
    const { faults, statuses } = await play(fc.sample(one, { numRuns: wanted, seed: 20191125 }));
    expect(faults.slice(0, 20)).toEqual([]);
    // A run in which nearly everything is refused would prove nothing.
    expect(statuses.get(200)!).toBeGreaterThan(wanted / 4);
  }, 1_200_000);
});

describe('a hostile text', () => {
  it('in any parameter or field finds no error, tells nothing and changes nothing', async () => {
    const asked = tried().flatMap((operation, i) =>
      (everyAttack ? hostile : [hostile[(i * 7) % hostile.length]!]).flatMap((text) =>
        attacksOn(operation, pool, text).map((request) => ({ operation, request, role: 'admin' as const })),
      ),
    );
    const before = await tables();
    const { faults } = await play(asked);
    expect(faults.slice(0, 20)).toEqual([]);
    expect(await tables()).toEqual(before);
    expect((Object.prototype as { polluted?: number }).polluted).toBeUndefined();
    expect(asked.length).toBeGreaterThan(500);
  }, 3_600_000);

  /** Rows of tables at which the statements aim. */
  const tables = async () =>
    Promise.all(
      ['enterprise.current', 'chain.gap', 'policy.current'].map(
        async (relation) => (await (await door.get(`/tables/${relation}.ndjson`)).text()).length,
      ),
    );
});
