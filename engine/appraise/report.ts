/** The three evaluations of the Opinion (十四): 效益, 环境, 综合风险. Every line has its figure, its source row and what it means. */
import type { ReportId } from '../../data/schema/appraisal.ts';
import type { Facts } from './facts.ts';
import type { GateResult, GateState } from './gates.ts';
import type { CriterionResult, IndicatorResult } from './indicators.ts';
import type { AppraisalResult, Report, ReportLine } from './result.ts';

const titles: Record<ReportId, [zh: string, en: string]> = {
  benefit: ['项目效益评价', 'Evaluation of benefit'],
  environment: ['项目环境评价', 'Evaluation of the environment'],
  risk: ['项目综合风险评价', 'Evaluation of risks'],
};
export const states: Record<GateState, string> = { passed: '通过', failed: '不通过', unknown: '未明（不视为通过）' };

export const reportsOf = (result: Omit<AppraisalResult, 'reports'>, facts: Facts): Report[] => [
  build('benefit', result, []),
  build('environment', result, []),
  build('risk', result, riskLines(result, facts)),
];

function build(report_id: ReportId, result: Omit<AppraisalResult, 'reports'>, more: Report['sections']): Report {
  const gates = result.gates.filter((g) => g.report === report_id);
  const indicators = result.indicators.filter((i) => i.report === report_id);
  const verdict: GateState = gates.some((g) => g.state === 'failed')
    ? 'failed'
    : gates.some((g) => g.state === 'unknown')
      ? 'unknown'
      : 'passed';
  const sections = [
    ...(gates.length ? [{ title: '准入门槛（不得以得分抵消）', lines: gates.map(gateLine) }] : []),
    ...indicators.map((i) => ({
      title: `${i.title}：${scoreText(i)}`,
      lines: [...i.criteria.map(criterionLine), panelLine(i)],
    })),
    ...more,
  ];
  const missing = [
    ...gates.filter((g) => g.state === 'unknown').map((g) => `${g.title}：${g.why}`),
    ...indicators.flatMap((i) =>
      i.criteria.filter((c) => c.value === null).map((c) => `${i.title}·${c.title}：未填报`),
    ),
    ...indicators.filter((i) => !i.panel).map((i) => `${i.title}：没有专家打分`),
  ];
  return {
    report_id,
    title: titles[report_id][0],
    title_en: titles[report_id][1],
    verdict,
    summary: summaryOf(gates, indicators, missing),
    sections,
    missing,
  };
}

function summaryOf(
  gates: readonly GateResult[],
  indicators: readonly IndicatorResult[],
  missing: readonly string[],
): string {
  const failed = gates.filter((g) => g.state === 'failed').map((g) => g.title);
  const open = gates.filter((g) => g.state === 'unknown').map((g) => g.title);
  return [
    ...(failed.length ? [`${failed.join('、')}不通过，其余得分不能抵消`] : []),
    ...(open.length ? [`${open.join('、')}未明，须补充材料后再评`] : []),
    ...(gates.length && !failed.length && !open.length ? ['各项门槛均通过'] : []),
    ...(indicators.length ? [indicators.map((i) => `${i.title} ${scoreText(i)}`).join('，')] : []),
    ...(missing.length ? [`缺 ${missing.length} 项，见文末清单`] : []),
  ].join('；');
}

const scoreText = (i: IndicatorResult): string =>
  i.score === null
    ? '没有依据，不评分'
    : `${i.score.toFixed(0)} 分（未知项最坏至最好 ${i.low.toFixed(0)}–${i.high.toFixed(0)}）`;

const gateLine = (g: GateResult): ReportLine => ({
  label: g.title,
  value: g.stated === null ? '未填报' : typeof g.stated === 'boolean' ? (g.stated ? '是' : '否') : g.stated,
  finding: `${states[g.state]}：${g.why}`,
  source: g.source,
});

const criterionLine = (c: CriterionResult): ReportLine => ({
  label: c.title,
  value: c.value === null ? '未填报' : `${amount(c.value)}${c.unit ? ` ${c.unit}` : ''}`,
  finding:
    c.worth === null
      ? '缺，不按 0 计'
      : `值 ${(100 * c.worth).toFixed(0)}/100${c.threshold === null ? '；重庆未见公布阈值' : c.meets_threshold ? `；达到阈值 ${c.threshold}` : `；低于阈值 ${c.threshold}`}。函数依据：${c.rule_source}`,
  source: c.source,
});

function panelLine({ panel }: IndicatorResult): ReportLine {
  if (!panel) return { label: '专家打分', value: '无', finding: '没有专家打分', source: null };
  const spread =
    panel.deviation === null
      ? '只有一位专家，分歧未知'
      : `标准差 ${panel.deviation.toFixed(1)}${panel.deviation > 15 ? '，分歧较大，宜复议' : ''}`;
  return {
    label: '专家打分',
    value: `${panel.adjusted.toFixed(1)}（原始均值 ${panel.mean.toFixed(1)}，${panel.n} 位）`,
    finding: `已扣除打分松紧；${spread}`,
    source: '台账：专家打分',
  };
}

/** What else speaks for caution: size against capital, panel disagreement, standing of the order. */
function riskLines(result: Omit<AppraisalResult, 'reports'>, facts: Facts): Report['sections'] {
  const times = facts.get('investment_per_capital').value as number | null;
  const capital = facts.get('investor_capital_cny');
  const { alpha, biases } = result.panel;
  const { place, place_low, place_high, of, keeps_place } = result.standing;
  const lines: ReportLine[] = [
    {
      label: '总投资 ÷ 投资主体注册资金',
      value: times === null ? '不能计算' : `${amount(times)} 倍`,
      finding: times === null ? '缺投资主体注册资金或总投资' : times > 10 ? '疑似超出投资主体能力，需核查' : '未见异常',
      source: capital.source,
    },
    {
      label: '专家一致性（Krippendorff α）',
      value: alpha === null ? '不能计算' : alpha.toFixed(2),
      finding: alpha === null ? '打分太少' : alpha < 0.67 ? '低于 0.67，结论宜存疑' : '可用',
      source: '台账：专家打分',
    },
    ...biases.map((b) => ({
      label: `打分松紧 ${b.expert_id}`,
      value: `${b.bias > 0 ? '+' : ''}${b.bias.toFixed(1)} 分`,
      finding: `${b.n} 个可比打分，原始偏差 ${b.raw.toFixed(1)}，按样本量收缩`,
      source: '台账：专家打分',
    })),
    {
      label: '权重变动下的名次',
      value: place === null ? '不排名' : `第 ${place} / ${of} 名（${place_low}–${place_high}）`,
      finding:
        place === null ? '门槛不通过或没有得分' : `权重各动两成，${Math.round(100 * keeps_place!)} % 的情形名次不变`,
      source: null,
    },
  ];
  return [{ title: '其他风险提示（供人核查，不是结论）', lines }];
}

const amount = (x: number): string => x.toLocaleString('en-US', { maximumSignificantDigits: 4 });
