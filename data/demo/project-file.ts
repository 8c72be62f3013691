/** A project list as its office sends it: what was agreed, and how far the events known by the last day go. */
import { writeWorkbook } from '../xlsx.ts';
import { csvLine } from './csv-out.ts';
import { writeAmount, writeDate } from './notation.ts';
import type { Amount, Project, ProjectEvent } from './project.ts';
import type { Column, Layout } from './project-layout.ts';
import type { Rng } from './rng.ts';

export type Filed = { project: Project; events: readonly ProjectEvent[]; districtName: string };

/** Share of amounts in the wrong unit: a figure in 亿 filed as 万, 10,000 times too low. */
const slipShare = 0.003;

/** The file's bytes (CSV for the whole city, a workbook for a district) and the ids of projects whose amount slipped by its unit. */
export async function projectFile(
  rng: Rng,
  layout: Layout,
  filed: readonly Filed[],
): Promise<{ bytes: Uint8Array; slips: string[] }> {
  const slips: string[] = [];
  const rows = filed.map((f) => {
    const slip = rng.chance(slipShare) && f.project.stated.currency === 'CNY' && f.project.stated.value >= 10_000;
    if (slip) slips.push(f.project.id);
    return rowOf(rng, layout, f, slip);
  });
  const header = layout.columns.map(([, heading]) => heading);
  if (!layout.district)
    return { bytes: Buffer.from([csvLine(header), ...rows.map((r) => csvLine(r as string[]))].join('')), slips };
  return { bytes: await writeWorkbook([{ name: layout.sheet, header: [header], rows }]), slips };
}

function rowOf(rng: Rng, layout: Layout, { project, events, districtName }: Filed, slip: boolean): unknown[] {
  const stated = slip ? { ...project.stated, value: project.stated.value / 10_000 } : project.stated;
  const first = (kind: string): string | null => events.find((e) => e.kind === kind)?.happenedOn ?? null;
  const { link, goods } = project.words;
  const cells: Record<Column, () => unknown> = {
    id: () => project.id,
    name: () => project.name,
    investor: () => project.investor.name,
    code: () => project.investor.code,
    place: () => districtName,
    park: () => project.park,
    link: () => link.name,
    industry: () => link.gbt_codes.split('|')[0],
    contract: () => project.contractClass,
    signed: () => writeDate(project.signedOn, layout.signed),
    agreed: () => writeAmount(rng, stated, layout.amounts),
    arrived: () => writeAmount(rng, arrivedOf(events), bare(layout, 'arrived')),
    land: () => project.landMu,
    agreedStart: () => writeDate(project.agreedStartOn, layout.planned),
    agreedProduction: () => writeDate(project.promises.productionOn, layout.planned),
    tax1: () => project.promises.tax?.[0] ?? null,
    tax2: () => project.promises.tax?.[1] ?? null,
    tax3: () => project.promises.tax?.[2] ?? null,
    started: () => writeDate(first('开工'), layout.done),
    produced: () => writeDate(first('投产'), layout.done),
    stage: () => stageOf(events),
    content: () =>
      `建设${rng.sample(goods, 2).join('、')}${project.landMu ? `生产线，用地约${project.landMu}亩` : '项目'}`,
    nature: () => '合成',
  };
  return layout.columns.map(([column]) => cells[column]());
}

/** A heading with a unit takes bare figures, whatever the style of the file. */
function bare(layout: Layout, column: Column): Layout['amounts'] {
  const heading = layout.columns.find(([c]) => c === column)![1];
  return heading.includes('（万元）') ? 'wan' : heading.includes('（亿元）') ? 'yi' : layout.amounts;
}

/** Sum of arrivals in the currency of the first; null where nothing has arrived. */
function arrivedOf(events: readonly ProjectEvent[]): Amount | null {
  const amounts = events.flatMap((e) => (e.kind === '资金到位' && e.amount ? [e.amount] : []));
  if (amounts.length === 0) return null;
  return { value: amounts.reduce((sum, a) => sum + a.value, 0), currency: amounts[0]!.currency };
}

const stages: [kind: string, stage: string][] = [
  ['终止', '终止'],
  ['达产', '达产'],
  ['投产', '投产'],
  ['竣工', '竣工'],
  ['停滞', '停滞'],
  ['开工', '在建'],
  ['拿地', '前期'],
  ['备案', '前期'],
];

const stageOf = (events: readonly ProjectEvent[]): string =>
  stages.find(([kind]) => events.some((e) => e.kind === kind))?.[1] ?? '签约';
