/** The expert library: pseudonyms only, invented employers. */
import type { Company } from './company.ts';
import { addDays, asOf } from './days.ts';
import { type FormFile, sheetFile } from './form-file.ts';
import { brand } from './names.ts';
import type { Rng } from './rng.ts';

const header = [
  '专家编号',
  '姓名',
  '工作单位',
  '职称',
  '专业领域',
  '擅长产业链',
  '曾任职单位',
  '持股企业',
  '回避单位',
  '聘任日期',
  '到期日期',
  '累计参评次数',
  '本人授权',
  '联系电话',
  '数据性质',
];

const fields: Record<string, string[]> = {
  芯·集成电路: ['集成电路设计', '半导体工艺', '封装测试', '功率器件', '半导体材料'],
  屏·新型显示: ['显示材料', '显示工艺', '光电器件', '触控技术'],
  器·智能终端: ['电子制造', '精密结构', '电声器件', '工业设计', '印制电路'],
  核·新能源与智能网联汽车核心零部件: ['动力电池', '电机电控', '汽车电子', '底盘技术', '轻量化材料', '智能驾驶'],
  网·物联网: ['物联网', '云计算', '工业软件', '网络安全', '通信技术', '人工智能'],
};
const general = [
  '产业规划',
  '技术经济',
  '财务与投资',
  '环境影响评价',
  '安全生产',
  '节能评估',
  '土地利用',
  '公平竞争审查',
  '法律',
];
/** Titles by the first field of an expert; the last entry is for all others. */
const titles: [RegExp, string[]][] = [
  [/法律|公平竞争/, ['律师', '教授', '副教授']],
  [/财务/, ['高级会计师', '正高级会计师', '教授']],
  [/经济|规划/, ['高级经济师', '研究员', '教授']],
  [/(?:)/, ['教授', '副教授', '研究员', '正高级工程师', '高级工程师']],
];

/** `count` experts in one workbook. */
export async function expertsFile(rng: Rng, count: number, companies: readonly Company[]): Promise<FormFile> {
  const employers = institutes(rng.fork('institutes'));
  const chainCompanies = companies.filter((c) => c.links.length > 0 && c.kind === 'company');
  const rows = Array.from({ length: count }, (_, i) => expert(rng, i + 1, employers, chainCompanies));
  return sheetFile('专家库', header, rows);
}

function expert(rng: Rng, number: number, employers: string[], companies: readonly Company[]): unknown[] {
  const chains = rng.chance(0.25) ? [] : rng.sample(Object.keys(fields), rng.chance(0.8) ? 1 : 2);
  const specialities = chains.length
    ? chains.flatMap((c) => rng.sample(fields[c]!, rng.int(1, 2)))
    : rng.sample(general, rng.int(1, 2));
  const fromCompany = chains.length > 0 && rng.chance(0.35);
  const employer = fromCompany ? rng.pick(companies).name : rng.pick(employers);
  const avoid = [
    ...(fromCompany ? [employer] : []),
    ...(rng.chance(0.3) ? rng.sample(companies, rng.int(1, 2)).map((c) => c.name) : []),
  ];
  const from = addDays('2021-01-01', rng.int(0, 1_800));
  const id = String(number).padStart(4, '0');
  return [
    `ZJ${id}`,
    `专家${id}`,
    employer,
    rng.pick(titles.find(([words]) => words.test(specialities[0]!))![1]),
    specialities,
    chains,
    rng.chance(0.3) ? [rng.chance(0.5) ? rng.pick(companies).name : rng.pick(employers)] : null,
    rng.chance(0.12) ? [rng.pick(companies).name] : null,
    avoid.length ? avoid : null,
    new Date(`${from}T00:00:00Z`),
    rng.chance(0.9) ? new Date(`${addDays(from, 365 * rng.pick([2, 3, 3, 5]))}T00:00:00Z`) : null,
    rng.chance(0.85) ? rng.int(0, 14) : null,
    rng.chance(0.96) ? '是' : '否',
    `000-0000${id}`,
    from > asOf ? '合成（待聘）' : '合成',
  ];
}

function institutes(rng: Rng): string[] {
  const kinds = [
    '理工大学',
    '大学',
    '工程职业学院',
    '汽车工程研究院',
    '集成电路研究所',
    '产业发展研究院',
    '工程咨询有限公司',
    '会计师事务所',
    '律师事务所',
    '环境科学研究院',
    '行业协会',
  ];
  return Array.from(
    { length: 40 },
    () => `${rng.pick(['重庆', '重庆', '成都', '上海', '北京', '武汉'])}${brand(rng)}${rng.pick(kinds)}`,
  );
}
