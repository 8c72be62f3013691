/** The metric registry's figures: as rows, project by project, and two releases beside each other. */
import Type, { type Static } from 'typebox';
import { FigureRow } from '../../../data/schema/figure.ts';
import { namedMetric, readMetrics } from '../../../data/schema/metric.ts';
import { real, text, texts } from '../../../data/schema/types.ts';
import {
  computeMetric,
  diffReleases,
  type Figure,
  FigurePart,
  figureParts,
  figureRecord,
  figureRow,
  newestNews,
} from '../../../engine/index.ts';
import { figureWorkbook } from '../../figure-workbook.ts';
import { staffByDistrict } from '../access.ts';
import { districtIdOf } from '../district-name.ts';
import { asKnownAt, FigureOut, INSTANT, inDistrict } from '../figure.ts';
import { item, type Route, rows } from '../route.ts';

const metricParam = Type.Object({ metric: Type.String({ minLength: 1, maxLength: 60, description: '指标标识' }) });
const release = Type.String({ pattern: INSTANT, maxLength: 30, description: 'day or instant' });
const inPlace = (district: string | undefined) => (district ? { district: districtIdOf(district) } : {});

/** Every row carries the caliber, so that no format can lose it. */
const PartRow = Type.Object({ ...FigurePart.properties, caliber: text('口径') });
const FigureHead = Type.Object({ figure: FigureOut });

const Change = Type.Object({
  project_id: Type.Union([text('项目代码'), Type.Null()], { description: 'empty = a task of a district' }),
  key: text('组'),
  numerator_before: real('分子（前）'),
  numerator_after: real('分子（后）'),
  denominator_before: real('分母（前）'),
  denominator_after: real('分母（后）'),
  event_ids: texts('期间获知的事件'),
  kinds: texts('事件类别'),
});

const MetricsQuery = Type.Object({
  by: Type.Enum(['all', 'district', 'signing_year'], { type: 'string', default: 'all', description: '分组' }),
  as_known_at: asKnownAt,
  district: inDistrict,
});

async function figuresOf(
  c: { db: Parameters<typeof computeMetric>[0] },
  { by, district, as_known_at }: Static<typeof MetricsQuery>,
): Promise<Figure[]> {
  const request = { by, as_known_at: as_known_at ?? (await newestNews(c.db)), ...inPlace(district) };
  const figures: Figure[] = [];
  for (const metric of readMetrics().values()) figures.push(...(await computeMetric(c.db, metric, request)));
  return figures;
}

export const metricRoutes: Route[] = [
  rows({
    path: '/api/metrics',
    summary: {
      zh: '全部指标，各附口径',
      en: 'Every metric of the registry with its caliber, n, interval and data age',
    },
    access: staffByDistrict,
    district: { in: 'query', field: 'district' },
    query: MetricsQuery,
    row: FigureRow,
    key: ['metric', 'district_id', 'signing_year'],
    filters: ['metric', 'n'],
    sorts: ['metric', 'value', 'n'],
    handler: async (c) => ({ rows: (await figuresOf(c, c.query)).map(figureRow), name: '指标' }),
  }),
  rows({
    path: '/api/metrics/:metric/projects',
    summary: { zh: '一个指标由哪些项目构成', en: 'A figure, project by project: parts that add up to it' },
    access: staffByDistrict,
    district: { in: 'query', field: 'district' },
    params: metricParam,
    query: Type.Object({ as_known_at: asKnownAt, district: inDistrict }),
    row: PartRow,
    head: FigureHead,
    key: ['project_id', 'district_id'],
    filters: ['stage', 'signed_on'],
    sorts: ['denominator', 'numerator', 'signed_on', 'reached_on', 'amount_cny'],
    workbook: (parts, head) => figureWorkbook((head as Static<typeof FigureHead>).figure, parts, PartRow),
    handler: async (c) => {
      const { figure, sql, parameters } = await figureParts(c.db, namedMetric(c.params.metric), {
        as_known_at: c.query.as_known_at ?? (await newestNews(c.db)),
        ...inPlace(c.query.district),
      });
      return {
        sql: `select *, $caliber as caliber from (${sql}) as p`,
        parameters: { ...parameters, caliber: figure.caliber.sentence },
        head: { figure: figureRecord(figure) },
        name: `${figure.caliber.title}-项目`,
      };
    },
  }),
  item({
    path: '/api/metrics/:metric/diff',
    summary: {
      zh: '同一数值在两个时点已知情况下的差别',
      en: 'One figure as known at two instants, and what changed project by project',
    },
    access: staffByDistrict,
    district: { in: 'query', field: 'district' },
    params: metricParam,
    query: Type.Object({ before: release, after: release, district: inDistrict }),
    answer: Type.Object({ before: FigureOut, after: FigureOut, changes: Type.Array(Change) }),
    handler: async (c) => {
      const { before, after, district } = c.query;
      const diff = await diffReleases(c.db, namedMetric(c.params.metric), inPlace(district), { before, after });
      return { ...diff, before: figureRecord(diff.before), after: figureRecord(diff.after) };
    },
  }),
];
