/** `yuzhao chain`: what the city has of a chain, what it lacks, and whom a local company could bring. */
import { openSnapshot, type Row } from '../../data/store/index.ts';
import {
  type AnchorAnswer,
  anchorTargets,
  type ChainView,
  chainGaps,
  chainList,
  chainShow,
} from '../../engine/index.ts';
import { count } from './progress.ts';

type Common = { store: string; json: boolean };

async function answered<T>(
  { store, json }: Common,
  ask: (db: Awaited<ReturnType<typeof openSnapshot>>['db']) => Promise<T>,
  asText: (answer: T) => string[],
): Promise<void> {
  const { db } = await openSnapshot(store);
  try {
    const answer = await ask(db);
    process.stdout.write(json ? `${JSON.stringify(answer)}\n` : `${asText(answer).join('\n')}\n`);
  } finally {
    db.closeAll();
  }
}

const share = (value: unknown): string => (value === null ? '—' : `${Math.round(100 * Number(value))} %`);
const n = (value: unknown): string => count(Number(value));

/** @throws AppError chain_not_found, snapshot_missing */
export async function showCommand(chain: string | undefined, options: Common): Promise<void> {
  if (chain) await answered(options, (db) => chainShow(db, chain), chainText);
  else await answered(options, chainList, (rows) => rows.map(chainLine));
}

const chainLine = (c: Row): string =>
  `${c.name}（${c.version}）  完整度 ${share(c.completeness)}  环节 ${c.present}/${c.links}  链内供需闭合 ${c.closed_flows}/${c.inner_flows}  补 ${c.to_fill} 强 ${c.to_strengthen} 延 ${c.to_extend}  单一供应商环节 ${c.single_supplier_links}  外部依赖 ${share(c.outside_dependence)}  链主 ${c.anchors}`;

function chainText({ chain, completeness, links, connections, anchors }: ChainView): string[] {
  const found = connections.filter((c) => c.basis !== 'reference');
  return [
    chainLine({ ...chain, ...completeness }),
    ...links.flatMap((l) => [
      `【${l.verdict}】${l.stage} ${l.name}  本市 ${n(l.local_companies)} 家  下游 ${n(l.local_downstream)} 家  上游 ${n(l.local_upstream)} 家`,
      `     ${standing(l)}`,
      ...anchors
        .filter((a) => a.link_id === l.link_id)
        .slice(0, 3)
        .map((a) => `     链主：${anchorWords(a)}`),
    ]),
    ...(found.length > 0 ? ['由产品关系佐证或推得的供需：'] : []),
    ...found.map(
      (c) =>
        `  ${c.from_name} → ${c.to_name}（${c.basis === 'both' ? '佐证' : '推得'}，${c.pairs} 对产品：${c.examples}）`,
    ),
  ];
}

const anchorWords = (a: Row): string =>
  `${a.name}，${a.capital_cny === null ? '注册资金不详' : `注册资金 ${count(Number(a.capital_cny) / 1e4)} 万元`}${a.signs ? `，${a.signs}` : ''}`;

const standing = (l: Row): string =>
  [
    l.hhi === null
      ? ''
      : `集中度 HHI ${Number(l.hhi).toFixed(2)}（第一大 ${l.largest} ${share(l.top1_share)}，分布 ${l.districts} 个区县）`,
    l.single_supplier_risk ? '单一供应商风险' : '',
    Number(l.outside_dependence) > 0 ? `上游外部依赖 ${share(l.outside_dependence)}（缺 ${l.missing_inputs}）` : '',
    Number(l.anchor_pull) > 0 ? `链主拉动 ${Number(l.anchor_pull).toFixed(1)}（${l.pulled_by}）` : '',
    `市外可招 ${n(l.outside_candidates)} 家`,
  ]
    .filter(Boolean)
    .join('；');

export type GapsArguments = Common & { chain?: string; verdict?: string; top: number };

/** @throws AppError chain_not_found, option_invalid, snapshot_missing */
export async function gapsCommand(options: GapsArguments): Promise<void> {
  const { chain, verdict, top } = options;
  await answered(
    options,
    (db) => chainGaps(db, { ...(chain ? { chain } : {}), ...(verdict ? { verdict } : {}) }),
    (rows) => [
      `${rows.length} 个环节需要补、强、延；数字为企业数，集中度按注册资金。`,
      ...rows
        .slice(0, top)
        .flatMap((l) => [
          `【${l.verdict}】${l.chain} ${l.name}  需要 ${Number(l.need).toFixed(2)}  本市 ${n(l.local_companies)} 家，下游 ${n(l.local_downstream)} 家，上游 ${n(l.local_upstream)} 家，区位商 ${Number(l.location_quotient).toFixed(2)}`,
          `     ${standing(l)}`,
        ]),
    ],
  );
}

export type AnchorArguments = Common & { top: number };

/** @throws AppError enterprise_not_found, snapshot_missing */
export async function anchorCommand(name: string, options: AnchorArguments): Promise<void> {
  await answered(options, (db) => anchorTargets(db, { name, top: options.top }), anchorText);
}

const roles: Record<string, string> = { supplier: '上游', customer: '下游', competitor: '同行', partner: '伙伴' };

function anchorText({ enterprise, links, filed, neighbours }: AnchorAnswer): string[] {
  if (links.length === 0)
    return [`${enterprise.name} 的名称、经营范围和产品没有指向图谱中的环节，无从推出上下游。`, ...filed.map(filedLine)];
  return [
    `${enterprise.name}${enterprise.local ? '' : '（不在本市）'}  所在环节：${links.map((l) => `${l.link}${l.is_anchor ? '（链主）' : ''}`).join('、')}`,
    '得分用于排序，不是概率；联系前请核对依据。',
    ...(filed.length > 0 ? ['名单中已写明的关系：'] : []),
    ...filed.map(filedLine),
    ...neighbours.flatMap((x) => [
      `— ${roles[x.role]} ${x.link}【${x.verdict}】本市 ${x.local_companies} 家：${x.role === 'competitor' ? '与其同在一个环节' : `${x.role === 'supplier' ? '向其供' : '购其'}${x.what}（关键度 ${x.criticality}，经 ${x.through}）`}`,
      ...(x.companies.length === 0 ? ['     市外名单里没有通过筛选的企业'] : x.companies.map(targetLine)),
    ]),
  ];
}

const filedLine = (f: AnchorAnswer['filed'][number]): string =>
  `     ${roles[f.role]} ${f.name}（${f.relation}，${f.dated_on ?? '日期不详'}，${f.source} 第 ${f.source_line} 行${f.by_short_name ? '，按简称对应，请核对' : ''}${f.enterprise_id ? '' : '，不在企业库'}）`;

function targetLine(c: AnchorAnswer['neighbours'][number]['companies'][number]): string {
  const words = [...new Set(c.evidence.filter((e) => e.weight > 0).map((e) => e.word))].slice(0, 4);
  const extra = [...c.signs.map((s) => `信号 ${s}`), ...c.ties.map((t) => `关系 ${t}`)];
  return `     ${c.name}  ${c.score.toFixed(2)}  ${c.province ?? ''}  用词：${words.join('、')}${extra.length > 0 ? `  ${extra.join('；')}` : ''}`;
}
