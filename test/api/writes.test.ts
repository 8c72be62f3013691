/** Writes and exports: once under one key, refused on an older state, each in a log that shows every change to it. */
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Type from 'typebox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Audit, type AuditEntry } from '../../api/audit.ts';
import { plannersOnly, staff } from '../../api/http/access.ts';
import { formats } from '../../api/http/formats/index.ts';
import { type Route, rows, write } from '../../api/http/route.ts';
import { routes } from '../../api/http/routes/index.ts';
import { createToken } from '../../api/tokens.ts';
import { AppError } from '../../data/errors.ts';
import { text, whole } from '../../data/schema/types.ts';
import { appendRows, type Entry } from '../../data/store/index.ts';
import { type Door, openDoor } from '../support/door.ts';
import { inventedCity, registryCsv } from '../support/enterprises.ts';
import { sampleOf } from '../support/sample.ts';
import { type TestStore, testStore } from '../support/store.ts';

const summary = { zh: '试', en: 'test' };
let runs = 0;
/** Verdicts on suspicions, as a ledger route writes them; `fail` fails after so many tries. */
const probes: Route[] = [
  write({
    path: '/probe/verdict/:suspicion',
    summary,
    access: plannersOnly,
    params: Type.Object({ suspicion: Type.String({ maxLength: 40 }) }),
    body: Type.Object({ reason: Type.String({ maxLength: 200 }) }, { additionalProperties: false }),
    answer: Type.Object({ sequence: whole('序号') }),
    handler: async (c) => {
      runs++;
      if (c.body.reason === '失败') throw new AppError('exit_refused', 'not so', 'otherwise');
      const where = { suspicion_id: c.params.suspicion };
      const row = { ...where, check: '试', project_ids: [], verdict: 'open' as const, evidence: null, actor: '某处' };
      const options = {
        ...(c.once ? { once: c.once } : {}),
        ...(c.expected === undefined ? {} : { expected: { where, sequence: c.expected } }),
      };
      const { rows: stored } = await appendRows(
        c.store,
        'suspicion_verdict',
        [{ ...row, reason: c.body.reason }],
        options,
      );
      return { sequence: stored[0]!.sequence };
    },
  }),
  rows({
    path: '/probe/people',
    summary,
    access: staff,
    personal: ['name'],
    row: Type.Object({ name: text('姓名'), n: whole('数') }),
    query: Type.Object({ q: Type.Optional(Type.String({ maxLength: 40 })) }),
    key: ['n'],
    filters: ['name', 'n'],
    handler: async () => [{ name: '某甲', n: 1 }],
  }),
];

let t: TestStore;
let door: Door;
const open = () => openDoor(t.store, { table: [...routes, ...probes] });
beforeAll(async () => {
  t = await testStore();
  await t.ingest('enterprises', t.write('城.csv', registryCsv(inventedCity)));
  await t.build();
  door = await open();
});
afterAll(async () => {
  await door.close();
  await t.remove();
});

const log = (): Entry<AuditEntry>[] => new Audit(t.store).read();
const send = (path: string, body: unknown, headers: Record<string, string> = {}, method = 'POST') => {
  const owner: Record<string, string> = headers.authorization ? {} : { cookie: door.cookie, 'x-yuzhao-request': '1' };
  return door.ask(path, {
    method,
    headers: { 'content-type': 'application/json', ...owner, ...headers },
    body: JSON.stringify(body),
  });
};
const sequenceOf = async (response: Response) => ((await response.json()) as { sequence: number }).sequence;

