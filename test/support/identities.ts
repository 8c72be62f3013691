/** An invented city of which two offices speak: some companies stand in both lists, with a code, without, reworded. */
import { creditCode } from '../../data/demo/credit-code.ts';
import { type InventedRow, registryCsv } from './enterprises.ts';
import type { TestStore } from './store.ts';

export const codes = { jia: creditCode(910_001), yi: creditCode(910_002), bing: creditCode(910_003) };

const register: InventedRow[] = [
  {
    name: '重庆甲辰半导体有限公司',
    code: codes.jia,
    date: '2012-05-04',
    type: '有限责任公司',
    capital: '2,000(万元人民币)',
    scope: '集成电路封装测试；半导体分立器件制造',
    province: '重庆',
    place: '渝北',
    address: '重庆市渝北区一号',
  },
  { name: '苏州乙巳精密机械有限公司', code: codes.yi, type: '有限责任公司', place: '苏州', scope: '精密机械制造' },
  { name: '常州丙午光电有限公司', code: codes.bing, type: '有限责任公司', place: '常州', scope: '光电器件制造' },
];
/** As an office keeps it: no codes, 市 and brackets as they come, capital raised, a name that no rule can join. */
const office: InventedRow[] = [
  {
    name: '重庆市甲辰半导体有限公司',
    date: 'N/A',
    capital: '5,000(万元人民币)',
    scope: '集成电路封装',
    province: '重庆',
    place: '江北',
  },
  { name: '乙巳集团江南基地', date: 'N/A', capital: 'N/A', place: 'N/A', province: 'N/A' },
];
const projects = [
  '项目代码,项目名称,区县,合同类别,签约时间,协议总投资（万元）,投资方,投资方统一社会信用代码,用地（亩）,行业代码',
  `P1,甲辰晶圆封测生产基地项目,渝北区,正式合同,2026-01-10,10000,重庆甲辰半导体有限公司,${codes.jia},50,3973`,
  'P2,甲辰晶圆封测生产线建设项目,江北区,正式合同,2026-01-20,10500,重庆市甲辰半导体有限公司,,50,3973',
  'P3,丙午光电器件项目,永川区,正式合同,2025-03-20,800,常州丙午光电有限公司,,20,3979',
];

/** Loads the lists in the order given. `older`: the register's data date lies a year before the office's. */
export async function twoLists(t: TestStore, order: readonly ('register' | 'office' | 'projects')[]): Promise<void> {
  const files = {
    register: ['enterprises', '登记.csv', registryCsv(register), '2025-06-30'],
    office: ['enterprises', '招商办.csv', registryCsv(office), '2026-06-30'],
    projects: ['projects', '项目.csv', projects.join('\n'), '2026-06-30'],
  } as const;
  for (const key of order) {
    const [library, name, content, asOf] = files[key];
    const { load } = await t.ingest(library, t.write(name, content), asOf);
    if (load.rejected) throw new Error(`${name}: ${load.rejected} rows were rejected`);
  }
}
