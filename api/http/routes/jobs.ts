/** Builds started from the door, and how far they are. */
import { Readable } from 'node:stream';
import Type from 'typebox';
import { flag, instant, maybe, text, whole } from '../../../data/schema/types.ts';
import type { Job, Jobs } from '../../jobs/index.ts';
import { allow, plannersOnly } from '../access.ts';
import { file, item, type Route, rows, write } from '../route.ts';

const JobRow = Type.Object({
  job_id: text('任务'),
  kind: text('类别', 'build'),
  state: text('状态', 'running, done, failed'),
  started_by: text('发起', 'subject of a token or session'),
  started_at: instant('开始'),
  ended_at: maybe(instant('结束')),
  relation: maybe(text('当前步骤')),
  at: whole('第几步'),
  of: whole('共几步'),
  rows: whole('行数'),
  snapshot: maybe(text('快照', 'once done')),
  error: maybe(text('错误', 'code: sentence')),
});

const watchers = allow({ planner: 'all', leader: 'all' });
const one = Type.Object({ id: Type.String({ pattern: '^[0-9a-f-]{36}$' }) });

export const jobRoutes: Route[] = [
  rows({
    path: '/api/jobs',
    summary: { zh: '任务', en: 'Jobs of this server, newest last' },
    access: watchers,
    live: true,
    row: JobRow,
    key: ['job_id'],
    filters: ['state'],
    handler: async (c) => c.jobs.list(),
  }),
  write({
    path: '/api/jobs',
    summary: { zh: '开始构建快照', en: 'Start a build; the snapshot before it is served until it is whole' },
    access: plannersOnly,
    body: Type.Object(
      { kind: Type.Literal('build'), force: Type.Optional(flag('强制', 'build again although nothing changed')) },
      { additionalProperties: false },
    ),
    answer: JobRow,
    handler: async (c) => c.jobs.startBuild(c.principal.subject, c.body.force ?? false),
  }),
  item({
    path: '/api/jobs/:id',
    summary: { zh: '一个任务', en: 'One job' },
    access: watchers,
    live: true,
    params: one,
    answer: JobRow,
    handler: async (c) => c.jobs.find(c.params.id),
  }),
  file({
    path: '/api/jobs/:id/events',
    summary: { zh: '任务进度（SSE）', en: 'Progress of a job as server-sent events, until it has ended' },
    access: watchers,
    live: true,
    params: one,
    media: 'text/event-stream',
    exports: false,
    handler: async (c) => ({
      type: 'text/event-stream; charset=utf-8',
      body: events(c.jobs, c.jobs.find(c.params.id)),
    }),
  }),
];

/** Between events a comment every so often, in ms, so that proxies keep the line open. */
const breath = 15_000;

function events(jobs: Jobs, first: Job): Readable {
  const line = (job: Job) => `event: ${job.state}\ndata: ${JSON.stringify(job)}\n\n`;
  const stream = new Readable({ read() {} });
  const tell = (job: Job) => {
    if (job.job_id !== first.job_id) return;
    stream.push(line(job));
    if (job.state !== 'running') stream.push(null);
  };
  const timer = setInterval(() => stream.push(': here\n\n'), breath);
  stream.once('close', () => {
    clearInterval(timer);
    jobs.off('change', tell);
  });
  jobs.on('change', tell);
  tell(first);
  return stream;
}
