/** The forms of single projects: monthly report, application as key project, promised against actual, leads. */
import { addDays, addMonths, asOf } from './days.ts';
import { type FormFile, type FormRow, formFile } from './form-file.ts';
import { brand } from './names.ts';
import { writeAmount } from './notation.ts';
import type { Amount } from './project.ts';
import type { Filed } from './project-file.ts';
import type { Rng } from './rng.ts';

const usd = 6.9;
const inWan = ({ value, currency }: Amount): number => (currency === 'USD' ? value * usd : value);
const round = (x: number): number => Math.round(x * 100) / 100;
const flag = (rng: Rng, p: number): string => (rng.chance(p) ? '是' : '否');
const first = ({ events }: Filed, kind: string): string | null =>
  events.find((e) => e.kind === kind)?.happenedOn ?? null;
const quarter = (day: string): string => `${day.slice(0, 4)}年${Math.ceil(Number(day.slice(5, 7)) / 3)}季度`;

/** The 38-column report of one district, in 10,000 CNY. */
export function monthlyReport(rng: Rng, filed: readonly Filed[]): Promise<FormFile> {
  return formFile(
    'investment-monthly',
    filed.map((f) => monthlyRow(rng, f)),
  );
}

function monthlyRow(rng: Rng, f: Filed): FormRow {
  const { project } = f;
  const arrived = f.events.filter((e) => e.kind === '资金到位' && e.amount);
  const sum = (list: typeof arrived): number => list.reduce((total, e) => total + inWan(e.amount!), 0);
  const year = sum(arrived.filter((e) => e.happenedOn.startsWith(asOf.slice(0, 4))));
  return {
    project_id: project.id,
    name: project.name,
    investor_name: project.investor.name,
    central_soe: flag(rng, 0.06),
    listed: flag(rng, 0.08),
    fixed_asset: flag(rng, 0.85),
    national_zone: flag(rng, 0.3),
    provincial_zone: flag(rng, 0.4),
    investor_place: rng.pick(['广东省', '江苏省', '浙江省', '上海市', '四川省']),
    place: f.districtName,
    signed_on: project.signedOn,
    industry_code: project.words.link.gbt_codes.split('|')[0],
    industry_class: project.words.link.core_activity === 'make' ? '第二产业' : '第三产业',
    started_on: first(f, '开工'),
    produced_on: first(f, '投产'),
    cooperation: rng.pick(['独资', '独资', '合资', '合作']),
    ...bySource(rng, 'agreed', project.stated),
    agreed_investment: writeAmount(rng, project.stated, 'wan'),
    ...(arrived.length ? bySource(rng, 'arrived', { value: sum(arrived), currency: 'CNY' }) : {}),
    arrived: arrived.length ? round(sum(arrived)) : null,
    arrived_ytd: year > 0 ? round(year) : null,
  };
}

/** Own money and the partner's, by where that comes from; nothing is split for foreign money. */
function bySource(rng: Rng, prefix: string, { value, currency }: Amount): FormRow {
  if (currency !== 'CNY') return {};
  const own = round(value * rng.pick([0, 0, 0.1, 0.2]));
  const partner = round(value - own);
  const outside = round(partner * rng.pick([1, 1, 0.8]));
  return {
    [`${prefix}_own`]: own,
    [`${prefix}_partner`]: partner,
    [`${prefix}_out_of_province`]: outside,
    [`${prefix}_same_prefecture`]: round(partner - outside),
  };
}

/** Projects that produce: what was promised beside what came of it in the first years. */
export function evaluations(rng: Rng, filed: readonly Filed[]): Promise<FormFile> {
  const producing = filed.filter((f) => f.project.words.link.core_activity === 'make' && first(f, '投产') !== null);
  return formFile(
    'post-evaluation',
    producing.map((f) => evaluation(rng.fork(f.project.id), f)),
  );
}

function evaluation(rng: Rng, f: Filed): FormRow {
  const { project } = f;
  const wan = inWan(project.agreed);
  const produced = first(f, '投产')!;
  const kept = rng.lognormal(0.8, 0.35);
  const fixed = round(wan * rng.between(0.6, 0.9));
  const land = project.landMu;
  const years: FormRow = {};
  for (const year of [1, 2, 3]) {
    const sales = round(wan * [0.4, 0.8, 1.1][year - 1]!);
    const tax = round(sales * rng.between(0.03, 0.06));
    years[`agreed_sales_y${year}`] = sales;
    years[`agreed_tax_y${year}`] = tax;
    if (addMonths(produced, 12 * year) > asOf) continue;
    years[`sales_y${year}`] = round(sales * kept * rng.between(0.8, 1.1));
    years[`tax_y${year}`] = round(tax * kept * rng.between(0.6, 1.1));
  }
  return {
    project_id: project.id,
    name: project.name,
    investor_name: project.investor.name,
    place: f.districtName,
    signed_on: project.signedOn,
    agreed_start_on: project.agreedStartOn,
    started_on: first(f, '开工'),
    agreed_completion_on: quarter(addMonths(project.agreedStartOn, 15)),
    completed_on: first(f, '竣工'),
    agreed_production_on: quarter(addMonths(project.agreedStartOn, 18)),
    produced_on: produced,
    agreed_land_mu: land,
    land_mu: land,
    agreed_investment: round(wan),
    investment: round(wan * kept),
    agreed_intensity: land ? round(fixed / land) : null,
    intensity: land ? round((fixed * kept) / land) : null,
    agreed_fixed_investment: fixed,
    fixed_investment: round(fixed * kept),
    agreed_equipment: round(fixed * 0.5),
    equipment: round(fixed * 0.5 * kept),
    agreed_energy_tce: Math.round(rng.lognormal(900, 1)),
    energy_tce: Math.round(rng.lognormal(900, 1)),
    ...years,
  };
}

/** Leads of the last year, with the days of answer that the rule gives: one, three, seven. */
export function leads(rng: Rng, filed: readonly Filed[], count: number): Promise<FormFile> {
  const rows = Array.from({ length: count }, (_, i): FormRow => {
    const { project, districtName } = rng.pick(filed);
    const reported = addDays('2025-07-01', rng.int(0, 350));
    const late = rng.chance(0.2) ? rng.int(1, 9) : 0;
    const known = (days: number): string | null =>
      addDays(reported, days + late) <= asOf ? addDays(reported, days + late) : null;
    const own = brand(rng);
    return {
      lead_id: `XS${String(i + 1).padStart(4, '0')}`,
      investor_name: `${own}${rng.pick(project.words.trades)}有限公司`,
      content: `拟建${rng.pick(project.words.goods)}项目`,
      investment: Math.round(rng.lognormal(15_000, 1)),
      benefits: `预计年产值${rng.int(1, 20)}亿元`,
      site_needs: rng.pick(['标准厂房', '工业用地', '写字楼', '有危化品仓储条件的园区']),
      coordination: rng.pick(['用能指标', '人才公寓', '环评辅导', '无']),
      link: project.words.link.name,
      place: districtName,
      channel: rng.pick(['展会', '以商招商', '中介', '商会', '企业自荐']),
      reported_on: reported,
      responded_on: known(1),
      judged_on: known(3),
      answered_on: known(7),
      verdict: rng.pick(['可推进', '需补充', '不可行']),
    };
  });
  return formFile('lead', rows);
}
