/** The doors over loopback, on three million synthetic companies: server in a process of its own, callers in this one. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { copyOfCity } from '../support/server.ts';
import { enlarge } from './large-store.ts';
import { type BenchRow, type BenchTopic, folder, median, runs } from './measure.ts';

const companies = Number(process.env.BENCH_COMPANIES ?? 3_000_000);
const perSecond = 200;
const seconds = Number(process.env.BENCH_SECONDS ?? 15);

type Server = { child: ChildProcess; origin: string; cookie: string };

export const doorTopics: Record<string, BenchTopic> = { doors: { run: doorRows } };

async function doorRows(): Promise<BenchRow[]> {
  process.env.YUZHAO_TEST_SCRATCH ??= folder;
  const { store, remove } = await copyOfCity();
  try {
    const size = (await enlarge(store, companies)).toLocaleString('en-US');
    // The last row has a server of its own: the peers leave a heap full of rows, and letting go of it is no fault of what is asked next.
    const rows = await served(store, async (server) => [
      ...(await matchRows(server, size)),
      ...(await arrowRows(server)),
    ]);
    return [...rows, await served(store, (server) => lightRow(server, size))];
  } finally {
    remove();
  }
}

async function served<T>(store: string, work: (server: Server) => Promise<T>): Promise<T> {
  const server = await start(store);
  try {
    return await work(server);
  } finally {
    server.child.kill();
    await once(server.child, 'exit');
  }
}

async function start(store: string): Promise<Server> {
  const script = fileURLToPath(new URL('door-server.ts', import.meta.url));
  const child = fork(script, [store], {
    execArgv: ['--v8-pool-size=0', '--import', 'tsx'], // as `npm start` does
    env: { ...process.env, UV_THREADPOOL_SIZE: '8' },
  });
  const [url] = (await once(child, 'message')) as [string];
  const first = await fetch(url, { redirect: 'manual' });
  return { child, origin: new URL(url).origin, cookie: first.headers.get('set-cookie')!.split(';')[0]! };
}

const agent = new Agent({ keepAlive: true });

/** Reads one answer to its end. @returns milliseconds and bytes. @throws Error unless it is 200 */
const read = ({ origin, cookie }: Server, path: string): Promise<{ ms: number; bytes: number }> =>
  new Promise((resolve, reject) => {
    const from = performance.now();
    get(`${origin}${path}`, { agent, headers: { cookie } }, (response) => {
      let bytes = 0;
      response.on('data', (piece: Buffer) => {
        bytes += piece.length;
      });
      response.on('end', () =>
        response.statusCode === 200
          ? resolve({ ms: performance.now() - from, bytes })
          : reject(new Error(`${path}: ${response.statusCode}`)),
      );
    }).on('error', reject);
  });

const at = (values: number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]!;

/** Every link of 2019 for a few districts, as `link=…&district=…&top=100`. */
async function pairsOf(server: Server): Promise<string[]> {
  const rows = async (path: string) =>
    (
      (await (await fetch(`${server.origin}${path}`, { headers: { cookie: server.cookie } })).json()) as {
        rows: never[];
      }
    ).rows;
  const links = (await rows('/api/links')) as { link_id: string }[];
  const districts = (await rows('/api/districts')) as { district_id: string }[];
  return links
    .slice(0, 40)
    .flatMap(({ link_id }, i) =>
      [0, 1, 2].map(
        (k) => `link=${link_id}&district=${districts[(i * 3 + k) % districts.length]!.district_id}&top=100`,
      ),
    );
}

/** How late answers to `perSecond` questions a second are, in milliseconds: each is sent when it is due, whether or not those before have been answered. */
async function latenesses(server: Server, pairs: readonly string[]): Promise<number[]> {
  const late: number[] = [];
  const sent: Promise<void>[] = [];
  const from = performance.now();
  for (let i = 0; i < perSecond * seconds; i++) {
    const due = from + (i * 1000) / perSecond;
    const wait = due - performance.now();
    if (wait > 1) await pause(wait);
    sent.push(
      read(server, `/api/match?${pairs[(i * 7) % pairs.length]}`).then(() => {
        late.push(performance.now() - due);
      }),
    );
  }
  await Promise.all(sent);
  return late;
}

async function matchRows(server: Server, size: string): Promise<BenchRow[]> {
  const pairs = await pairsOf(server);
  const naive: number[] = [];
  const first: number[] = [];
  for (const pair of pairs) {
    naive.push((await read(server, `/bench/match-rows?${pair}`)).ms);
    first.push((await read(server, `/api/match?${pair}`)).ms);
  }
  const late: number[][] = [];
  for (let turn = 0; turn < runs; turn++) late.push(await latenesses(server, pairs));
  const p99 = median(late.map((each) => at(each, 0.99)));
  return [
    {
      id: 'doors.match',
      what: `p99 of the first hundred of ${pairs.length} lists at ${perSecond} requests/s on ${size} synthetic companies, asked before, median of ${runs} (median of all ${median(late.flat()).toFixed(1)} ms)`,
      value: p99,
      unit: 'ms',
      goal: '≤ 20',
      ok: p99 <= 20,
    },
    {
      id: 'doors.match.first',
      what: `the same asked for the first time: p99 (median ${median(first).toFixed(0)} ms; every time without kept answers: median ${median(naive).toFixed(0)} ms)`,
      value: at(first, 0.99),
      unit: 'ms',
      goal: '≤ 500',
      ok: at(first, 0.99) <= 500,
    },
  ];
}

