/** The synthetic city as the files that its offices would send. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LedgerRow } from '../schema/ledger-tables.ts';
import type { LibraryId } from '../schema/library.ts';
import { applicationsFile } from './applications.ts';
import { industryMapFile, restrictionsFile } from './areas-file.ts';
import { readLinkWords } from './chain-words.ts';
import { drawClusters } from './clusters.ts';
import type { Company } from './company.ts';
import { drawStyles, type Style } from './district-style.ts';
import { drawEnterprises } from './enterprises.ts';
import { cityEvents, gbkEvents } from './event-file.ts';
import { expertsFile } from './experts.ts';
import type { FormFile } from './form-file.ts';
import { eventsOf } from './lifecycle.ts';
import { NameRegister } from './names.ts';
import { type DemoPark, drawParks } from './parks.ts';
import { parksFile } from './parks-file.ts';
import { Places } from './places.ts';
import { policiesFile } from './policies.ts';
import { policyDocuments } from './policy-documents.ts';
import { type Filed, projectFile } from './project-file.ts';
import { evaluations, leads, monthlyReport } from './project-forms.ts';
import { cityLayout, districtLayouts } from './project-layout.ts';
import { drawProjects, investorsByLink } from './projects.ts';
import { readme } from './readme.ts';
import { registryFile } from './registry-file.ts';
import { Rng } from './rng.ts';
import { activitiesFile, fundsFile, institutesFile, parcelsFile } from './small-libraries.ts';
import { tasksFile } from './tasks.ts';
import { relationsFile, signalsFile } from './ties-file.ts';
import { truthOf } from './truth.ts';
import type { World } from './world.ts';

export type CityOptions = {
  seed: number | string;
  /** Created when missing; files of the same name are overwritten. */
  outDir: string;
  /** Multiplies the number of companies, projects, experts and policies, 0.01 or more; 1 = 20,000, 3,000, 400 and 150. */
  scale?: number;
  /** Called after each file with the rows written so far. */
  progress?: (file: string, rows: number) => void;
};

export type CityFile = { path: string; library: LibraryId; rows: number };

type Write = (name: string, library: LibraryId, bytes: Uint8Array, rows: number) => void;

/** The district whose office still exports GBK. */
const gbkDistrict = '500101';

/**
 * Writes the files of a synthetic city, the same bytes for the same seed and scale, together with README.txt and truth.json.
 * Every company, person, project, park and policy in them is invented; only places and industries are real.
 * @returns the files to ingest, in a sensible order, and the panel scores that people would enter
 */
export async function generateCity({
  seed,
  outDir,
  scale = 1,
  progress = () => {},
}: CityOptions): Promise<{ files: CityFile[]; panelScores: LedgerRow<'panel_score'>[] }> {
  mkdirSync(outDir, { recursive: true });
  const files: CityFile[] = [];
  const write: Write = (name, library, bytes, rows) => {
    const path = join(outDir, name);
    writeFileSync(path, bytes);
    files.push({ path, library, rows });
    progress(
      name,
      files.reduce((sum, f) => sum + f.rows, 0),
    );
  };
  const rng = new Rng(`yuzhao-demo:${seed}`);
  const places = new Places();
  const clusters = drawClusters(rng.fork('clusters'), readLinkWords(), places.districts);
  const world: World = { places, clusters, names: new NameRegister(), serial: { next: 1 } };
  const companies = writeEnterprises(rng, world, scale, write);
  const parks = drawParks(rng.fork('parks'), clusters, places.districts);
  const styles = drawStyles(rng.fork('styles'), places.districts);
  const { filed, projects, slips } = await writeProjects(rng, world, styles, parks, companies, scale, write);
  const experts = await expertsFile(rng.fork('experts'), Math.round(400 * scale), companies);
  write('专家库.xlsx', 'experts', experts.bytes, experts.rows);
  const policies = await policiesFile(rng.fork('policies'), Math.round(150 * scale), places.districts);
  write('政策库.xlsx', 'policies', policies.bytes, policies.rows);
  for (const { name, bytes, rows } of policyDocuments(rng.fork('policy-documents'), policies.drafts))
    write(name, 'policy_texts', bytes, rows);
  const parkList = await parksFile(parks);
  write('园区.xlsx', 'parks', parkList.bytes, parkList.rows);
  const map = await industryMapFile(clusters, places.districts);
  write('产业地图.xlsx', 'industry_map', map.bytes, map.rows);
  const rules = await restrictionsFile(rng.fork('restrictions'), places.districts);
  write('负面清单.xlsx', 'restrictions', rules.bytes, rules.rows);
  const tasks = await tasksFile(rng.fork('tasks'), projects, places.districts);
  write('目标任务.xlsx', 'tasks', tasks.bytes, tasks.rows);
  const districtNames = new Map(places.districts.map((d) => [d.district_id, d.name]));
  const applied = await applicationsFile(rng.fork('applications'), projects, districtNames, experts.rows);
  write('重点项目申报表.xlsx', 'applications', applied.bytes, applied.rows);
  await writeForms(rng, { filed, parks, districts: places.districts, companies }, scale, write);
  const truth = truthOf({
    seed: String(seed),
    scale,
    clusters,
    companies,
    styles,
    projects,
    slips,
    policies: policies.truth,
  });
  writeFileSync(join(outDir, 'truth.json'), JSON.stringify(truth));
  writeFileSync(join(outDir, 'README.txt'), readme);
  return { files, panelScores: applied.scores };
}

