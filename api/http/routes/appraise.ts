/** Appraisal of projects: the result with its three reports, the same as documents, and what a panel gave. */
import Type from 'typebox';
import { readAppraisal } from '../../../data/schema/appraisal.ts';
import { PanelScoreRow } from '../../../data/schema/ledger/panel.ts';
import { readRows } from '../../../data/store/index.ts';
import { writeWorkbook } from '../../../data/xlsx.ts';
import { appraise, enterPanelScores } from '../../../engine/index.ts';
import { appraisalHtml, appraisalSheets } from '../../appraisal-document.ts';
import { allow, plannersOnly } from '../access.ts';
import { file, item, type Route, write } from '../route.ts';

const params = Type.Object({ project: Type.String({ minLength: 1, maxLength: 100, description: 'code or name' }) });
const open = Type.Object({}, { additionalProperties: true });
/** Appraisals name experts by pseudonym and compare projects of all districts: for those who prepare and take decisions. */
const deciders = allow({ planner: 'all', leader: 'all' });

const Answer = Type.Object({
  project: Type.Object({}, { additionalProperties: true, title: '项目', description: 'appraise.project' }),
  rules: open,
  verdict: Type.Enum(['passed', 'failed', 'unknown'], {
    title: '门槛',
    description: 'no score offsets it; unknown is not passed',
  }),
  gates: Type.Array(open, { title: '门槛逐项' }),
  indicators: Type.Array(open, { title: '七项指标' }),
  weightings: Type.Array(open, { title: '加权', description: 'AHP with its consistency ratio; CRITIC where frozen' }),
  panel: Type.Object({}, { additionalProperties: true, title: '专家打分' }),
  standing: Type.Object({}, { additionalProperties: true, title: '名次', description: 'under moved weights' }),
  missing: Type.Array(Type.String(), { title: '缺项' }),
  reports: Type.Array(open, { title: '三项评价' }),
});

const ask = async (db: Parameters<typeof appraise>[0], store: string, project: string) =>
  appraise(db, readAppraisal(), project, await readRows(store, 'panel_score'));

export const appraiseRoutes: Route[] = [
  item({
    path: '/api/appraisals/:project',
    summary: { zh: '项目评价', en: 'Gates, seven indicators, weights, panel and three reports of one project' },
    access: deciders,
    params,
    live: true,
    answer: Answer,
    handler: (c) => ask(c.db, c.store, c.params.project),
  }),
  file({
    path: '/api/appraisals/:project/reports.xlsx',
    summary: { zh: '项目评价（工作簿）', en: 'The three reports as a workbook' },
    access: deciders,
    params,
    live: true,
    exports: true,
    media: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    handler: async (c) => {
      const result = await ask(c.db, c.store, c.params.project);
      return {
        type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        name: `项目评价-${result.project.name}.xlsx`,
        body: Buffer.from(await writeWorkbook(appraisalSheets(result))),
      };
    },
  }),
  file({
    path: '/api/appraisals/:project/reports.html',
    summary: { zh: '项目评价（打印页）', en: 'The three reports as a page to print' },
    access: deciders,
    params,
    live: true,
    exports: true,
    media: 'text/html',
    handler: async (c) => {
      const result = await ask(c.db, c.store, c.params.project);
      return {
        type: 'text/html; charset=utf-8',
        name: `项目评价-${result.project.name}.html`,
        body: appraisalHtml(result),
      };
    },
  }),
  write({
    path: '/api/appraisals/:project/scores',
    summary: { zh: '录入专家打分', en: 'Panel scores of one project; the newest score of an expert speaks' },
    access: plannersOnly,
    params,
    body: Type.Object({
      scores: Type.Array(Type.Pick(PanelScoreRow, ['indicator_id', 'expert_id', 'score', 'reason']), {
        minItems: 1,
        maxItems: 500,
      }),
    }),
    answer: Type.Object({ project_id: Type.String(), recorded: Type.Integer() }),
    handler: (c) => enterPanelScores(c.store, c.db, c.params.project, c.body.scores, c.principal.subject),
  }),
];
