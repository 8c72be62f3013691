/** `panel`: experts for a project, with the reason for everyone who may not sit on it. Pseudonyms only. */
import { AppError } from '../../data/errors.ts';
import { Database, literal, loadPath, loadsOf } from '../../data/store/index.ts';
import { findLink } from '../lookup.ts';
import { selectPanel } from './select.ts';

export type PanelQuestion = {
  project?: string;
  link?: string;
  /** Name of the investor, where no project names one. */
  investor?: string;
  size: number;
  seed: number;
  /** The day of the meeting. */
  on: string;
};
export type PanelAnswer = {
  project: string | null;
  link: string | null;
  investor: string | null;
  seed: number;
  on: string;
  members: { expert_id: string; field: string; title: string | null; fields: string[]; served: number }[];
  /** Empty when every seat is taken. */
  short: Record<string, number>;
  excluded: { expert_id: string; reason: string }[];
  /** Names of companies and institutes that count as the investor's own, for the record of the panel. */
  investor_side: number;
};
type Filed = {
  expert_id: string;
  title: string | null;
  fields: string[] | null;
  chains: string[] | null;
  employer: string | null;
  past_employers: string[] | null;
  holdings: string[] | null;
  avoid: string[] | null;
  term_from: string | null;
  term_to: string | null;
  times_served: number | null;
  consent: boolean | null;
};

/** Seats of a panel: knowledge of the chain, and the general fields in the order in which the Opinion (十四) names its criteria. */
export const chainSeat = '产业链';
const generalSeats: [string, RegExp][] = [
  ['产业与技术经济', /产业规划|技术经济|产业经济/],
  ['财务与投资', /财务|投资|会计|金融/],
  ['环境与节能', /环境|节能|能源|生态/],
  ['安全生产', /安全(?:生产|评价|工程)|生产安全|消防/],
  ['法律与公平竞争', /法律|公平竞争|土地/],
];

/**
 * @param db a snapshot, for projects and links @param store for the expert library, which no snapshot carries whole
 * @throws AppError option_invalid, project_not_found, link_not_found
 */
export async function panel(db: Database, store: string, question: PanelQuestion): Promise<PanelAnswer> {
  const about = await subject(db, question);
  const side = await investorSide(db, store, about.investor);
  const excluded: PanelAnswer['excluded'] = [];
  const able: { filed: Filed; fields: string[]; served: number }[] = [];
  for (const filed of await readExperts(store)) {
    const reason = exclusion(filed, side, question.on);
    if (reason) excluded.push({ expert_id: filed.expert_id, reason });
    else able.push({ filed, fields: seatsOf(filed, about.chains), served: filed.times_served ?? 0 });
  }
  const seats = [chainSeat, ...generalSeats.map(([name]) => name)];
  const candidates = able.map(({ filed, fields, served }) => ({ expert_id: filed.expert_id, fields, served }));
  const { seats: taken, short } = selectPanel(candidates, seats, question.size, question.seed);
  const byId = new Map(able.map((a) => [a.filed.expert_id, a]));
  return {
    project: question.project ?? null,
    link: about.link,
    investor: about.investor,
    seed: question.seed,
    on: question.on,
    members: taken.map(({ expert_id, field }) => {
      const { filed, served } = byId.get(expert_id)!;
      return { expert_id, field, title: filed.title, fields: filed.fields ?? [], served };
    }),
    short,
    excluded: excluded.sort((a, b) => (a.expert_id < b.expert_id ? -1 : 1)),
    investor_side: side.size,
  };
}

async function subject(db: Database, question: PanelQuestion) {
  if (!question.project && !question.link)
    throw new AppError('option_invalid', 'a panel is for a project or a link', 'name --project or --link');
  let { link = null, investor = null }: { link?: string | null; investor?: string | null } = question;
  if (question.project) {
    const [project] = await db.rows<{ link: string | null; investor: string | null }>(
      'select link, investor from project.register where project_id = $id',
      { id: question.project },
    );
    if (!project)
      throw new AppError(
        'project_not_found',
        `there is no project «${question.project}»`,
        'name its code as the project library has it',
      );
    link ??= project.link;
    investor ??= project.investor;
  }
  const found = link === null ? null : await findLink(db, link);
  const chains = found
    ? await db.rows<{ name: string }>(
        'select c.name from reference.link as l join reference.chain as c on l.chain_id = c.chain_id where l.link_id = $id',
        { id: found.link_id },
      )
    : [];
  return { link: found?.name ?? null, investor, chains: chains.map((c) => c.name) };
}