/** The district whose office reports on the 38-column form as well. */
const monthlyDistrict = '500112';

type Drawn = {
  filed: readonly Filed[];
  parks: readonly DemoPark[];
  districts: Places['districts'];
  companies: readonly Company[];
};

/** Forms of single projects and the small libraries. */
async function writeForms(
  rng: Rng,
  { filed, parks, districts, companies }: Drawn,
  scale: number,
  write: Write,
): Promise<void> {
  const own = filed.filter((f) => f.project.districtId === monthlyDistrict);
  const many = (n: number): number => Math.max(3, Math.round(n * scale));
  const forms: [name: string, library: LibraryId, file: Promise<FormFile>][] = [
    ['项目月报_渝北区.xlsx', 'projects', monthlyReport(rng.fork('monthly'), own)],
    ['项目质效评价.xlsx', 'evaluations', evaluations(rng.fork('evaluations'), filed)],
    ['招商线索.xlsx', 'leads', leads(rng.fork('leads'), filed, many(120))],
    ['地块.xlsx', 'parcels', parcelsFile(rng.fork('parcels'), parks)],
    ['基金与金融工具.xlsx', 'funds', fundsFile(rng.fork('funds'), many(40), districts)],
    ['科研机构.xlsx', 'institutes', institutesFile(rng.fork('institutes'), many(60), districts)],
    ['招商活动.xlsx', 'activities', activitiesFile(rng.fork('activities'), many(80), districts)],
    ['产业关系.xlsx', 'relations', relationsFile(rng.fork('relations'), many(600), companies)],
    ['企业动态.xlsx', 'signals', signalsFile(rng.fork('signals'), many(400), companies)],
  ];
  for (const [name, library, file] of forms) {
    const { bytes, rows } = await file;
    if (rows > 0) write(name, library, bytes, rows);
  }
}

function writeEnterprises(rng: Rng, world: World, scale: number, write: Write): Company[] {
  const { local, outside } = drawEnterprises(rng.fork('enterprises'), world, scale);
  for (const [name, companies] of [
    ['企业库_本市.csv.gz', local],
    ['企业库_外省.csv.gz', outside],
  ] as const) {
    const { bytes, rows } = registryFile(rng.fork(name), companies);
    write(name, 'enterprises', bytes, rows);
  }
  return [...local, ...outside];
}

async function writeProjects(
  rng: Rng,
  world: World,
  styles: Map<string, Style>,
  parks: readonly DemoPark[],
  companies: readonly Company[],
  scale: number,
  write: Write,
) {
  const parksOf = new Map(
    world.places.districts.map((d) => [d.district_id, parks.filter((p) => p.districtId === d.district_id)] as const),
  );
  const projects = drawProjects(
    rng.fork('projects'),
    { ...world, styles, parks: parksOf, investors: investorsByLink(companies) },
    scale,
  );
  const names = new Map(world.places.districts.map((d) => [d.district_id, d.name]));
  const lives = rng.fork('lives');
  const filed = projects
    .map(
      (project): Filed => ({
        project,
        events: eventsOf(lives.fork(project.id), project, styles.get(project.districtId)!),
        districtName: names.get(project.districtId)!,
      }),
    )
    .filter((f) => f.events.some((e) => e.kind === '签约'));
  const slips: string[] = [];
  for (const layout of [...districtLayouts, cityLayout]) {
    const own = filed.filter(({ project }) =>
      layout.district
        ? project.districtId === layout.district.id
        : !districtLayouts.some((l) => l.district!.id === project.districtId),
    );
    if (own.length === 0) continue;
    const file = await projectFile(rng.fork(`file-${layout.district?.id ?? 'city'}`), layout, own);
    slips.push(...file.slips);
    write(
      layout.district ? `项目库_${layout.district.short}.xlsx` : '项目库_全市.csv',
      'projects',
      file.bytes,
      own.length,
    );
  }
  const events = filed
    .flatMap((f) => f.events)
    .sort((a, b) => (a.knownOn < b.knownOn ? -1 : a.knownOn > b.knownOn ? 1 : 0));
  const gbk = events.filter((e) => e.districtId === gbkDistrict);
  const rest = events.filter((e) => e.districtId !== gbkDistrict);
  write('项目事件.csv', 'events', cityEvents(rng.fork('events'), rest), rest.length);
  write('项目事件_万州区.csv', 'events', gbkEvents(rng.fork('events-gbk'), gbk), gbk.length);
  return { filed, projects: filed.map((f) => f.project), slips };
}
