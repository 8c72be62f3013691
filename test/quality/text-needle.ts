/**
 * A5, needles in a haystack: of all registrations, how many listed companies of a link stand among its first 500?
 *
 * The link and the Shenwan industries beside it in `PAIRS` name the same goods. Needles: listed companies of those
 * industries that have a registration. Haystack: every registration of the folders. The placer ranks by its score for
 * the link; the baseline, what a planner can do without it, ranks names that contain a name or synonym of the link
 * before scopes that do. A company whose score is tied across the 500th place counts with the share of the tied that
 * fit in. Passes above the baseline.
 */
import { readReference } from '../../data/csv.ts';
import { Link, LinkTerm } from '../../data/schema/chain.ts';
import { Database } from '../../data/store/database.ts';
import { Lexicon } from '../../engine/text/lexicon.ts';
import { createPlacer, type Placer } from '../../engine/text/placement.ts';
import { fold } from '../../engine/text/placement-scope.ts';
import { bootstrap, mean } from './district-interval.ts';
import type { QualityData, QualityRow, QualityTask } from './scoreboard.ts';
import { csvRelation, type ListedData, readListed, registryFiles } from './shared-data.ts';

const FIRST = 500;
const PAIRS: Record<string, string[]> = {
  'dev-pcb': ['印制电路板'],
  'ic-packaging-test': ['集成电路封测'],
  'ic-equipment': ['半导体设备'],
  'ic-power-discrete': ['分立器件'],
  'ic-passive': ['被动元件'],
  'ic-material-chem': ['电子化学品'],
  'disp-panel': ['面板'],
  'disp-led': ['LED'],
  'disp-tv': ['彩电'],
  'nev-cell': ['锂电池'],
  'nev-cathode': ['电池化学品'],
  'nev-chassis': ['底盘与发动机系统'],
  'nev-interior': ['车身附件及饰件'],
  'nev-motorcycle': ['摩托车'],
  'nev-vehicle': ['综合乘用车', '电动乘用车', '商用载客车', '商用载货车'],
  'iot-fiber': ['通信线缆及配套'],
  'iot-security-device': ['安防设备'],
  'iot-industrial-control': ['工控设备'],
  'iot-instrument': ['仪器仪表'],
  'iot-power-grid': ['输变电设备', '配电设备', '电网自动化设备'],
  'iot-telecom-service': ['电信运营商'],
  'dev-robot-industrial': ['机器人'],
  'c23-tcm': ['中药'],
  'c23-medical-device': ['医疗设备', '医疗耗材', '体外诊断'],
  'c23-agri-machinery': ['农用机械'],
};

/** Link → name of every registration with a score above 0, with that score. */
type Lists = Map<string, { name: string; score: number }[]>;

function needles({ companies, titles }: ListedData): Map<string, Set<string>> {
  return new Map(
    Object.entries(PAIRS).map(([link, industries]) => {
      const own = companies.filter(
        ({ industry, scope }) => scope !== null && industry !== null && industries.includes(titles.get(industry)![0]!),
      );
      return [link, new Set(own.map((company) => company.name))];
    }),
  );
}

function placers(): Placer[] {
  const links = readReference('chain/link.csv', Link);
  const terms = readReference('chain/link_term.csv', LinkTerm);
  return [...new Set(links.map((link) => link.version))].map((version) => {
    const own = links.filter((link) => link.version === version);
    const ids = new Set(own.map((link) => link.link_id));
    return createPlacer(
      terms.filter((term) => ids.has(term.link_id)),
      { links: own },
    );
  });
}

/** 2 = the name contains a name or synonym of the link, 1 = only the scope does. */
function createSearch(): (name: string, scope: string) => Map<string, number> {
  const terms = readReference('chain/link_term.csv', LinkTerm).filter(
    ({ link_id, kind, term }) => link_id in PAIRS && (kind === 'name' || kind === 'synonym') && !term.includes('+'),
  );
  const words = [...new Set(terms.map(({ term }) => fold(term)))];
  const linksOf = words.map((word) => terms.filter(({ term }) => fold(term) === word).map(({ link_id }) => link_id));
  const lexicon = new Lexicon(words);
  return (name, scope) => {
    const found = new Map<string, number>();
    for (const hit of lexicon.scan(fold(scope))) for (const link of linksOf[hit.id]!) found.set(link, 1);
    for (const hit of lexicon.scan(fold(name))) for (const link of linksOf[hit.id]!) found.set(link, 2);
    return found;
  };
}

async function rankAll(folders: readonly string[], progress: (text: string) => void) {
  const placed: Lists = new Map(Object.keys(PAIRS).map((link) => [link, []]));
  const searched: Lists = new Map(Object.keys(PAIRS).map((link) => [link, []]));
  const versions = placers();
  const search = createSearch();
  const database = await Database.open();
  let rows = 0;
  try {
    const registrations = csvRelation(registryFiles(folders));
    for await (const batch of database.stream(
      `select distinct "企业名称", coalesce("经营范围", '') from ${registrations}`,
    )) {
      const [names, scopes] = batch.columns as [string[], string[]];
      for (let i = 0; i < batch.rows; i++) {
        const name = names[i]!;
        for (const { link_id, score } of versions.flatMap((placer) => placer.place(name, scopes[i]!))) {
          if (score > 0) placed.get(link_id)?.push({ name, score });
        }
        for (const [link, score] of search(name, scopes[i]!)) searched.get(link)!.push({ name, score });
      }
      rows += batch.rows;
    }
  } finally {
    database.closeAll();
  }
  progress(`${rows} registrations`);
  return { placed, searched };
}

/** For each needle 1, 0 or, where its score is tied across the last place, the share of the tied that fit in. */
export function found(
  list: readonly { name: string; score: number }[],
  wanted: ReadonlySet<string>,
  first: number,
): number[] {
  const scores = list.map(({ score }) => score).sort((a, b) => b - a);
  const last = scores[first - 1] ?? Number.NEGATIVE_INFINITY;
  const above = scores.filter((score) => score > last).length;
  const share = (first - above) / scores.filter((score) => score === last).length;
  const best = new Map<string, number>();
  for (const { name, score } of list) {
    if (wanted.has(name)) best.set(name, Math.max(score, best.get(name) ?? Number.NEGATIVE_INFINITY));
  }
  return [...wanted].map((name) => {
    const score = best.get(name);
    if (score === undefined || score < last) return 0;
    return score > last ? 1 : share;
  });
}

async function run({ train, test, seed, progress }: QualityData): Promise<QualityRow[]> {
  const folders = test === null ? [train] : [test, train];
  const wanted = needles(await readListed(folders[0]!, folders.slice(1)));
  const { placed, searched } = await rankAll(folders, progress);
  const hits = (lists: Lists) => [...wanted].flatMap(([link, names]) => found(lists.get(link)!, names, FIRST));
  const own = hits(placed);
  const baseline = mean(hits(searched));
  if (own.length === 0) {
    progress('skipped: no listed company of these links has a registration');
    return [];
  }
  const value = mean(own);
  return [
    {
      id: 'A5',
      what: `listed companies of ${wanted.size} links among the first ${FIRST} of all registrations`,
      metric: `recall@${FIRST}`,
      value,
      n: own.length,
      interval: bootstrap(own, seed),
      pass: baseline,
      baselines: { 'name and scope search': baseline },
      ok: value > baseline,
    },
  ];
}

export const needleTask: QualityTask = { id: 'A5', what: 'listed companies found among all registrations', run };
