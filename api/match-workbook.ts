/** A target list as a workbook for the planner's desk: the list, and a sheet that says what the numbers mean. */
import { type Factor, factors, type Profile } from '../data/schema/profile.ts';
import type { SheetOut } from '../data/xlsx.ts';
import type { MatchAnswer, Narrowing } from '../engine/index.ts';

/** What narrowed a list, as its route takes it. */
export type Limits = Omit<Narrowing, 'provinces'> & { provinces?: string };

export function matchWorkbook(answer: MatchAnswer & { limits: Limits }, profile: Profile): SheetOut[] {
  const title = (f: Factor) => profile.factors[f].title;
  const list = {
    name: '目标企业',
    title: [
      `${answer.link.name} → ${answer.district.name}`,
      '得分用于排序，不是概率；企业库仅供招商研究，不作为享受政策的依据',
    ],
    header: [
      [
        '名次',
        '企业名称',
        '省份',
        '地区',
        '注册日期',
        '注册资金（万元）',
        '得分',
        ...factors.map(title),
        '依据词',
        '来源文件',
        '来源行',
      ],
    ],
    rows: answer.rows.map((row) => [
      row.rank,
      row.name,
      row.province,
      row.prefecture,
      row.registered_on,
      row.capital_cny === null ? null : row.capital_cny / 1e4,
      round(row.score),
      ...factors.map((f) => round(row.parts[f])),
      row.evidence.map((e) => e.word).join('、'),
      row.source.file,
      row.source.line,
    ]),
  };
  const notes = {
    name: '说明',
    header: [['项目', '内容']],
    rows: [
      ['快照', answer.snapshot],
      ['评分方案', `${profile.profile_id} ${profile.version}（${answer.profile}）`],
      ['模型', answer.models],
      ['方案依据', profile.authority],
      ['入围企业数', answer.candidates],
      ...limitRows(answer.limits),
      ...(Object.keys(answer.limits).length ? [['筛选后企业数', answer.left]] : []),
      ...factors.map((f) => [
        title(f),
        `权重 ${profile.factors[f].weight}，取值 ${profile.factors[f].low} 至 ${profile.factors[f].high}：${profile.factors[f].why}`,
      ]),
    ],
  };
  return [list, notes];
}

/** One row a limit that holds. Ranks stay those of the whole list. */
function limitRows(limits: Limits): string[][] {
  const range = (from: number | undefined, below: number | undefined, unit: string) =>
    [from !== undefined && `≥ ${from}${unit}`, below !== undefined && `< ${below}${unit}`].filter(Boolean).join('，');
  const wan = (cny: number | undefined) => (cny === undefined ? undefined : cny / 1e4);
  const rows = [
    ['筛选：得分', range(limits.score_from, limits.score_below, '')],
    ['筛选：注册资金', range(wan(limits.capital_cny_from), wan(limits.capital_cny_below), ' 万元')],
    ['筛选：注册年份', range(limits.founded_from, limits.founded_below, ' 年')],
    ['筛选：省份', (limits.provinces ?? '').split(/\s*,\s*/).join('、')],
  ];
  return rows.filter(([, range]) => range !== '');
}

const round = (x: number): number => Math.round(x * 1000) / 1000;
