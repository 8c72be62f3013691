/** The policy library: invented documents of every level, most from before the fair-competition regulation. */
import type { District } from '../schema/geo.ts';
import { regulationInForce } from '../schema/policy.ts';
import { writeWorkbook } from '../xlsx.ts';
import { addDays, asOf } from './days.ts';
import { type Clause, clauses } from './policy-clauses.ts';
import type { Rng } from './rng.ts';

const header = [
  '文号',
  '政策名称',
  '制定机关',
  '层级',
  '发布日期',
  '施行日期',
  '有效期至',
  '适用区域',
  '适用产业链',
  '适用规模',
  '投资额下限',
  '投资强度下限',
  '申报条件',
  '支持方式',
  '支持标准',
  '支持上限',
  '主要内容',
  '制定依据',
  '依据类别',
  '公平竞争审查日期',
  '审查结论',
  '审查机构',
  '例外规定适用',
  '替代方案说明',
  '实施期限或终止条件',
  '备案号',
  '状态',
  '数据性质',
];
const chains = ['芯·集成电路', '屏·新型显示', '器·智能终端', '核·新能源与智能网联汽车核心零部件', '网·物联网'];
const titles = [
  '支持{}产业高质量发展若干措施',
  '加快{}产业集群建设实施方案',
  '{}产业招商引资促进办法',
  '促进{}企业技术创新若干政策',
  '{}产业链补链强链行动计划',
];
const bases: [string, string][] = [
  ['优化营商环境条例', '行政法规'],
  ['中小企业促进法', '法律'],
  ['外商投资法', '法律'],
  ['本市产业发展规划（演示）', ''],
  ['', ''],
];
const sizes = [
  ['中型', '小型', '微型'],
  ['大型', '中型'],
  ['小型', '微型'],
];
const caps = ['', '最高100万元', '单户不超过300万元', '年度总额不超过2000万元', '最高1亿元', '每亩不超过5万元'];
export type PolicyTruth = { policy_id: string; concerns: string[] };
/** What a policy of the library says, for those who write it out as a document. */
export type PolicyDraft = {
  policy_id: string;
  title: string;
  issuer: string;
  issued: string;
  effective: string;
  expires: string | null;
  chain: string | null;
  clauses: readonly Clause[];
};

/** `count` policies in one workbook, what each of them says, and which articles each was made to touch. */
export async function policiesFile(
  rng: Rng,
  count: number,
  districts: readonly District[],
): Promise<{ bytes: Uint8Array; rows: number; drafts: PolicyDraft[]; truth: PolicyTruth[] }> {
  const made = Array.from({ length: count }, (_, i) => policy(rng, i + 1, districts));
  const drafts = made.map((m) => m.draft);
  const truth = drafts.map(({ policy_id, clauses }) => ({
    policy_id,
    concerns: [...new Set(clauses.flatMap((c) => c.concern ?? []))],
  }));
  const rows = made.map((m) => m.cells);
  return { bytes: await writeWorkbook([{ name: '政策库', header: [header], rows }]), rows: rows.length, drafts, truth };
}

function policy(rng: Rng, number: number, districts: readonly District[]): { draft: PolicyDraft; cells: unknown[] } {
  const place = rng.chance(0.2) ? null : rng.pick(districts);
  const issued = rng.chance(0.62)
    ? addDays('2017-01-01', rng.int(0, 2_760))
    : addDays(regulationInForce, rng.int(0, 690));
  const after = issued >= regulationInForce;
  const chain = rng.chance(0.8) ? rng.pick(chains) : null;
  const chosen = rng.sample(
    clauses.filter((c) => c.concern === null || rng.chance(after ? 0.08 : 0.45)),
    rng.int(3, 5),
  );
  const basis = rng.pick(bases);
  const expires = rng.chance(0.8) ? addDays(issued, 365 * rng.pick([2, 3, 3, 5])) : null;
  const reviewed = after
    ? rng.chance(0.88)
      ? addDays(issued, -rng.int(5, 40))
      : null
    : rng.chance(0.1)
      ? addDays(regulationInForce, rng.int(20, 600))
      : null;
  const id = `演示${place?.short_name ?? '市'}府办发〔${issued.slice(0, 4)}〕${number}号`;
  const stated =
    expires && expires < asOf ? rng.pick(['有效', '废止', '停止执行']) : rng.chance(0.06) ? '停止执行' : '有效';
  const title = `${place?.name ?? '全市'}${rng.pick(titles).replace('{}', chain?.split('·')[1] ?? '先进制造')}（演示文本）`;
  const issuer = `${place?.name ?? '市'}人民政府办公室（演示）`;
  const level = place ? (rng.chance(0.15) ? '开发区' : '区县级') : '市级';
  const effective = addDays(issued, rng.pick([0, 0, 30]));
  const cells = [
    id,
    title,
    issuer,
    level,
    issued,
    effective,
    expires,
    place?.name ?? '全市',
    chain,
    rng.chance(0.25) ? rng.pick(sizes) : null,
    rng.chance(0.3) ? rng.pick(['1000万元', '5000万元', '1亿元', '0.5亿元']) : null,
    rng.chance(0.2) ? rng.pick(['150万元/亩', '300万元/亩']) : null,
    rng.chance(0.6) ? '依法登记并正常经营，项目符合规划和环保、安全要求' : null,
    [...new Set(chosen.map((c) => c.instrument))],
    rng.chance(0.5) ? '按统一标准给予补助，标准见申报指南' : null,
    rng.pick(caps) || null,
    articles(chosen),
    basis[0] || null,
    basis[1] || null,
    ...reviewCells(rng, reviewed, `${place?.name ?? '市'}市场监督管理局（演示）`),
    after && rng.chance(0.7) ? `演示备〔${issued.slice(0, 4)}〕${number}号` : null,
    stated,
    '合成',
  ];
  return { draft: { policy_id: id, title, issuer, issued, effective, expires, chain, clauses: chosen }, cells };
}

/** Date, conclusion and body of the review; ground, alternative and term of an exception under Art. 12, some of them incomplete. */
function reviewCells(rng: Rng, reviewed: string | null, body: string): unknown[] {
  if (reviewed === null) return [null, null, null, null, null, null];
  if (!rng.chance(0.08)) {
    const conclusion = rng.pick(['符合公平竞争审查标准', '符合公平竞争审查标准', '修改后符合']);
    return [reviewed, conclusion, body, null, null, null];
  }
  const complete = rng.chance(0.7);
  return [
    reviewed,
    '适用例外规定',
    body,
    '促进科学技术进步（第十二条第二项）',
    complete ? '已比较统一标准补助与贷款贴息，均不能达到同等效果（演示）' : null,
    complete ? '至2027年12月31日' : null,
  ];
}

const numerals = ['一', '二', '三', '四', '五', '六'];
const articles = (chosen: readonly Clause[]): string => chosen.map((c, i) => `第${numerals[i]}条 ${c.text}`).join('\n');
