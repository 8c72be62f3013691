/** The server killed while people write (kill −9, a process of its own): what was acknowledged is there. `YUZHAO_KILLS=20` for the long run. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Audit } from '../../api/audit.ts';
import { createToken } from '../../api/tokens.ts';
import { type Child, serveChild } from '../support/child.ts';
import { promotionCity } from '../support/promotion-city.ts';
import { type TestStore, testStore } from '../support/store.ts';

const kills = Number(process.env.YUZHAO_KILLS ?? 3);
const writers = 4;

/** One arrival of money; the amount tells it from all others. */
type Sent = { key: string; project: string; amount: number; answer: string | null };

let t: TestStore;
let token: string;
let serving: Child | null = null;
beforeAll(async () => {
  t = await testStore();
  await promotionCity(t);
  token = (await createToken(t.store, { role: 'planner', district_id: null, label: 'test', days: 1 })).token;
});
afterAll(async () => {
  await serving?.end();
  await t?.remove();
});

const ask = (path: string, init: { headers?: Record<string, string>; method?: string; body?: string } = {}) =>
  fetch(`${serving!.origin}${path}`, {
    ...init,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...init.headers },
  });

const post = ({ key, project, amount }: Sent) =>
  ask('/api/events', {
    method: 'POST',
    headers: { 'idempotency-key': key },
    body: JSON.stringify({
      events: [{ kind: 'arrival', project_id: project, happened_on: '2025-06-01', amount, currency: 'CNY' }],
    }),
  });

/** Writes until the line breaks. */
async function writeOn(sent: Sent[], project: string, next: () => number): Promise<void> {
  for (;;) {
    const one: Sent = { key: randomUUID(), project, amount: next(), answer: null };
    sent.push(one);
    try {
      const response = await post(one);
      const answer = await response.text();
      expect(response.status, answer).toBe(200);
      expect(JSON.parse(answer).accepted, answer).toHaveLength(1);
      one.answer = answer;
    } catch (error) {
      if (error instanceof TypeError) return;
      throw error;
    }
  }
}

/** Amounts that the ledger has of a project, one an entry. */
async function amountsOf(project: string): Promise<number[]> {
  const { events } = (await (await ask(`/api/projects/${project}`)).json()) as {
    events: { kind: string; amount: number | null }[];
  };
  return events.filter((e) => e.kind === 'arrival').map((e) => e.amount!);
}

describe(`a server that is killed ${kills} times while ${writers} people write`, () => {
  it('has everything that it acknowledged, once, and takes the rest when it is sent again', async () => {
    const sent: Sent[] = [];
    let amount = 1_000_000;
    const projects = Array.from({ length: writers }, (_, i) => `Y${i + 2}`);
    for (let kill = 0; kill < kills; kill++) {
      serving = await serveChild(t.store);
      const acknowledged = () => sent.filter((s) => s.answer !== null).length;
      const before = acknowledged();
      const writing = projects.map((project) => writeOn(sent, project, () => ++amount));
      // Somewhere in the middle of things: after so many answers, and a moment that differs from kill to kill.
      while (acknowledged() < before + 8) await pause(5);
      await pause((kill * 7) % 23);
      await serving.end();
      await Promise.all(writing);
    }
    serving = await serveChild(t.store);
    const found = new Map<string, number[]>();
    for (const project of projects) found.set(project, await amountsOf(project));
    const missing = sent.filter((s) => s.answer !== null && !found.get(s.project)!.includes(s.amount));
    expect(missing).toEqual([]);
    expect(sent.filter((s) => s.answer === null).length).toBeGreaterThan(0);
    const again = sent.filter((s, i) => s.answer === null || i % 4 === 0);
    for (const one of again) {
      const response = await post(one);
      const answer = await response.text();
      expect(response.status, answer).toBe(200);
      // An acknowledged write is answered as the first time.
      if (one.answer !== null) expect(answer).toBe(one.answer);
    }
    for (const project of projects) {
      const amounts = await amountsOf(project);
      const wanted = sent.filter((s) => s.project === project).map((s) => s.amount);
      expect(amounts.filter((a) => a > 1_000_000).toSorted()).toEqual(wanted.toSorted());
    }
    expect(await serving.end('SIGTERM')).toBe(0);
    serving = null;
    const { fault, entries } = new Audit(t.store).verify();
    expect(fault).toBeNull();
    expect(entries).toBeGreaterThan(sent.length);
  }, 1_200_000);
});
