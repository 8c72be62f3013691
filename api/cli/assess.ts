/** `yuzhao assess`: scores with their working, and what a draft formula would change on past data. */
import { existsSync, readFileSync } from 'node:fs';
import { AppError } from '../../data/errors.ts';
import { readFormulas } from '../../data/schema/formula-file.ts';
import { openSnapshot } from '../../data/store/index.ts';
import { type AssessAnswer, askAssessment, type UnitScore } from '../../engine/index.ts';

export type AssessArguments = {
  store: string;
  json: boolean;
  formula: string;
  against?: string;
  asKnownAt?: string;
  on?: string;
  unit?: string;
  list: boolean;
};

/** @throws AppError rule_invalid, option_invalid, file_not_found, snapshot_missing */
export async function assessCommand(options: AssessArguments): Promise<void> {
  if (options.list) return listFormulas(options.json);
  const { db } = await openSnapshot(options.store);
  try {
    const answer = await askAssessment(db, {
      formula: options.formula.endsWith('.json') ? readDraft(options.formula) : options.formula,
      ...(options.against ? { against: options.against } : {}),
      ...(options.asKnownAt ? { as_known_at: options.asKnownAt } : {}),
      ...(options.on ? { on: options.on } : {}),
    });
    if (options.json) process.stdout.write(`${JSON.stringify(answer)}\n`);
    else process.stdout.write(options.unit ? working(answer, options.unit) : table(answer));
  } finally {
    db.closeAll();
  }
}

function listFormulas(json: boolean): void {
  const all = [...readFormulas().values()];
  process.stdout.write(
    json
      ? `${JSON.stringify(all)}\n`
      : all.map((f) => `${f.formula_id.padEnd(22)} ${f.title}\n    ${f.authority}\n    来源：${f.source}\n`).join(''),
  );
}

function readDraft(file: string): unknown {
  if (!existsSync(file))
    throw new AppError('file_not_found', 'there is no such file', 'check the path of the draft', { file });
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new AppError('rule_invalid', `not JSON: ${(cause as Error).message}`, 'correct the file', { file }, cause);
  }
}

const number = (x: number | null, digits = 2): string => (x === null ? '—' : x.toFixed(digits));

function table({ assessment, against, moved, hints }: AssessAnswer): string {
  const { formula } = assessment;
  const move = new Map(moved.map((m) => [m.unit_id, m]));
  const lines = [
    `${formula.title}（${formula.formula_id} ${formula.version}，满分 ${formula.points}）`,
    `  ${formula.authority}`,
    `  考核日 ${assessment.on}，按 ${assessment.as_known_at.slice(0, 10)} 已知，计期自 ${assessment.from}；区间为 90 %；同档单位不可区分`,
    ...(against ? [`  对照：${against.formula.title}`] : []),
  ];
  for (const name of new Set(assessment.units.map((u) => u.class))) {
    lines.push(`\n${name}`);
    for (const unit of assessment.units.filter((u) => u.class === name)) {
      const m = move.get(unit.unit_id);
      const change =
        m && m.place_before !== m.place_after
          ? `  原第 ${m.place_before ?? '—'} 名${m.beyond_chance ? '' : '（可能是偶然）'}：${reasonText(m.reasons)}`
          : '';
      const missing = unit.missing.length
        ? `  缺：${unit.missing.map((id) => unit.items.find((i) => i.item_id === id)!.title).join('、')}`
        : '';
      lines.push(`${String(unit.place ?? '—').padStart(4)}  ${unit.name.padEnd(12, '　')} ${number(unit.score).padStart(7)} [${number(unit.low)}, ${number(unit.high)}]  名次 ${unit.place_low ?? '—'}–${unit.place_high ?? '—'}  第 ${unit.band ?? '—'} 档${change}${missing}`); // biome-ignore format: one thought
    }
  }
  if (hints.length) lines.push('\n可能的漏洞（供人判断，不是结论）', ...hints.map((h) => `  · ${h.zh}`));
  lines.push(
    `\n权重各动两成以内，名次一致度（Kendall τ）${number(assessment.weight_tau)}。yuzhao assess --unit 区县 看一个单位的逐项计算。`,
  );
  return `${lines.join('\n')}\n`;
}

const reasonText = (reasons: AssessAnswer['moved'][number]['reasons']): string =>
  reasons
    .slice(0, 2)
    .filter((r) => Math.abs(r.beyond_class) > 0.05)
    .map((r) => `${r.title} ${r.beyond_class > 0 ? '+' : ''}${r.beyond_class.toFixed(1)} 个百分点`)
    .join('，') || '无显著分项';

const limits: Record<string, string> = {
  cap: '已到比率上限',
  least: '未到最低比率',
  range_top: '高于参照区间',
  range_bottom: '低于参照区间',
  missing: '缺数据或缺任务',
  item_cap: '本项封顶',
  item_floor: '本项保底',
};

function working({ assessment }: AssessAnswer, name: string): string {
  const unit = assessment.units.find((u) => u.unit_id === name || u.name === name || u.name.startsWith(name));
  if (!unit)
    throw new AppError(
      'option_invalid',
      `no unit «${name}» is assessed`,
      `name one of ${assessment.units.map((u) => u.name).join(', ')}`,
    );
  return `${unit.name}（${unit.class}）：${number(unit.score)} 分 [${number(unit.low)}, ${number(unit.high)}]，第 ${unit.place ?? '—'} 名（${unit.place_low ?? '—'}–${unit.place_high ?? '—'}），权重变动时 ${unit.stability ? Math.round(100 * unit.stability.keeps_place) : '—'} % 的情形名次不变\n${unit.items.map(itemText).join('')}${unit.deductions.map((d) => `- ${d.title}：${d.projects} 个项目，扣 ${number(d.taken)} 分${d.capped ? '（已到扣分上限）' : ''}\n    口径：${d.caliber.sentence}\n`).join('')}`;
}

const itemText = (item: UnitScore['items'][number]): string =>
  `+ ${item.title}：${number(item.got)} / ${item.points} 分${item.limited_by ? `（${limits[item.limited_by]}）` : ''}\n${item.parts
    .map((p) => {
      const interval = p.interval ? ` [${number(p.interval.low, 3)}, ${number(p.interval.high, 3)}]` : '';
      const target =
        p.target === null ? '' : `，目标 ${number(p.target, 3)}${p.target_source ? `（${p.target_source}）` : ''}`;
      return `    值 ${number(p.value, 3)}${interval}${target}，n=${p.n ?? '—'}，得 ${number(100 * p.earned_share, 1)} %${p.limited_by ? `（${limits[p.limited_by]}）` : ''}\n    口径：${p.caliber.sentence}\n`;
    })
    .join('')}`;
