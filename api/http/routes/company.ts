/** The company card: record, relations, dated signs, and where it stands in the target lists. */
import Type from 'typebox';
import { published } from '../../../data/schema/published.ts';
import { date, flag, maybe, real, text, whole } from '../../../data/schema/types.ts';
import { companyCard } from '../../../engine/index.ts';
import { staffByDistrict } from '../access.ts';
import { item, type Route } from '../route.ts';
import { boundTo } from '../scope.ts';
import { companyRecord } from './enterprise.ts';

const signal = published['investor.signal'].properties;

const Relation = Type.Object({
  relation: text('关系', '供给, 投资, 控股, 并购, 合资, 合作, 竞争'),
  from_company: flag('本企业为主体', 'the relation runs from this company to the other'),
  other_id: maybe(text('对方企业标识', 'empty = in no list')),
  other_name: text('对方企业'),
  other_province: maybe(text('对方省份')),
  other_is_anchor: flag('对方为本市链主'),
  dated_on: maybe(date('日期')),
  share_pct: maybe(real('占比', 'per cent, as filed')),
  by_short_name: flag('按简称对应'),
  source: text('出处'),
  source_file: text('来源文件'),
  source_line: whole('来源行'),
});

const Sign = Type.Object({
  kind: signal.kind,
  happened_on: signal.happened_on,
  age_days: signal.age_days,
  strength: signal.strength,
  half_life_days: whole('半衰期', 'days'),
  worth: signal.worth,
  amount_cny: signal.amount_cny,
  place: signal.place,
  detail: signal.detail,
  source: signal.source,
  basis: signal.basis,
  false_positive: signal.false_positive,
});

export const companyRoutes: Route[] = [
  item({
    path: '/api/companies/:id',
    summary: {
      zh: '企业卡：身份与来源、环节、关系、信号、在各名单中的名次',
      en: 'Company card: identity with sources, links, relations, dated signs, its ranks in the target lists',
    },
    access: staffByDistrict,
    // Ranks are of link × district: an officer sees those of the own district.
    district: { in: 'handler' },
    params: Type.Object({ id: Type.String({ minLength: 1, maxLength: 40, description: '企业标识' }) }),
    answer: Type.Object({
      ...companyRecord,
      gates: Type.Array(
        Type.Object({
          link_id: text('环节'),
          gate: text('门槛', 'not_a_company, not_active, local, restricted'),
          rule: maybe(text('门槛依据')),
          source: maybe(text('门槛来源')),
        }),
      ),
      anchor_of: Type.Array(
        Type.Object({ link_id: text('环节'), position: whole('位次', 'from 1'), signs: maybe(text('榜单或上市')) }),
      ),
      relations: Type.Array(Relation),
      signals: Type.Array(Sign),
      places: Type.Array(
        Type.Object({
          link_id: text('环节'),
          district_id: text('区县', 'adcode'),
          rank: whole('名次', 'from 1'),
          of: whole('入围企业数'),
          score: real('得分', 'a score, not a probability'),
        }),
      ),
    }),
    handler: (c) => companyCard(c.db, c.params.id, { district: boundTo(c.principal) ?? null }),
  }),
];
