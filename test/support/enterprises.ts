/** Invented companies in the registry's ten columns, for tests. None of them exists. */
export const registryHeader =
  '企业名称,统一社会信用代码,注册日期,企业类型,法人代表,注册资金,经营范围,所在省份,地区,注册地址';

export type InventedRow = {
  name: string;
  code?: string;
  date?: string;
  type?: string;
  capital?: string;
  scope?: string;
  province?: string;
  place?: string;
  address?: string;
};

/** One CSV line; every cell quoted. */
export function registryLine(row: InventedRow): string {
  const cells = [
    row.name,
    row.code ?? 'N/A',
    row.date ?? '2015-03-01',
    row.type ?? 'N/A',
    'N/A',
    row.capital ?? '1,000(万元人民币)',
    row.scope ?? 'N/A',
    row.province ?? '江苏',
    row.place ?? '无锡',
    row.address ?? 'N/A',
  ];
  return cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
}

export const registryCsv = (rows: readonly InventedRow[]): string =>
  `${[registryHeader, ...rows.map(registryLine)].join('\n')}\n`;

/** A handful of companies around 集成电路封测, with noise. */
export const inventedCity: InventedRow[] = [
  {
    name: '无锡甲乙半导体封测有限公司',
    capital: '50,000(万元人民币)',
    scope: '集成电路封装测试；半导体分立器件制造、销售',
  },
  {
    name: '苏州丙丁集成电路有限公司',
    place: '苏州',
    capital: '3,000(万美元)',
    scope: '集成电路封装、测试；集成电路设计',
  },
  { name: '无锡戊己商贸有限公司', scope: '集成电路销售；日用百货批发零售' },
  { name: '无锡庚辛餐饮管理有限公司', scope: '餐饮服务；食品封装' },
  {
    name: '重庆壬癸半导体封装有限公司',
    province: '重庆',
    place: '渝北',
    capital: '2,000(万元人民币)',
    scope: '半导体封装测试',
    address: '重庆市渝北区一号',
  },
  { name: '重庆子丑芯片设计有限公司', province: '重庆', place: '北部新区', scope: '集成电路芯片设计及服务' },
  {
    name: '无锡甲乙半导体封测有限公司重庆分公司',
    province: '重庆',
    place: '江北',
    capital: 'N/A',
    scope: '集成电路封装测试',
  },
];