describe('an Idempotency-Key', () => {
  it('makes ten sends at once, and one after a restart, one write', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const before = runs;
    const ten = await Promise.all(Array.from({ length: 10 }, () => send('/probe/verdict/a', { reason: '一' }, key)));
    const sequences = await Promise.all(ten.map(sequenceOf));
    expect(new Set(sequences).size).toBe(1);
    expect(ten.filter((r) => r.headers.get('idempotent-replayed') === 'true')).toHaveLength(9);
    await door.close();
    door = await open();
    const later = await send('/probe/verdict/a', { reason: '一' }, key);
    expect(later.headers.get('idempotent-replayed')).toBe('true');
    expect(await sequenceOf(later)).toBe(sequences[0]);
    expect(runs).toBe(before + 1);
  });

  it('belongs to one body, one address and one sender', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const first = await sequenceOf(await send('/probe/verdict/b', { reason: '一' }, key));
    const other = await send('/probe/verdict/b', { reason: '二' }, key);
    expect(other.status).toBe(409);
    expect(await other.json()).toMatchObject({ code: 'once_reused' });
    expect((await send('/probe/verdict/c', { reason: '一' }, key)).status).toBe(409);
    const { token } = await createToken(t.store, { role: 'planner', district_id: null, label: 'x', days: 1 });
    const theirs = { 'idempotency-key': randomUUID(), authorization: `Bearer ${token}` };
    expect(await sequenceOf(await send('/probe/verdict/b', { reason: '一' }, theirs))).not.toBe(first);
  });

  it('may be used again when the write failed', async () => {
    const key = { 'idempotency-key': randomUUID() };
    expect((await send('/probe/verdict/d', { reason: '失败' }, key)).status).toBe(400);
    expect((await send('/probe/verdict/d', { reason: '成' }, key)).status).toBe(200);
  });

  it.each(['short', 'with a space in it', '', 'k'.repeat(201)])('«%s» is none', async (key) =>
    expect((await send('/probe/verdict/e', { reason: '一' }, { 'idempotency-key': key })).status).toBe(400),
  );
});

describe('If-Match', () => {
  it('lets one of two who decided on the same state write', async () => {
    const now = await sequenceOf(await send('/probe/verdict/m', { reason: '一' }));
    const both = await Promise.all(
      ['二', '三'].map((reason) => send('/probe/verdict/m', { reason }, { 'if-match': `"${now}"` })),
    );
    expect(both.map((r) => r.status).toSorted()).toEqual([200, 412]);
    const refused = both.find((r) => r.status === 412)!;
    expect(await refused.json()).toMatchObject({ code: 'ledger_conflict' });
  });

  it('that is no sequence is refused', async () =>
    expect((await send('/probe/verdict/m', { reason: '一' }, { 'if-match': 'W/"x"' })).status).toBe(400));
});

