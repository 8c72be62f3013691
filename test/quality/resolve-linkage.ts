/**
 * D2: one company, one identity. Clean registered names, each with one damaged copy (see corruption.ts), are linked
 * without credit codes; a pair is right when both records come from one company. Figures are over pairs within clusters.
 * A test folder with a registry of its own takes the place of the train folder; nothing is fitted in one for the other.
 * Blocking recall is the share of true pairs that exact rules join or that are compared at all.
 */

import { Database } from '../../data/store/index.ts';
import { linkRecords } from '../../ingest/resolve/linkage/link.ts';
import { capitalMissing, cityMissing, createCorruptor, shares } from './corruption.ts';
import { stream } from './district-interval.ts';
import { hasRegistry, type RegisteredCompany, readCompanies } from './resolve-names.ts';
import type { QualityRow, QualityTask } from './scoreboard.ts';

const COMPANIES = 550_000;
const SAMPLE = 5000;
const ROUNDS = 200;

/** Writes `record` (record_id, name, city, capital_cny) and `truth` (record_id, company, kind; kind '' = original). */
async function writeRecords(db: Database, companies: RegisteredCompany[], seed: number): Promise<void> {
  const draw = stream(seed);
  const alphabet = companies
    .slice(0, 2000)
    .map(({ name }) => name.replace(/[()（）]/g, ''))
    .join('');
  const corrupt = createCorruptor(companies.slice(0, SAMPLE), draw, alphabet);
  await db.run(`create table record (record_id varchar, name varchar, city varchar, capital_cny double);
    create table truth (record_id varchar, company integer, kind varchar)`);
  const kinds: string[] = [];
  await db.append('record', (appender) => {
    companies.forEach((company, i) => {
      const copy = corrupt(company);
      kinds.push(copy.kind);
      [company.name, copy.name].forEach((name, side) => {
        appender.appendVarchar(recordId(i, side));
        appender.appendVarchar(name);
        if (company.city === '' || draw() < cityMissing) appender.appendNull();
        else appender.appendVarchar(company.city);
        if (company.capital === null || draw() < capitalMissing) appender.appendNull();
        else appender.appendDouble(company.capital);
        appender.endRow();
      });
    });
  });
  await db.append('truth', (appender) => {
    kinds.forEach((kind, i) => {
      ['', kind].forEach((label, side) => {
        appender.appendVarchar(recordId(i, side));
        appender.appendInteger(i);
        appender.appendVarchar(label);
        appender.endRow();
      });
    });
  });
}

/** Ids that do not sort by company: a scramble of the number, so that order gives nothing away. */
const recordId = (company: number, side: number): string =>
  (Math.imul(company * 2 + side + 1, 0x9e3779b1) >>> 0).toString(36).padStart(7, '0');

/** Per company: was its pair found, and how many false pairs its original record stands in. */
type Outcome = { found: Uint8Array; wrong: Float64Array };

async function readOutcome(db: Database, size: number, relation: string): Promise<Outcome> {
  const found = new Uint8Array(size);
  const wrong = new Float64Array(size);
  const sql = `
    with member as (
      select t.company, c.cluster_id, count(*) as own, any_value(c.records) as records
      from ${relation} as c join truth as t on t.record_id = c.record_id group by t.company, c.cluster_id
    )
    select company, max(own * (own - 1) / 2)::integer as good, sum(own * (records - own) / 2.0)::double as bad from member group by company`;
  for await (const { rows, columns } of db.stream(sql)) {
    for (let i = 0; i < rows; i++) {
      const company = columns[0]![i] as number;
      found[company] = columns[1]![i] as number;
      wrong[company] = columns[2]![i] as number;
    }
  }
  return { found, wrong };
}

type Figures = { precision: number; recall: number; f1: number };

function figures(good: number, bad: number, size: number): Figures {
  const precision = good / (good + bad);
  const recall = good / size;
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall) };
}

const sum = (values: ArrayLike<number>): number =>
  Array.prototype.reduce.call(values, (a, b) => (a as number) + b, 0) as number;

/** 90 % intervals of the figures, resampling companies. */
function intervals({ found, wrong }: Outcome, seed: number): Record<keyof Figures, [number, number]> {
  const next = stream(seed);
  const size = found.length;
  const rounds = Array.from({ length: ROUNDS }, () => {
    let good = 0;
    let bad = 0;
    for (let i = 0; i < size; i++) {
      const at = Math.floor(next() * size);
      good += found[at]!;
      bad += wrong[at]!;
    }
    return figures(good, bad, size);
  });
  const bounds = (key: keyof Figures): [number, number] => {
    const sorted = rounds.map((round) => round[key]).sort((a, b) => a - b);
    return [sorted[Math.floor(ROUNDS * 0.05)]!, sorted[Math.ceil(ROUNDS * 0.95) - 1]!];
  };
  return { precision: bounds('precision'), recall: bounds('recall'), f1: bounds('f1') };
}

