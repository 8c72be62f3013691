/** A small city of signed projects in two districts, for tests of the doors that show what became of them. */
import type { TestStore } from './store.ts';

const projects = [
  '项目代码,项目名称,投资主体,项目所在地,合同类别,签约时间,协议总投资（万元）,约定开工时间,用地面积（亩）',
  ...Array.from(
    { length: 12 },
    (_, i) =>
      `Y${i + 1},渝北项目${i + 1},甲${i + 1}公司,渝北区,正式合同,2024-0${(i % 9) + 1}-01,${10000 + 137 * i},2024-12-01,${20 + i}`,
  ),
  ...Array.from(
    { length: 8 },
    (_, i) =>
      `J${i + 1},江北项目${i + 1},乙${i + 1}公司,江北区,正式合同,2024-0${(i % 9) + 1}-11,${20000 + 311 * i},2025-03-01,${30 + i}`,
  ),
  'J9,江北拟停项目,乙9公司,江北区,框架协议,2024-03-11,90000,2025-03-01,300',
];
const events = [
  '项目代码,事件,发生日期,填报日期,金额（万元）,佐证等级,原因',
  ...projects.slice(1).map((row) => {
    const [id, , , , contract, signed, amount] = row.split(',');
    return `${id},签约,${signed},${signed},${amount},${contract === '框架协议' ? 'C' : 'A'},`;
  }),
  ...Array.from({ length: 9 }, (_, i) => `Y${i + 1},开工,2024-11-0${(i % 9) + 1},2024-11-20,,B,`),
  ...Array.from({ length: 3 }, (_, i) => `J${i + 1},开工,2025-02-0${i + 1},2025-02-20,,B,`),
  'Y1,资金到位,2024-12-01,2024-12-10,5000,A,',
  'Y1,投产,2025-11-01,2025-11-05,,B,',
  'J1,资金到位,2025-03-01,2025-03-10,2000,A,',
  'J4,停滞,2025-06-01,2025-06-10,,B,资金链断裂',
  'J5,终止,2025-09-01,2025-09-10,,B,企业撤资',
  'J6,拿地,2024-07-01,2024-07-05,,B,',
  'Y12,拿地,2024-07-01,2024-07-05,,B,',
];

/** Twelve projects of 渝北 (nine started), nine of 江北 (three started, one framework, one stalled, one terminated); built. */
export async function promotionCity(t: TestStore): Promise<void> {
  await t.ingest('projects', t.write('项目.csv', `${projects.join('\n')}\n`));
  await t.ingest('events', t.write('事件.csv', `${events.join('\n')}\n`));
  await t.build();
}