const rssMb = ({ child }: Server): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;

/** How much the server grows, at most, while `work` is done. */
async function growth(server: Server, work: () => Promise<unknown>): Promise<number> {
  const before = rssMb(server);
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, rssMb(server));
  }, 20);
  await work();
  clearInterval(timer);
  return most - before;
}

async function arrowRows(server: Server): Promise<BenchRow[]> {
  await read(server, '/bench/million.arrow');
  const arrow: number[] = [];
  const grown: number[] = [];
  for (let i = 0; i < runs; i++)
    grown.push(await growth(server, async () => arrow.push((await read(server, '/bench/million.arrow')).ms)));
  const naive: number[] = [];
  for (let i = 0; i < runs; i++) naive.push((await read(server, '/bench/million-rows')).ms);
  const ratio = median(naive) / median(arrow);
  return [
    {
      id: 'doors.arrow',
      what: `1,000,000 × 8 as JSON of the rows that the driver gives (${median(naive).toFixed(0)} ms) ÷ as Arrow (${median(arrow).toFixed(0)} ms)`,
      value: ratio,
      unit: '×',
      goal: '≥ 8',
      ok: ratio >= 8,
    },
    {
      id: 'doors.arrow.memory',
      what: 'growth of the server while it streams them',
      value: Math.max(...grown),
      unit: 'MB',
      goal: '≤ 400',
      ok: Math.max(...grown) <= 400,
    },
  ];
}

/** What takes long, another one each time: what was answered once is kept. */
const heavy: ((turn: number) => string)[] = [
  (turn) =>
    `/tables/enterprise.current.ndjson?columns=enterprise_id,name,capital_cny&capital_cny_from=${10_000_000 + turn}`,
  () => '/tables/match.ranked.xlsx',
  (turn) => `/tables/enterprise.current?limit=${10_000 - turn}&columns=enterprise_id,name,scope`,
  () => '/bench/million.csv',
  () => '/bench/million.arrow',
  (turn) => `/tables/${['match.candidate', 'investor.propensity', 'enterprise.current'][turn % 3]}.parquet`,
  (turn) => `/api/allocation?link=nev-cell&top=${200 + turn}`,
  (turn) => `/api/search?q=${['有限公司', '有限责任公司', '股份'][turn % 3]}`,
];

/** Every heavy answer `runs` times: the machine itself stops for a twentieth of a second now and then, so what counts is the median of the longest waits. */
async function lightRow(server: Server, size: string): Promise<BenchRow> {
  const caller = fork(fileURLToPath(new URL('light-caller.ts', import.meta.url)), [server.origin, server.cookie], {
    execArgv: ['--import', 'tsx'],
  });
  /** How long light questions take while `work` is done. */
  const beside = async (work: () => Promise<unknown>): Promise<number[]> => {
    caller.send('begin');
    await work();
    caller.send('end');
    return ((await once(caller, 'message')) as [number[]])[0];
  };
  const alone = median(await beside(() => pause(2000)));
  const waits: { path: string; each: number[] }[] = [];
  for (const path of [...heavy, await explained(server)]) {
    const each: number[] = [];
    for (let turn = 0; turn < runs; turn++)
      each.push(Math.max(...(await beside(() => read(server, path(turn))))) - alone);
    waits.push({ path: path(0).split('?')[0]!, each });
  }
  caller.kill();
  const [first, ...others] = waits.toSorted((a, b) => median(b.each) - median(a.each));
  const told = others.slice(0, 3).map(({ path, each }) => `${path} ${median(each).toFixed(0)}`);
  const ms = median(first!.each);
  return {
    id: 'doors.light',
    what: `longest wait of a light query beside ${waits.length} heavy ones on ${size} companies, beyond its ${alone.toFixed(1)} ms alone, median of ${runs}; worst: ${first!.path}, then ${told.join(', ')}; longest of all ${Math.max(...waits.flatMap(({ each }) => each)).toFixed(0)}`,
    value: ms,
    unit: 'ms',
    goal: '≤ 50',
    ok: ms <= 50,
  };
}

/** Why a company stands where it does on a long list. */
async function explained(server: Server): Promise<(turn: number) => string> {
  const pair = 'link=nev-cell&district=500112';
  const list = await fetch(`${server.origin}/api/match?${pair}&top=300`, { headers: { cookie: server.cookie } });
  const { rows } = (await list.json()) as { rows: { enterprise_id: string }[] };
  return (turn) => `/api/match/explain?${pair}&enterprise=${rows.at(-1 - turn)!.enterprise_id}`;
}