/** F1 of the pairs that the given methods of the cascade link on their own. */
async function cascadeF1(db: Database, methods: string[], size: number): Promise<number> {
  const { good, bad } = await db.one<{ good: number; bad: number }>(`
    select count(*) filter (where a.company = b.company) as good, count(*) filter (where a.company <> b.company) as bad
    from resolve.pair as p join truth as a on a.record_id = p.left_id join truth as b on b.record_id = p.right_id
    where p.outcome = 'link' and p.method in (${methods.map((method) => `'${method}'`).join(', ')})`);
  return figures(good, bad, size).f1;
}

/** Recall by kind of damage, and the share of true pairs that were compared or joined by exact rules. */
async function byKind(db: Database): Promise<{ kind: string; n: number; found: number; compared: number }[]> {
  return db.rows(`
    with pair as (
      select b.kind, ua.unit as l, ub.unit as r, ca.cluster_id = cb.cluster_id as hit
      from truth as a
      join truth as b on b.company = a.company and a.kind = '' and b.kind <> ''
      join resolve.record as ra on ra.record_id = a.record_id
      join resolve.record as rb on rb.record_id = b.record_id
      join resolve.unit_of as ua on ua.i = ra.i
      join resolve.unit_of as ub on ub.i = rb.i
      join resolve.cluster as ca on ca.record_id = a.record_id
      join resolve.cluster as cb on cb.record_id = b.record_id
    )
    select kind, count(*) as n, count(*) filter (where p.hit) as found, count(*) filter (where p.l = p.r or c.l is not null) as compared
    from pair as p
    left join resolve.candidate as c on c.l = least(p.l, p.r) and c.r = greatest(p.l, p.r)
    group by kind order by kind`);
}

/** The rows of the scoreboard, from the clusters in `db` and the truth beside them. */
async function score(
  db: Database,
  size: number,
  seed: number,
  what: string,
  progress: (text: string) => void,
): Promise<QualityRow[]> {
  const outcome = await readOutcome(db, size, 'resolve.cluster');
  const reached = figures(sum(outcome.found), sum(outcome.wrong), size);
  const bounds = intervals(outcome, seed);
  const kinds = await byKind(db);
  for (const { kind, n, found } of kinds) progress(`${kind}: ${n} copies, ${(found / n).toFixed(3)} found`);
  const blocking = sum(kinds.map(({ compared }) => compared)) / size;
  const spread = 1.645 * Math.sqrt((blocking * (1 - blocking)) / size);
  const baselines = {
    'full name': await cascadeF1(db, ['full_name'], size),
    'and unique core': await cascadeF1(db, ['full_name', 'unique_core'], size),
  };
  const row = (metric: string, value: number, interval: [number, number], pass: number, beside = {}): QualityRow => {
    return { id: 'D2', what, metric, value, n: size, interval, pass, baselines: beside, ok: value >= pass };
  };
  return [
    row('F1', reached.f1, bounds.f1, 0.93, baselines),
    row('precision', reached.precision, bounds.precision, 0.96),
    row('blocking recall', blocking, [blocking - spread, blocking + spread], 0.95),
  ];
}

const mix = Object.entries(shares)
  .map(([kind, share]) => `${kind} ${100 * share} %`)
  .join(', ');

export const linkageTask: QualityTask = {
  id: 'D2',
  what: 'linkage of damaged copies of registered companies',
  async run({ train, test, seed, progress }) {
    const companies = await readCompanies(test !== null && hasRegistry(test) ? test : train, COMPANIES);
    const size = companies.length;
    const db = await Database.open(':memory:', { memory: '5GB' });
    await writeRecords(db, companies, seed);
    progress(`${2 * size} records`);
    const start = performance.now();
    const { parameters } = await linkRecords(db, 'record', {
      progress: (stage, milliseconds) => progress(`${stage} ${(milliseconds / 1000).toFixed(1)} s`),
    });
    const seconds = (performance.now() - start) / 1000;
    progress(`linked in ${seconds.toFixed(1)} s, ${parameters.pairs} pairs in ${parameters.patterns} patterns`);
    const rows = await score(db, size, seed, `${2 * size} records in ${seconds.toFixed(0)} s; ${mix}`, progress);
    db.closeAll();
    return rows;
  },
};
