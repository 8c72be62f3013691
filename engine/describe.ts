/** What a snapshot knows about itself, its links and one company. */
import type { Static } from 'typebox';
import { AppError } from '../data/errors.ts';
import type { Load } from '../data/schema/load.ts';
import type { Profile } from '../data/schema/profile.ts';
import type { published } from '../data/schema/published.ts';
import type { Database, Row } from '../data/store/index.ts';
import { recordOfCompany } from './identity.ts';
import { type Evidence, parseEvidence } from './match.ts';

type BuildRow = {
  snapshot: string;
  built_at: string;
  profile_hash: string;
  models_hash: string;
  profile: string;
  loads: string;
};

export type Overview = {
  snapshot: string;
  built_at: string;
  models_hash: string;
  profile: Omit<Profile, 'origins'> & { hash: string };
  loads: Load[];
  /** True when any load comes from the demo city. */
  synthetic: boolean;
};

export async function overview(db: Database): Promise<Overview> {
  const build = await db.one<BuildRow>(
    'select snapshot, built_at, profile_hash, models_hash, profile, loads from meta.build',
  );
  const loads = JSON.parse(build.loads) as Load[];
  const profile = JSON.parse(build.profile) as Profile;
  return {
    snapshot: build.snapshot,
    built_at: build.built_at,
    models_hash: build.models_hash,
    profile: { ...profile, hash: build.profile_hash },
    loads,
    synthetic: loads.some((l) => l.loaded_by === 'demo'),
  };
}

/** Every link of both chain versions with what the city has of it. */
export const linkList = (db: Database): Promise<Row[]> =>
  db.rows(
    `select l.link_id, l.version, l.name, l.name_en, l.chain_id, c.name as chain, c.name_en as chain_en, l.stage, l.description,
       g.verdict, g.need, g.local_companies, g.all_companies, g.location_quotient, g.local_downstream, g.local_upstream
     from reference.link as l
     join reference.chain as c on l.chain_id = c.chain_id
     left join chain.gap as g on l.link_id = g.link_id
     order by l.version, c.position, case l.stage when '上游' then 1 when '中游' then 2 else 3 end, l.link_id`,
  );

type EnterpriseRow = Static<(typeof published)['enterprise.current']>;

export type EnterpriseCard = {
  snapshot: string;
  enterprise: EnterpriseRow;
  placements: { link_id: string; link: string; link_en: string; score: number; evidence: Evidence[] }[];
  /** Where sources differ: whose word stands, and what did not survive; other ids of the company. */
  provenance: Static<(typeof published)['enterprise.provenance']>[];
  conflicts: Static<(typeof published)['enterprise.conflict']>[];
  aliases: Static<(typeof published)['enterprise.alias']>[];
};

/** An id of a filing that was joined to a company leads to the company. @throws AppError enterprise_not_found */
export async function enterpriseCard(db: Database, given: string): Promise<EnterpriseCard> {
  const id = await companyOf(db, given);
  const [enterprise] = await db.rows<EnterpriseRow>('select * from enterprise.current where enterprise_id = $id', {
    id,
  });
  if (!enterprise)
    throw new AppError(
      'enterprise_not_found',
      `there is no company «${given}» in this snapshot`,
      'take the id from a target list',
    );
  const placements = await db.rows<{ link_id: string; link: string; link_en: string; score: number; evidence: string }>(
    `select p.link_id, l.name as link, l.name_en as link_en, p.score, p.evidence
     from chain.placement as p join reference.link as l on p.link_id = l.link_id
     where p.enterprise_id = $id order by p.score desc`,
    { id },
  );
  const { snapshot } = await db.one<{ snapshot: string }>('select snapshot from meta.build');
  const record = (await recordOfCompany(db, id)) as Pick<EnterpriseCard, 'provenance' | 'conflicts' | 'aliases'>;
  return {
    snapshot,
    enterprise,
    placements: placements.map((p) => ({ ...p, evidence: parseEvidence(p.evidence) })),
    ...record,
  };
}

/** The company to which an id leads: itself, or the one that a filing under this id was joined to. */
export async function companyOf(db: Database, id: string): Promise<string> {
  const [alias] = await db.rows<{ enterprise_id: string }>(
    'select enterprise_id from enterprise.alias where alias_id = $id',
    { id },
  );
  return alias?.enterprise_id ?? id;
}
