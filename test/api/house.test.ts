/** The API about itself, loads with their rejects, and a build that is started and followed from the door. */
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { routes } from '../../api/http/routes/index.ts';
import { type Door, openDoor } from '../support/door.ts';
import { inventedCity, registryCsv } from '../support/enterprises.ts';
import { type TestStore, testStore } from '../support/store.ts';

let t: TestStore;
let door: Door;
beforeAll(async () => {
  t = await testStore();
  await t.ingest('enterprises', t.write('城.csv', registryCsv([...inventedCity, { name: 'N/A' }])));
  await t.build();
  door = await openDoor(t.store);
});
afterAll(async () => {
  await door.close();
  await t.remove();
});

it('describes every route in OpenAPI 3.1 and as a page, to anybody', async () => {
  const document = (await (await door.ask('/api/openapi.json')).json()) as {
    openapi: string;
    paths: Record<string, { get: { responses: { 200: { content: { 'application/json': { schema: TSchema } } } } } }>;
  };
  expect(document.openapi).toBe('3.1.0');
  for (const route of routes) expect(document.paths).toHaveProperty([route.path.replace(/:(\w+)/g, '{$1}')]);
  for (const path of ['/health', '/api/session']) {
    const { schema } = document.paths[path]!.get.responses[200].content['application/json'];
    expect(Compile(schema).Check(await door.json(path))).toBe(true);
  }
  const page = await (await door.ask('/api/docs')).text();
  for (const route of routes) expect(page).toContain(route.path);
});

it('gives loads, and the rows that went back', async () => {
  const { rows } = await door.json<{
    rows: { load_id: string; rows_in: number; accepted: number; rejected: number }[];
  }>('/api/loads');
  expect(rows).toHaveLength(1);
  expect(rows[0]!.accepted + rows[0]!.rejected).toBe(rows[0]!.rows_in);
  const rejects = await door.json<{ rows: { reason: string }[] }>(`/api/loads/${rows[0]!.load_id}/rejects`);
  expect(rejects.rows).toHaveLength(rows[0]!.rejected);
  expect((await door.get('/api/loads/0000000000000000/rejects')).status).toBe(400);
});

it('counts answers for Prometheus', async () =>
  expect(await (await door.get('/metrics')).text()).toContain('yuzhao_answers_total{'));

it('builds, tells how far it is, and serves the new snapshot', async () => {
  await t.ingest('enterprises', t.write('新.csv', registryCsv([{ name: '南京寅卯半导体有限公司' }])));
  const before = (await door.json<{ snapshot: string }>('/api/overview')).snapshot;
  const started = await door.ask('/api/jobs', {
    method: 'POST',
    headers: { cookie: door.cookie, 'content-type': 'application/json', 'x-yuzhao-request': '1' },
    body: JSON.stringify({ kind: 'build' }),
  });
  expect(started.status).toBe(200);
  const { job_id } = (await started.json()) as { job_id: string };
  const told = await (await door.get(`/api/jobs/${job_id}/events`)).text();
  expect(told).toContain('event: running');
  expect(told).toContain('event: done');
  const job = await door.json<{ snapshot: string }>(`/api/jobs/${job_id}`);
  expect((await door.json<{ snapshot: string }>('/api/overview')).snapshot).not.toBe(before);
  expect(job.snapshot).toBeTruthy();
}, 300_000);

it('says so when the process of a build dies, and takes the next', async () => {
  const start = () =>
    door.ask('/api/jobs', {
      method: 'POST',
      headers: { cookie: door.cookie, 'content-type': 'application/json', 'x-yuzhao-request': '1' },
      body: JSON.stringify({ kind: 'build', force: true }),
    });
  const { job_id } = (await (await start()).json()) as { job_id: string };
  expect((await start()).status).toBe(409);
  door.serving.jobs.close();
  expect(await (await door.get(`/api/jobs/${job_id}/events`)).text()).toContain('event: failed');
  const next = (await (await start()).json()) as { state: string };
  expect(next.state).toBe('running');
});
