/** `yuzhao match --explain`: why one company stands where it stands, and what would change that. */
import { readDistrictRules } from '../../data/schema/district-rules.ts';
import { readProfile } from '../../data/schema/profile.ts';
import { openSnapshot } from '../../data/store/index.ts';
import { type Explanation, explainPair } from '../../engine/index.ts';
import { type MatchArguments, parseWeights } from '../match-options.ts';
import { districtText } from './fit.ts';
import { count } from './progress.ts';

export async function explainCommand(options: MatchArguments & { explain: string }): Promise<void> {
  const { db } = await openSnapshot(options.store);
  try {
    const answer = await explainPair(db, {
      enterprise: options.explain,
      link: options.link,
      district: options.district,
      ...(options.weights ? { weights: parseWeights(options.weights) } : {}),
      ...(options.unit ? { unit: options.unit } : {}),
    });
    process.stdout.write(options.json ? `${JSON.stringify(answer)}\n` : explanationText(answer));
  } finally {
    db.closeAll();
  }
}

function explanationText(a: Explanation): string {
  const { factors } = readProfile();
  const beliefs = readDistrictRules().affinity;
  const signed = (n: number): string => `${n < 0 ? '−' : '+'}${Math.abs(n).toFixed(2)}`;
  const head = `${a.enterprise.name}（${a.link.name} → ${a.district.name}）    来源：${a.enterprise.source.file} 第 ${a.enterprise.source.line} 行`;
  if (a.gate) return `${head}\n未列入：${a.gate.rule}（${a.gate.source}）\n`;
  if (a.rank === null) {
    const closed = a.districts.find((d) => d.district_id === a.district.district_id)?.closed_by ?? [];
    return `${head}\n不予列出：${closed.map((g) => `${g.reason}（${g.document} ${g.rule}）`).join('；')}\n`;
  }
  const parts = Object.entries(a.parts)
    .filter(([, part]) => part > 0.005)
    .sort((x, y) => y[1] - x[1])
    .map(([f, part]) => `${factors[f as keyof typeof factors].title} ${part.toFixed(2)}`);
  return [
    head,
    `第 ${a.rank} 名，共 ${count(a.of)} 家；得分 ${a.score!.toFixed(2)} = ${parts.join(' + ')}`,
    `名次所系：${
      a.without
        .slice(0, 5)
        .map(({ factor, rank }) => `不计${factors[factor].title}则第 ${count(rank)} 名`)
        .join('，') || '去掉任何一项名次不变'
    }`,
    `业务倾向：${
      a.activities
        .slice(0, 6)
        .map((x) => `${x.activity} ${signed(x.adds)}（本区 ${x.companies} 家）`)
        .join('，') || '其经营活动在本市产业链企业中未见'
    }`,
    `新设倾向：${a.fit_parts.map((p) => `${beliefs[p.part as keyof typeof beliefs].title} ${signed(p.adds)}`).join('，')}`,
    '各区县（对该企业）：',
    ...a.districts.slice(0, 5).map(districtText),
    '',
  ].join('\n');
}
