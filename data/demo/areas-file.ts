/** The synthetic city's 产业地图 and 负面清单: invented rules of invented documents, so that slots and gates can be seen at work. */
import { readReference } from '../csv.ts';
import { Chain, Link } from '../schema/chain.ts';
import type { District } from '../schema/geo.ts';
import type { Clusters } from './clusters.ts';
import { type FormFile, sheetFile } from './form-file.ts';
import type { Rng } from './rng.ts';

const mapDocument = '演示〔2023〕1号 产业地图（合成）';

/** At most two leading chains and four known links a district, from the hidden map; districts without home links name none. */
export function industryMapFile(clusters: Clusters, districts: readonly District[]): Promise<FormFile> {
  const chains = new Map(readReference('chain/chain.csv', Chain).map((c) => [c.chain_id, c.name]));
  const names = new Map(readReference('chain/link.csv', Link).map((l) => [l.link_id, l.name]));
  const rows = districts.flatMap((d) => {
    const homes = Object.entries(clusters.truth.homes)
      .filter(([, of]) => of[d.district_id])
      .sort((a, b) => b[1][d.district_id]! - a[1][d.district_id]! || (a[0] < b[0] ? -1 : 1));
    const lead = [...new Set(homes.map(([link]) => chains.get(clusters.chainOf.get(link)!)))].slice(0, 2);
    const known = homes.slice(0, 4).map(([link]) => names.get(link));
    return [...lead.map((i) => [i, '主导产业']), ...known.map((i) => [i, '特色产业'])]
      .filter(([industry]) => industry)
      .map(([industry, kind]) => [d.name, industry!, kind!, '2023-06-01', mapDocument, '合成']);
  });
  return sheetFile('产业地图', ['区县', '产业', '定位', '起始日期', '依据文件', '数据性质'], rows);
}

/** A few rules of each kind: by area, by industry code, by keyword, by unit, one of them out of force. */
export function restrictionsFile(rng: Rng, districts: readonly District[]): Promise<FormFile> {
  const far = rng.sample(
    districts.filter((d) => d.area_group_2020.startsWith('渝东')).map((d) => d.name),
    2,
  );
  const document = '演示〔2024〕8号 负面清单（合成）';
  const rows = [
    ['F-01', '禁止', '不得新建含电镀工序的独立项目', '', '', '电镀', '', '', '2024-01-01', ''],
    ['F-02', '禁止', '生态功能区不得新布局基础化学原料制造', '261', '', '', '渝东北', '', '2024-01-01', ''],
    ['F-03', '禁止', '本区县不再新布局半导体电子化学品', '', '半导体电子化学品', '', far[0]!, '', '2024-01-01', ''],
    ['F-04', '限制', '用水总量紧张，晶圆制造须先落实水源', '', '晶圆制造', '', far[1]!, '', '2024-01-01', ''],
    ['F-05', '禁止', '单元内不得新建涉重金属排放项目', '', '动力电池', '', '', 'ZH50000000001', '2024-01-01', ''],
    ['F-06', '禁止', '已失效的旧条目', '', '工业机器人', '', '', '', '2019-01-01', '2021-12-31'],
  ].map((row) => [...row, document, '合成']);
  const header = [
    '条目编号',
    '管控要求',
    '管控内容',
    '行业代码',
    '产业链环节',
    '关键词',
    '适用区域',
    '管控单元编码',
    '生效日期',
    '失效日期',
  ];
  return sheetFile('负面清单', [...header, '依据文件', '数据性质'], rows);
}
