/** What the cells of a notebook may name: data as Arrow from the API, the house's charts and tables, and the kit's inputs of time and size. */
import { NotebookRuntime } from '@observablehq/notebook-kit/runtime';
import type { Overview } from '../shell/answers.ts';
import { get } from '../shell/api.ts';
import { getRows } from '../shell/arrow.ts';
import { chart, Plot, tone } from '../shell/chart.ts';
import { dataTable } from '../shell/data-table.ts';
import * as format from '../shell/format.ts';
import { h } from '../shell/h.ts';
import { language } from '../shell/language.ts';
import { choice } from './choice.ts';

/** Chinese or English, as the page is read. */
const say = (zh: string, en: string): string => (language() === 'zh' ? zh : en);

const builtins: Record<string, () => unknown> = {
  Plot: () => Plot,
  chart: () => chart,
  tone: () => tone,
  dataTable: () => dataTable,
  choice: () => choice,
  format: () => format,
  h: () => h,
  say: () => say,
  language: () => language(),
  /** `rows('tables/chain.gap')`: a list of the API, whole. */
  rows: () => getRows,
  get: () => get,
  overview: () => get<Overview>('overview'),
};

const notebook = new NotebookRuntime(builtins as never);

/** Called by the page that the kit writes, once a cell. */
export const define = notebook.define.bind(notebook);
