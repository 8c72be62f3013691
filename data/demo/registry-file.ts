/** The ten-column layout in which registration data circulates, with the faults that such files have. */
import { gzipSync } from 'node:zlib';
import { writeCapital } from './capital.ts';
import type { Company } from './company.ts';
import { spoil } from './credit-code.ts';
import { csvLine } from './csv-out.ts';
import type { Rng } from './rng.ts';

const header = [
  '企业名称',
  '统一社会信用代码',
  '注册日期',
  '企业类型',
  '法人代表',
  '注册资金',
  '经营范围',
  '所在省份',
  '地区',
  '注册地址',
];

/** Share of rows with each fault. */
const faults = { badCode: 0.006, duplicate: 0.004, refiled: 0.003, shifted: 0.0015, unquoted: 0.0005, noPlace: 0.004 };

/** Rows of the file as gzip bytes (no time stamp in its header), and how many rows it has. */
export function registryFile(rng: Rng, companies: readonly Company[]): { bytes: Uint8Array; rows: number } {
  const lines = companies.flatMap((company) => linesOf(rng, company));
  return { bytes: gzipSync([csvLine(header), ...lines].join(''), { level: 6 }), rows: lines.length };
}

function linesOf(rng: Rng, company: Company): string[] {
  const cells = cellsOf(rng, company);
  const draw = rng.next();
  if (draw < faults.duplicate) return [csvLine(cells), csvLine(cells)];
  if (draw < faults.duplicate + faults.refiled)
    return [csvLine(cells), csvLine(cellsOf(rng, { ...company, scope: `${company.scope.slice(0, 40)}等` }))];
  if (rng.chance(faults.shifted))
    return [csvLine(rng.chance(0.5) ? [...cells.slice(1), 'N/A'] : ['', ...cells.slice(0, 9)])];
  if (rng.chance(faults.unquoted))
    return [`${cells.map((c) => c.replaceAll('、', ',').replaceAll('"', '')).join(',')}\n`];
  return [csvLine(cells)];
}

function cellsOf(rng: Rng, company: Company): string[] {
  const { seat } = company;
  const { area, address } = seat.districtId ? asFiled(rng, company) : seat;
  return [
    company.name,
    rng.chance(faults.badCode) ? spoil(company.code, rng.int(8, 16)) : company.code,
    company.registeredOn,
    company.type,
    'N/A',
    company.capital ? writeCapital(rng, company.capital, seat.province) : 'N/A',
    rng.chance(0.004) ? 'N/A' : company.scope,
    seat.province,
    rng.chance(faults.noPlace) ? 'N/A' : area,
    address,
  ];
}

/** Former districts and zones under which offices still file: 北部新区, 两江新区, 万盛, 双桥, 开县. */
function asFiled(rng: Rng, { seat, registeredOn }: Company): { area: string; address: string } {
  const street = seat.address.replace(/^重庆市[^区县]+(自治县|区|县)/, '');
  const under = (area: string, name: string) => ({ area, address: `重庆市${name}${street}` });
  switch (seat.districtId) {
    case '500112':
    case '500105':
      if (registeredOn >= '2001-01-01' && registeredOn < '2016-02-01' && rng.chance(0.18))
        return under('北部新区', '北部新区');
      return rng.chance(0.02) ? { area: '两江新区', address: seat.address } : seat;
    case '500110':
      return rng.chance(0.25) ? under('万盛', registeredOn < '2011-10-22' ? '万盛区' : '万盛经开区') : seat;
    case '500111':
      return rng.chance(0.2) ? under('双桥', registeredOn < '2011-10-22' ? '双桥区' : '双桥经开区') : seat;
    case '500154':
      return registeredOn < '2016-06-08' && rng.chance(0.4) ? { area: '开县', address: seat.address } : seat;
    default:
      return seat;
  }
}
