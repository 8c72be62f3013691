/** What was loaded, and the rows that went back. */
import Type from 'typebox';
import { AppError } from '../../../data/errors.ts';
import { Reject } from '../../../data/schema/load.ts';
import { date, instant, text, whole } from '../../../data/schema/types.ts';
import { loadsOf } from '../../../data/store/index.ts';
import { rejectsOf } from '../../rejects.ts';
import { allow } from '../access.ts';
import { type Route, rows } from '../route.ts';

/** Rejected rows are rows as sent, with whatever names stand in them. */
const access = allow({ planner: 'all', researcher: 'pseudonymised', leader: 'all' });

const LoadRow = Type.Object({
  load_id: text('批次'),
  sequence: whole('次序'),
  library: text('库'),
  file: text('文件'),
  as_of: date('数据日期'),
  loaded_at: instant('装入时间'),
  loaded_by: text('装入人'),
  rows_in: whole('来文行数'),
  accepted: whole('接受'),
  rejected: whole('退回'),
});

export const loadRoutes: Route[] = [
  rows({
    path: '/api/loads',
    summary: { zh: '批次', en: 'Loads: rows in = accepted + rejected' },
    access,
    personal: ['loaded_by'],
    live: true,
    row: LoadRow,
    key: ['sequence'],
    filters: ['library', 'as_of', 'file'],
    sorts: ['sequence', 'as_of', 'rejected'],
    handler: async (c) => loadsOf(c.store),
  }),
  rows({
    path: '/api/loads/:id/rejects',
    summary: { zh: '退回的行与原因', en: 'Rows of a load that were not accepted, with line and reason' },
    access,
    personal: ['row_text', 'reason'],
    live: true,
    params: Type.Object({ id: Type.String({ pattern: '^[0-9a-f]{16}$' }) }),
    row: Reject,
    key: ['source_sheet', 'source_line'],
    filters: ['code', 'source_line'],
    handler: async (c) => {
      const load = loadsOf(c.store).filter((l) => l.load_id === c.params.id);
      if (load.length === 0)
        throw new AppError('file_not_found', `there is no load «${c.params.id}»`, 'see /api/loads');
      return rejectsOf(c.store, load);
    },
  }),
];