describe('the log', () => {
  it('has a write before and after it, with the hash of what was sent and none of its words', async () => {
    const before = log().length;
    await send('/probe/verdict/n', { reason: '不可泄露的理由' });
    await send('/probe/verdict/n', { reason: '失败' });
    const entries = log().slice(before);
    expect(entries.map((e) => e.action)).toEqual(['begun', 'done', 'begun', 'failed']);
    for (const e of entries)
      expect(e).toMatchObject({
        subject: 'local-owner',
        role: 'admin',
        route: 'POST /probe/verdict/:suspicion',
        body: expect.stringMatching(/^[0-9a-f]{64}$/),
        about: { suspicion: 'n' },
      });
    expect(entries[3]!.about).toMatchObject({ code: 'exit_refused' });
    expect(readFileSync(join(t.store, 'audit.jsonl'), 'utf8')).not.toContain('不可泄露');
  });

  it('has a login, and a refused write only as refused', async () => {
    const { token, card } = await createToken(t.store, { role: 'leader', district_id: null, label: 'x', days: 1 });
    const before = log().length;
    await send('/api/session', { token });
    expect((await send('/probe/verdict/n', { reason: '一' }, { authorization: `Bearer ${token}` })).status).toBe(403);
    expect(log().slice(before)).toMatchObject([{ action: 'login', subject: `token:${card.token_id}`, role: 'leader' }]);
  });

  it('has an export in each format once, without free text and personal filters; a page of JSON is none', async () => {
    const before = log().length;
    for (const format of formats) {
      const path = `/probe/people.${format}?q=${encodeURIComponent('某甲')}&n=1&name=${encodeURIComponent('某甲')}`;
      for (let i = 0; i < 2; i++) expect((await door.get(path)).status).toBe(200);
    }
    const entries = log().slice(before);
    expect(entries.map((e) => e.about)).toEqual(
      formats.filter((format) => format !== 'json').map((format) => ({ format, n: 1 })),
    );
    expect(entries.every((e) => e.action === 'export' && /^[0-9a-f]{16}$/.test(e.snapshot!))).toBe(true);
  });

  it('has every export and write of the route table', async () => {
    const exporting = routes.filter((r) => r.kind === 'rows' || (r.kind === 'file' && r.exports));
    const quiet: string[] = [];
    for (const route of exporting) {
      const [path, search] = sampleOf(route, '500112').path.split('?');
      const before = log().length;
      const response = await door.get(`${path}${route.kind === 'rows' ? '.csv' : ''}${search ? `?${search}` : ''}`);
      await response.arrayBuffer();
      const noted = log()
        .slice(before)
        .some((e) => e.action === 'export' && e.route === `GET ${route.path}`);
      if (response.ok !== noted) quiet.push(`${route.path}: ${response.status}, ${noted ? 'noted' : 'not noted'}`);
    }
    // A sheet or file that was refused may be noted: the entry stands before the first byte.
    expect(quiet.filter((line) => !/: 4\d\d, noted/.test(line))).toEqual([]);
    for (const route of routes) {
      if (route.kind !== 'write' || route.path === '/api/jobs') continue;
      const before = log().length;
      const sample = sampleOf(route, '500112');
      const response = await send(sample.path, sample.body, {}, route.method);
      const actions = log()
        .slice(before)
        .filter((e) => e.route === `${route.method} ${route.path}`)
        .map((e) => e.action);
      expect(actions, `${route.path} ${await response.text()}`).toEqual(['begun', response.ok ? 'done' : 'failed']);
    }
  });

  it('keeps its order when many write at once', async () => {
    await Promise.all(Array.from({ length: 40 }, (_, i) => send(`/probe/verdict/many-${i}`, { reason: '一' })));
    expect(new Audit(t.store).verify().fault).toBeNull();
  });
});

describe('yuzhao audit verify', () => {
  const yuzhao = (...args: string[]) =>
    spawnSync(process.execPath, ['api/cli/yuzhao.js', ...args], { encoding: 'utf8' });
  /** The log in a store of its own, changed. */
  const verify = (change: (log: string) => string, ...more: string[]) => {
    const folder = mkdtempSync(join(tmpdir(), 'yuzhao-audit-'));
    const path = join(folder, 'audit.jsonl');
    copyFileSync(join(t.store, 'audit.jsonl'), path);
    writeFileSync(path, change(readFileSync(path, 'utf8')));
    const { status, stdout, stderr } = yuzhao('audit', 'verify', '--store', folder, ...more);
    rmSync(folder, { recursive: true });
    return { status, text: stdout + stderr };
  };
  const lines = (change: (lines: string[]) => string[]) => (text: string) =>
    `${change(text.trimEnd().split('\n')).join('\n')}\n`;

  it('finds a changed byte, wherever it is, a line taken out, put in or moved', () => {
    expect(verify((text) => text)).toMatchObject({ status: 0, text: expect.stringContaining('none changed') });
    expect(verify((text) => text.replace('"role":"admin"', '"role":"lemin"'))).toMatchObject({
      status: 2,
      text: expect.stringMatching(/entry \d+ was changed after it was written/),
    });
    expect(verify(lines(([a, , ...rest]) => [a!, ...rest])).text).toContain('entry 3 stands where entry 2 belongs');
    expect(verify(lines(([a, b, ...rest]) => [b!, a!, ...rest])).text).toContain('audit_broken');
    expect(verify(lines(([a, ...rest]) => [a!, a!, ...rest])).text).toContain('audit_broken');
  });

  it('finds that the end was cut off, given a head noted before', () => {
    const cut = lines((all) => all.slice(0, -3));
    expect(verify(cut).status).toBe(0);
    expect(verify(cut, '--head', new Audit(t.store).verify().head).text).toContain('cut off');
  });
});
