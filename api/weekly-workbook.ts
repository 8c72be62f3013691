/** The weekly report as a workbook: no figure without caliber, n, interval and age of the data. */
import type { SheetOut } from '../data/xlsx.ts';
import { type Figure, figureRow, type Overview, type WeeklyReport, WORDING } from '../engine/index.ts';

/** Shares as per cent with one decimal; 亿元 with two. */
const pct = (share: number | null): number | null => (share === null ? null : Math.round(1000 * share) / 10);
const yi = (cny: unknown): number | null => (typeof cny === 'number' ? Math.round(cny / 1e6) / 100 : null);

const round4 = (x: number): number => Math.round(1e4 * x) / 1e4;
const named = (districts: WeeklyReport['districts'], id: unknown): string | null =>
  typeof id === 'string' ? (districts.get(id) ?? id) : null;

export function weeklyWorkbook(report: WeeklyReport, overview: Overview): SheetOut[] {
  return [
    ratesSheet(report, overview),
    courseSheet(report),
    districtSheet(report),
    funnelSheet(report),
    stuckSheet(report),
    escalationSheet(report),
    checksSheet(report),
    sourcesSheet(report, overview),
  ];
}

const knownUntil = (r: WeeklyReport): string => `截至 ${r.known} 所知；台账最近一条消息距报告日 ${r.news_age_days} 天`;

const figureHeader = [
  '指标',
  '数值（%）',
  '90% 下限（%）',
  '90% 上限（%）',
  '项目数 n',
  '分子（项目或元）',
  '分母（项目或元）',
  '数据时效（天）',
  '获知截至',
];
const figureCells = (figure: Figure): unknown[] => {
  const row = figureRow(figure);
  return [
    row.title,
    pct(row.value),
    pct(row.low),
    pct(row.high),
    row.n,
    row.numerator,
    row.denominator,
    row.data_age_days,
    row.as_known_at.slice(0, 10),
  ];
};
const caliberCells = (figure: Figure): unknown[] => [
  figure.caliber.sentence,
  figure.metric,
  figure.caliber.version,
  figure.caliber.authority,
];
const caliberHeader = ['口径', '指标标识', '口径版本', '口径依据'];

function ratesSheet(r: WeeklyReport, { synthetic }: Overview): SheetOut {
  const { rates, trends } = r.fulfilment;
  return {
    name: '四项率',
    title: [`招商引资履约周报 ${r.week}（报告日 ${r.day}）${synthetic ? '　合成数据，仅供演示' : ''}`, knownUntil(r)],
    header: [
      [...figureHeader, '同龄应有（%）', `上周（截至 ${r.before} 所知，%）`, '较上周（百分点）', ...caliberHeader],
    ],
    rows: rates.map((figure, i) => {
      const before = r.ratesBefore[i]!.value;
      const expected = trends[i]!.points.at(-1)?.expected ?? null;
      const change = figure.value === null || before === null ? null : Math.round(1000 * (figure.value - before)) / 10;
      return [...figureCells(figure), pct(expected), pct(before), change, ...caliberCells(figure)];
    }),
    notes: ['同龄应有：与本市同签约年限的合同相比应达到的水平；没有年龄影响的指标为空。区间为 90%。'],
  };
}

const courseSheet = (r: WeeklyReport): SheetOut => ({
  name: '走势',
  title: [knownUntil(r)],
  header: [
    [
      '指标',
      '统计日',
      '数值（%）',
      '90% 下限（%）',
      '90% 上限（%）',
      '项目数 n',
      '同龄应有（%）',
      '应有下限（%）',
      '应有上限（%）',
    ],
  ],
  rows: r.fulfilment.trends.flatMap(({ caliber, points }) =>
    points.map((p) => [
      caliber.title,
      p.on,
      pct(p.value),
      pct(p.low),
      pct(p.high),
      p.n,
      pct(p.expected),
      pct(p.expected_low),
      pct(p.expected_high),
    ]),
  ),
  notes: r.fulfilment.trends.map(({ caliber }) => `${caliber.title}：${caliber.sentence}`),
});

