/** Series and maps for researchers, read from the published trend tables. */
import { AppError } from '../data/errors.ts';
import type { Database, Row } from '../data/store/index.ts';
import { findDistrict, findLink } from './lookup.ts';
import { parametersFor } from './runner/contract.ts';

export const trendTopics = ['entries', 'specialisation', 'complexity', 'survival'] as const;
export type TrendTopic = (typeof trendTopics)[number];

/** `link`, `place`: names or ids; all without them. A place is a province or a district of Chongqing. */
export type TrendQuestion = {
  topic: string;
  link?: string;
  place?: string;
  version?: string;
  from?: number;
  to?: number;
};

const statements: Record<TrendTopic, string> = {
  entries: `select e.place_kind, coalesce(d.name, e.place) as place, l.name as link, e.link_id, e.year, e.entries, e.capital_cny, e.companies, e.last_year
    from trend.entry as e join reference.link as l on e.link_id = l.link_id left join reference.district as d on e.place = d.district_id
    where ($link is null or e.link_id = $link) and ($place is null or e.place = $place) and l.version = $version
      and e.year between $from and $to
    order by e.place_kind desc, e.place, e.link_id, e.year`,
  specialisation: `select s.place_kind, coalesce(d.name, s.place) as place, l.name as link, s.link_id, s.companies, s.location_quotient, s.present, s.density
    from trend.specialisation as s join reference.link as l on s.link_id = l.link_id left join reference.district as d on s.place = d.district_id
    where ($link is null or s.link_id = $link) and ($place is null or s.place = $place) and s.version = $version
    order by s.place_kind desc, s.location_quotient desc, s.place, s.link_id`,
  complexity: `select c.place_kind, c.item_kind, coalesce(d.name, l.name, c.id) as name, c.id, c.complexity, c.count
    from trend.complexity as c left join reference.link as l on c.item_kind = 'link' and c.id = l.link_id left join reference.district as d on c.item_kind = 'place' and c.id = d.district_id
    where ($link is null or c.id = $link) and ($place is null or c.id = $place) and c.version = $version
    order by c.place_kind, c.item_kind, c.complexity desc, c.id`,
  survival: `select s.link_id, coalesce(l.name, '全部环节') as link, s.years, s.at_risk, s.closed, s.survival, s.low, s.high
    from trend.survival as s left join reference.link as l on s.link_id = l.link_id
    where case when $link is null then coalesce(l.version, $version) = $version else s.link_id = $link end
    order by s.link_id, s.years`,
};

/** @throws AppError option_invalid, link_not_found, district_not_found */
export async function trends(db: Database, question: TrendQuestion): Promise<Row[]> {
  const topic = trendTopics.find((t) => t === question.topic);
  if (!topic)
    throw new AppError(
      'option_invalid',
      `there is no trend «${question.topic}»`,
      `name one of ${trendTopics.join(', ')}`,
    );
  if (topic === 'survival' && question.place)
    throw new AppError('option_invalid', 'survival is not told by place', 'leave --place out');
  const link = question.link ? (await findLink(db, question.link)).link_id : null;
  const [own] = link
    ? await db.rows<{ version: string }>('select version from reference.link where link_id = $link', { link })
    : [];
  const asked = {
    link,
    place: question.place ? await findPlace(db, question.place) : null,
    version: own?.version ?? question.version ?? '2019',
    from: question.from ?? 0,
    to: question.to ?? 9999,
  };
  return db.rows(statements[topic], parametersFor(statements[topic], asked));
}

/** A province by its short or full name, else a district of Chongqing. */
async function findPlace(db: Database, text: string): Promise<string> {
  const [province] = await db.rows<{ short_name: string }>(
    'select short_name from reference.province where short_name = $text or name = $text',
    { text },
  );
  return province?.short_name ?? (await findDistrict(db, text)).district_id;
}
