/** The three reports of an appraisal as a workbook, a page to print, or plain text. */
import type { SheetOut } from '../data/xlsx.ts';
import { type AppraisalResult, gateStates, type Report } from '../engine/index.ts';

const notice = '本评价由规则计算，供专家会议讨论；门槛未明不视为通过，缺项不按 0 计；权重与函数为示例，非重庆规定。';

const headOf = ({ project, verdict, weightings, rules }: AppraisalResult): [string, string][] => [
  ['项目', `${project.project_id} ${project.name}`],
  ['投资主体', project.investor_name ?? '未填报'],
  [
    '总评',
    verdict === 'passed' ? '门槛通过' : verdict === 'failed' ? '门槛不通过（得分不能抵消）' : '门槛未明（不视为通过）',
  ],
  ...weightings.map((w): [string, string] => [
    w.method === 'ahp'
      ? `加权得分（AHP，一致性比率 ${w.consistency_ratio!.toFixed(3)}）`
      : '加权得分（CRITIC，已固化）',
    `${w.score === null ? '没有依据' : w.score.toFixed(1)}（未知项最坏至最好 ${w.low.toFixed(1)}–${w.high.toFixed(1)}）；权重来源：${w.source}`,
  ]),
  ['规则', `${rules.appraisal_id} ${rules.version}：${rules.authority}`],
];

/** One sheet a report, a first sheet with the verdict and the list of what is missing. */
export const appraisalSheets = (result: AppraisalResult): SheetOut[] => [
  {
    name: '总评',
    title: [`${result.project.name} 项目评价`],
    header: [['项目', '内容']],
    rows: [...headOf(result), ...result.missing.map((m) => ['缺项', m])],
    notes: [notice],
  },
  ...result.reports.map((report) => ({
    name: report.title.slice(2),
    title: [report.title, report.summary],
    header: [['部分', '内容', '数值', '结论', '来源']],
    rows: [
      ...report.sections.flatMap((s) => s.lines.map((l) => [s.title, l.label, l.value, l.finding, l.source])),
      ...report.missing.map((m) => ['缺项', m, null, null, null]),
    ],
    notes: [notice],
  })),
];

/** For the terminal and for mail. */
export function appraisalText(result: AppraisalResult): string {
  const lines = [`${result.project.name} 项目评价`, ...headOf(result).map(([k, v]) => `${k}：${v}`), ''];
  for (const report of result.reports) lines.push(...reportText(report), '');
  return `${[...lines, notice].join('\n')}\n`;
}

const reportText = (report: Report): string[] => [
  `■ ${report.title}（${gateStates[report.verdict]}）`,
  `  ${report.summary}`,
  ...report.sections.flatMap((s) => [
    `  【${s.title}】`,
    ...s.lines.map((l) => `    ${l.label}：${l.value} — ${l.finding}${l.source ? `（来源：${l.source}）` : ''}`),
  ]),
  ...(report.missing.length ? ['  【缺项】', ...report.missing.map((m) => `    ${m}`)] : []),
];

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!);

/** A page of its own, without script, that prints on A4. */
export function appraisalHtml(result: AppraisalResult): string {
  const row = (cells: readonly (string | null)[], tag = 'td') =>
    `<tr>${cells.map((c) => `<${tag}>${escaped(c ?? '')}</${tag}>`).join('')}</tr>`;
  const reports = result.reports.map(
    (report) =>
      `<section><h2>${escaped(report.title)}（${gateStates[report.verdict]}）</h2><p>${escaped(report.summary)}</p>${report.sections
        .map(
          (s) =>
            `<h3>${escaped(s.title)}</h3><table><thead>${row(['内容', '数值', '结论', '来源'], 'th')}</thead><tbody>${s.lines.map((l) => row([l.label, l.value, l.finding, l.source])).join('')}</tbody></table>`,
        )
        .join(
          '',
        )}${report.missing.length ? `<h3>缺项</h3><ul>${report.missing.map((m) => `<li>${escaped(m)}</li>`).join('')}</ul>` : ''}</section>`,
  );
  const title = escaped(`${result.project.name} 项目评价`);
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>${title}</title><style>body{font:14px/1.6 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;width:100%}th,td{border:1px solid #999;padding:.2rem .5rem;text-align:left;vertical-align:top}section{page-break-before:always}</style><h1>${title}</h1><table>${headOf(
    result,
  )
    .map((r) => row(r))
    .join('')}</table><p>${notice}</p>${reports.join('')}</html>\n`;
}