const districtSheet = ({ league }: WeeklyReport): SheetOut => ({
  name: '区县',
  title: [`${league.caliber.title}：${league.method}`, '同一组的区县在 95% 把握下分不出先后；名次为 90% 区间'],
  header: [
    [
      '组',
      '区县',
      '可比数值（%）',
      '90% 下限（%）',
      '90% 上限（%）',
      '名次从',
      '名次到',
      '现状（%）',
      '现状 90% 下限（%）',
      '现状 90% 上限（%）',
      '同龄应有（%）',
      '项目数 n',
      '数据时效（天）',
    ],
  ],
  rows: [
    ...league.rows.map((row) => {
      const figure = figureRow(row.figure);
      return [
        row.group,
        row.district,
        pct(row.value),
        pct(row.low),
        pct(row.high),
        row.place_low,
        row.place_high,
        pct(figure.value),
        pct(figure.low),
        pct(figure.high),
        pct(row.expected_for_age),
        figure.n,
        figure.data_age_days,
      ];
    }),
  ],
  notes: [
    `口径：${league.caliber.sentence}`,
    ...(league.unranked.length
      ? [`未列入：${league.unranked.map((u) => `${u.district}（n=${u.n}，${u.reason}）`).join('、')}`]
      : []),
  ],
});

const funnelSheet = (r: WeeklyReport): SheetOut => ({
  name: '漏斗',
  title: [knownUntil(r)],
  header: [[...figureHeader, ...caliberHeader]],
  rows: r.fulfilment.funnel.figures.map((figure) => [...figureCells(figure), ...caliberCells(figure)]),
  notes: r.fulfilment.funnel.breaks.map((broken) => broken.suspicion),
});

const stuckSheet = ({ stuck, districts }: WeeklyReport): SheetOut => ({
  name: '停滞与逾期',
  title: ['停滞或逾期的项目，合同额从大到小；天数算到台账最近一条消息，截至快照'],
  header: [
    [
      '项目代码',
      '项目名称',
      '区县',
      '投资主体',
      '合同额（亿元）',
      '累计到位（亿元）',
      '阶段',
      '阶段佐证等级',
      '逾期天数',
      '停滞天数',
      '原因',
      '原因原文',
      '最近获知',
    ],
  ],
  rows: stuck.map((p) => [
    p.project_id,
    p.name,
    named(districts, p.district_id),
    p.investor,
    yi(p.amount_cny),
    yi(p.arrived_cny),
    p.stage,
    p.stage_grade,
    p.overdue_days,
    p.stalled_days,
    p.cause_title,
    p.cause_text,
    p.last_known_on,
  ]),
});

const escalationSheet = ({ escalations, districts }: WeeklyReport): SheetOut => ({
  name: '报送市级',
  title: ['按督办规则需报送市级的项目（data/rules/supervision.json），截至快照'],
  header: [['项目代码', '项目名称', '区县', '规则', '天数', '下限（天）', '合同额（亿元）', '阶段', '原因']],
  rows: escalations.map((e) => [
    e.project_id,
    e.name,
    named(districts, e.district_id),
    e.title,
    e.days,
    e.at_least,
    yi(e.amount_cny),
    e.stage,
    e.cause_title,
  ]),
});

const checksSheet = (r: WeeklyReport): SheetOut => ({
  name: '疑点',
  title: [WORDING, knownUntil(r)],
  header: [['检查', '项目代码', '区县', '数值', '界限', '单位', '核查结论', '结论说明']],
  rows: r.checks.flatMap(({ title, unit, found }) =>
    found.map((s) => [
      title,
      s.project_ids,
      named(r.districts, s.district_id),
      round4(s.figure),
      round4(s.bound),
      unit,
      s.verdict,
      s.verdict_reason,
    ]),
  ),
});

const sourcesSheet = (r: WeeklyReport, overview: Overview): SheetOut => ({
  name: '数据与版本',
  header: [['库', '文件数', '行数', '最早数据日', '最新数据日', '距报告日（天）']],
  rows: r.ages.map((a) => [a.library, a.files, a.rows, a.oldest_as_of, a.newest_as_of, a.age_days]),
  notes: [
    `快照 ${overview.snapshot}，生成于 ${overview.built_at}`,
    `模型 ${overview.models_hash}，评分方案 ${overview.profile.hash}`,
  ],
});
