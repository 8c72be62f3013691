/** `yuzhao io`: Leontief impact on a table that the user supplies. No store is needed. */
import { AppError } from '../../data/errors.ts';
import { impactOf, type Shock, tableOf } from '../../engine/index.ts';
import { readInputOutput } from '../../ingest/index.ts';

export type IoArguments = { shock: string[]; json: boolean };

/** @throws AppError file_format for a table that cannot be read, option_invalid for one that cannot be used */
export async function ioCommand(file: string, options: IoArguments): Promise<void> {
  const { sectors, flows, output } = await readInputOutput(file);
  const impact = impactOf(tableOf(sectors, flows, output), options.shock.map(parseShock));
  if (options.json) process.stdout.write(`${JSON.stringify(impact)}\n`);
  else process.stdout.write(impactText(impact));
}

function parseShock(text: string): Shock {
  const at = text.lastIndexOf('=');
  const change = Number(text.slice(at + 1));
  if (at < 1 || text.slice(at + 1).trim() === '' || Number.isNaN(change))
    throw new AppError('option_invalid', `«${text}» is not sector=amount`, 'write for example --shock 汽车制造=100');
  return { sector: text.slice(0, at).trim(), change };
}

function impactText({ sectors, shock, output_change }: ReturnType<typeof impactOf>): string {
  const number = (value: number) => value.toLocaleString('zh-CN', { maximumFractionDigits: 2 });
  const head = [
    `最终需求变动 ${number(shock)} → 总产出变动 ${number(output_change)}（单位同表）`,
    '部门：需求变动、产出变动（占现产出）、产出乘数、影响力系数、感应度系数',
  ];
  const lines = sectors
    .toSorted((a, b) => Math.abs(b.output_change) - Math.abs(a.output_change) || b.multiplier - a.multiplier)
    .map(
      (s) =>
        `  ${s.sector}：${number(s.shock)}、${number(s.output_change)}（${(100 * s.change_share).toFixed(2)} %）、${s.multiplier.toFixed(3)}、${s.backward.toFixed(3)}、${s.forward.toFixed(3)}`,
    );
  return `${[...head, ...lines].join('\n')}\n`;
}
