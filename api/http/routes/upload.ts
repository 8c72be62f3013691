/** Files over the network: send, look at the preview, correct the columns, confirm; and the blank forms. */

import Type from 'typebox';
import { formOf, readForms } from '../../../data/forms/index.ts';
import { formTemplate } from '../../../data/forms/workbook.ts';
import { type LibraryId, libraries } from '../../../data/schema/library.ts';
import { Load } from '../../../data/schema/load.ts';
import { Preview } from '../../../data/schema/preview.ts';
import { flag, text, whole } from '../../../data/schema/types.ts';
import type { Database } from '../../../data/store/index.ts';
import {
  confirmUpload,
  declared,
  dropUpload,
  keepUpload,
  largestUpload,
  openCleaningSession,
  previewUpload,
  returnedUpload,
  uploadOf,
} from '../../../ingest/index.ts';
import { plannersOnly, staff } from '../access.ts';
import { file, type Route, rows, write } from '../route.ts';

const Id = Type.Object({
  id: Type.String({ pattern: '^[0-9a-f]{24}$', description: 'as POST /api/uploads answered' }),
});
const Asked = {
  as_of: Type.String({ format: 'date', description: 'the day for which the sender vouches' }),
  corrections: Type.Record(Type.String({ maxLength: 200 }), Type.Union([Type.String({ maxLength: 60 }), Type.Null()]), {
    description: 'heading → field, null for a column to leave out',
  }),
};
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Cleaning needs a session with macros; the served connection is sealed against them. */
async function cleaning<T>(work: (db: Database) => Promise<T>): Promise<T> {
  const db = await openCleaningSession();
  try {
    return await work(db);
  } finally {
    db.closeAll();
  }
}

export const uploadRoutes: Route[] = [
  rows({
    path: '/api/forms',
    summary: { zh: '填报表与空白模板', en: 'Forms with their libraries' },
    access: staff,
    row: Type.Object({ form_id: text('表'), library: text('库'), title: text('名称'), columns: whole('栏目数') }),
    key: ['form_id'],
    handler: async () =>
      readForms().map(({ form_id, library, title, columns }) => ({ form_id, library, title, columns: columns.length })),
  }),
  file({
    path: '/api/forms/:form/template.xlsx',
    summary: { zh: '空白模板', en: 'The blank form with instructions' },
    access: staff,
    params: Type.Object({ form: Type.String({ maxLength: 60 }) }),
    media: xlsx,
    exports: false,
    handler: async ({ params }) => {
      const form = formOf(params.form);
      return { type: xlsx, name: `${form.title}.xlsx`, body: Buffer.from(await formTemplate(form)) };
    },
  }),
  write({
    path: '/api/uploads',
    summary: { zh: '上传一个文件，先不入库', en: 'Send a file; nothing is loaded yet' },
    access: plannersOnly,
    body: Type.Object(
      {
        library: Type.Enum(Object.keys(libraries) as LibraryId[], { type: 'string' }),
        file: Type.String({ minLength: 1, maxLength: 200, description: 'name as sent' }),
        content: Type.String({ maxLength: Math.ceil(largestUpload / 3) * 4 + 8, description: 'bytes as base64' }),
      },
      { additionalProperties: false },
    ),
    answer: Type.Object({ upload: text('上传') }),
    handler: async (c) => {
      const { library, file: name, content } = c.body;
      return {
        upload: keepUpload(c.store, { library: library as LibraryId, file: name }, Buffer.from(content, 'base64')),
      };
    },
  }),
  write({
    path: '/api/uploads/:id/preview',
    summary: { zh: '预览：每一栏怎样理解、哪些行会退回', en: 'How each column is understood and what would go back' },
    access: plannersOnly,
    params: Id,
    body: Type.Object(Asked, { additionalProperties: false }),
    answer: Preview,
    handler: async ({ store, params, body }) =>
      cleaning((db) =>
        previewUpload(db, store, declared[uploadOf(store, params.id).library], params.id, {
          asOf: body.as_of,
          corrections: body.corrections,
        }),
      ),
  }),
  write({
    path: '/api/uploads/:id/confirm',
    summary: { zh: '确认入库', en: 'Load the file' },
    access: plannersOnly,
    params: Id,
    body: Type.Object(Asked, { additionalProperties: false }),
    answer: Type.Object({
      load: Load,
      known: flag('已入过库'),
      returned: flag('有退回件', 'a workbook with the rows to correct can be fetched'),
    }),
    handler: async ({ store, params, body, principal }) =>
      cleaning((db) =>
        confirmUpload(db, store, declared[uploadOf(store, params.id).library], params.id, {
          asOf: body.as_of,
          corrections: body.corrections,
          by: principal.subject,
          now: new Date(),
        }),
      ),
  }),
  write({
    path: '/api/uploads/:id',
    method: 'DELETE',
    summary: { zh: '放弃上传', en: 'Give an upload up' },
    access: plannersOnly,
    params: Id,
    body: Type.Unknown(),
    answer: Type.Object({ dropped: flag('已删除') }),
    handler: async ({ store, params }) => {
      uploadOf(store, params.id);
      dropUpload(store, params.id);
      return { dropped: true };
    },
  }),
  file({
    path: '/api/uploads/:id/returned.xlsx',
    summary: { zh: '退回件：原表标色并加原因', en: 'The sender’s own workbook, bad cells coloured' },
    access: plannersOnly,
    params: Id,
    media: xlsx,
    exports: true,
    live: true,
    handler: async ({ store, params }) => ({ type: xlsx, ...returnedUpload(store, params.id) }),
  }),
];
