/** The API about itself: its description for machines and for people, its figures for Prometheus. */
import { readFileSync } from 'node:fs';
import Type, { type TObject } from 'typebox';
import { allow, everyone } from '../access.ts';
import { docsPage, docsStyle } from '../docs-page.ts';
import { openApi } from '../openapi.ts';
import { file, item, type Route } from '../route.ts';

const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** @param table all routes, asked for when a request comes: these routes are among them */
export function houseRoutes(table: () => readonly Route[]): Route[] {
  const html = 'text/html; charset=utf-8';
  return [
    item({
      path: '/api/openapi.json',
      summary: { zh: '接口说明（OpenAPI 3.1）', en: 'The OpenAPI 3.1 document' },
      access: everyone,
      answer: Type.Object({}, { additionalProperties: true }) as TObject,
      handler: async () => openApi(table(), version),
    }),
    file({
      path: '/api/docs',
      summary: { zh: '接口说明（网页）', en: 'The API as a page' },
      access: everyone,
      media: html,
      exports: false,
      handler: async () => ({ type: html, body: docsPage(table()) }),
    }),
    file({
      path: '/api/docs.css',
      summary: { zh: '接口说明的样式', en: 'Style of that page' },
      access: everyone,
      media: 'text/css',
      exports: false,
      handler: async () => ({ type: 'text/css; charset=utf-8', body: docsStyle }),
    }),
    file({
      path: '/metrics',
      summary: { zh: '运行指标（Prometheus）', en: 'Figures of the server for Prometheus' },
      access: allow({}),
      live: true,
      media: 'text/plain',
      exports: false,
      handler: async (c) => ({ type: c.metrics.type, body: await c.metrics.text() }),
    }),
  ];
}