/** Brackets, spaces and width apart. */
const key = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/[\s·.,，。]/g, '')
    .toUpperCase();

/** Keys of all names that stand on the investor's side: its other spellings, and whom it owns or is owned by, as far as the libraries tell. */
async function investorSide(db: Database, store: string, investor: string | null): Promise<Set<string>> {
  if (investor === null) return new Set();
  const side = new Set([key(investor)]);
  const same = await db.rows<{ name: string }>(
    `select a.name from enterprise.alias as a join enterprise.current as e on a.enterprise_id = e.enterprise_id where e.name = $name
     union select e.name from enterprise.alias as a join enterprise.current as e on a.enterprise_id = e.enterprise_id where a.name = $name
     union select name from enterprise.current where parent_key = $key`,
    { name: investor, key: key(investor) },
  );
  for (const { name } of same) if (name) side.add(key(name));
  const ties = await ownership(store);
  // groups hang together through control; a mere investment reaches one step, or the whole market would be one side
  const control = ties.filter((t) => t.control);
  for (let before = 0; before < side.size; ) {
    before = side.size;
    join(control, side);
  }
  join(ties, side);
  return side;
}

type Tie = { head: string; tail: string; control: boolean };

/** Adds everybody who is tied to somebody of the side as it was. */
function join(ties: readonly Tie[], side: Set<string>): void {
  const own = new Set(side);
  for (const { head, tail } of ties) if (own.has(head) !== own.has(tail)) side.add(head).add(tail);
}

async function ownership(store: string): Promise<Tie[]> {
  const rows = await fromLake<Tie>(
    store,
    'relations',
    "select distinct head, tail, relation in ('控股', '并购') as control from loads where relation in ('投资', '控股', '并购', '合资')",
  );
  return rows.map(({ head, tail, control }) => ({ head: key(head), tail: key(tail), control }));
}

const readExperts = (store: string): Promise<Filed[]> =>
  fromLake<Filed>(
    store,
    'experts',
    `select expert_id, title, fields, chains, employer, past_employers, holdings, avoid, cast(term_from as varchar) as term_from,
       cast(term_to as varchar) as term_to, times_served, consent
     from (select *, row_number() over (partition by expert_id order by as_of desc, load_id, source_line) as preference from loads)
     where preference = 1 order by expert_id`,
  );

/** Rows of a library that no snapshot carries; none where nothing was loaded. */
async function fromLake<T>(store: string, library: 'experts' | 'relations', sql: string): Promise<T[]> {
  const files = loadsOf(store, library).map((load) => literal(loadPath(store, library, load.load_id, 'accepted')));
  if (files.length === 0) return [];
  const db = await Database.open();
  try {
    return await db.rows<T>(
      `with loads as (select * from read_parquet([${files.join(', ')}], union_by_name = true)) ${sql}`,
    );
  } finally {
    db.closeAll();
  }
}

/** Why an expert may not sit on the panel; null = may. The reason names the relation, not the company. */
function exclusion(e: Filed, side: ReadonlySet<string>, on: string): string | null {
  if (e.consent === false) return '本人未授权';
  if (e.term_from !== null && e.term_from > on) return '聘期未开始';
  if (e.term_to !== null && e.term_to < on) return '聘期已满';
  const touches = (names: readonly (string | null)[] | null) =>
    (names ?? []).some((name) => name !== null && isOfSide(key(name), side));
  if (touches([e.employer])) return '现任职于投资方或其关联企业';
  if (touches(e.past_employers)) return '曾任职于投资方或其关联企业';
  if (touches(e.holdings)) return '持有投资方或其关联企业股份';
  if (touches(e.avoid)) return '申报的回避关系涉及投资方或其关联企业';
  return null;
}

/** A department or branch of the investor counts too: its name begins with the investor's. */
const isOfSide = (name: string, side: ReadonlySet<string>): boolean =>
  side.has(name) || [...side].some((own) => own.length >= 6 && name.startsWith(own));

/** The seats that an expert can take: the chain of the project, and general fields by what the expert's fields say. */
function seatsOf(e: Filed, chains: readonly string[]): string[] {
  const told = (e.fields ?? []).join('、');
  const general = generalSeats.filter(([, words]) => words.test(told)).map(([name]) => name);
  const ofChain = chains.length
    ? chains.some((c) => e.chains?.some((own) => c === own || c.includes(own)))
    : (e.chains?.length ?? 0) > 0;
  return ofChain ? [chainSeat, ...general] : general;
}
