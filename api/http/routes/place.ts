/** Where a link should land, why a company stands where it stands, and who goes where in the whole city. */
import Type, { type Static } from 'typebox';
import { factors, placeFactors } from '../../../data/schema/profile.ts';
import { maybe, real, text, whole } from '../../../data/schema/types.ts';
import { allocateInvestors, explainPair, fitList } from '../../../engine/index.ts';
import { parseCapacity, parseWeights } from '../../match-options.ts';
import { allow, staff, staffByDistrict } from '../access.ts';
import { item, type Route, rows } from '../route.ts';

const name = { minLength: 1, maxLength: 100 };
const weights = Type.Optional(
  Type.String({ maxLength: 2000, description: 'JSON object: factor → weight from 0 to 100' }),
);
const unit = Type.Optional(
  Type.String({ maxLength: 40, description: '三线一单 unit of the project: its rules hold too' }),
);
const chosen = <T extends { weights?: string }>({ weights, ...rest }: T) => ({
  ...rest,
  ...(weights ? { weights: parseWeights(weights) } : {}),
});

const Source = Type.Object({ file: text('来源文件'), sheet: text('来源表'), line: whole('来源行') }, { title: '来源' });
const Gate = Type.Object({
  gate: text('门槛', 'restriction or land'),
  rule: text('条目'),
  reason: text('原因'),
  document: text('依据文件'),
  unit_id: maybe(text('管控单元编码')),
  source: Source,
});
const Lever = Type.Object({
  factor: text('因素'),
  by: text('由谁', 'district or city'),
  from: real('现值'),
  to: real('至少', 'least value that suffices alone, all other parts held'),
  unit: text('单位', 'mu, role (0.6 特色, 1 主导), policy, companies'),
  link: Type.Optional(text('环节', 'of which the companies are')),
  score: real('届时得分'),
});
const partsOf = (list: readonly string[]) =>
  Type.Partial(Type.Object(Object.fromEntries(list.map((f) => [f, real(f)]))), {
    title: '分项',
    description: 'factor → part',
  });
const Stand = Type.Object({
  district_id: text('区县', 'adcode'),
  name: text('区县名'),
  rank: maybe(whole('名次', 'among open districts; empty = closed')),
  score: real('得分', 'sum of the parts; a score, not a probability'),
  parts: partsOf(factors),
  closed_by: Type.Array(Gate, { title: '否决' }),
  notes: Type.Array(Gate, { title: '注意' }),
  first_if: Type.Array(Lever, { title: '列第一的条件', description: 'each suffices alone' }),
});
const Link = Type.Object({ link_id: text('环节'), name: text('名称'), name_en: text('英文名') });
const District = Type.Object({ district_id: text('区县'), name: text('名称'), name_en: text('英文名') });

const FitQuery = Type.Object({ link: Type.String({ ...name, description: 'id or name' }), weights, unit });

const fitRoute = rows({
  path: '/api/fit',
  summary: {
    zh: '环节落在哪里：各区县得分、否决与列第一的条件',
    en: 'Districts for one link, with what would change their order',
  },
  access: staff,
  query: FitQuery,
  row: Stand,
  head: Type.Object({ link: Link }),
  key: ['rank', 'district_id'],
  handler: async (c) => {
    const answer = await fitList(c.db, chosen(c.query));
    return { rows: answer.rows, head: { link: answer.link }, name: `落地区县-${answer.link.name}` };
  },
});

const ExplainQuery = Type.Object({
  link: Type.String({ ...name, description: 'id or name' }),
  district: Type.String({ ...name, description: 'adcode or name' }),
  enterprise: Type.String({ ...name, description: 'id or full name' }),
  weights,
  unit,
});
const Explained = Type.Object({
  snapshot: text('快照'),
  profile: text('评分方案指纹'),
  models: text('模型指纹'),
  link: Link,
  district: District,
  enterprise: Type.Object({
    enterprise_id: text('企业标识'),
    name: text('企业名称'),
    source: Type.Object({ file: text('来源文件'), line: whole('来源行') }),
  }),
  gate: maybe(Type.Object({ gate: text('门槛'), rule: text('门槛依据'), source: text('门槛来源') })),
  rank: maybe(whole('名次', 'empty = a gate keeps it out')),
  of: whole('入围企业数'),
  score: maybe(real('得分', 'a score, not a probability')),
  parts: partsOf(factors),
  evidence: Type.Array(
    Type.Object({ word: text('词'), where: text('出处'), activity: text('活动'), weight: real('权重', 'log-odds') }),
  ),
  activities: Type.Array(
    Type.Object({ activity: text('经营活动'), adds: real('加分', 'log-odds'), companies: whole('本区企业数') }),
  ),
  fit_parts: Type.Array(
    Type.Object({ part: text('分项'), value: real('测得值'), adds: real('加分', 'log-odds'), basis: Type.Unknown() }),
  ),
  without: Type.Array(Type.Object({ factor: text('因素'), rank: whole('名次', 'without that part') }), {
    description: 'the parts on which its rank hangs, those that move it most first',
  }),
  districts: Type.Array(Stand),
});

const explainRoute = item({
  path: '/api/match/explain',
  summary: {
    zh: '一家企业为何排在此处、什么会改变名次',
    en: 'Why one company stands where it stands, and what would change it',
  },
  access: staffByDistrict,
  district: { in: 'query', field: 'district' },
  query: ExplainQuery,
  answer: Explained,
  handler: (c) => explainPair(c.db, chosen(c.query)) as Promise<Static<typeof Explained>>,
});

const AllocateQuery = Type.Object({
  link: Type.Optional(Type.String({ ...name, description: 'id or name; or give a chain' })),
  chain: Type.Optional(Type.String({ ...name, description: 'id or name: all its links' })),
  top: Type.Integer({ minimum: 1, maximum: 2000, default: 100, description: 'investors, the best by score' }),
  capacity: Type.Optional(
    Type.String({
      maxLength: 4000,
      description: 'JSON: district → places, `default` for the others; else from the parks',
    }),
  ),
  weights,
});
const Named = Type.Object({ district_id: text('区县'), name: text('区县名'), score: real('区位得分') });
const Allotted = Type.Object({
  enterprise_id: text('企业标识'),
  name: text('企业名称'),
  link_id: text('环节'),
  link: text('环节名'),
  lead: maybe(Named),
  reserves: Type.Array(Named, { title: '备选' }),
  best: maybe(Named),
  why: Type.Array(Type.Object({ factor: text('因素'), by: real('相差', 'lead less first reserve') }), {
    title: '理由',
  }),
  note: text('说明', 'best, best_is_full, first_talk, diversity, capacity_short, no_open_district'),
  lost: real('让出', 'score given up against the best district'),
  first_talk: maybe(text('首谈', 'filing or project, and day')),
});
const sums = { exact: real('本方案'), first_come: real('先到先得'), best_pair_first: real('逐对取优') };
const AllocationHead = Type.Object({
  links: Type.Array(Type.Object({ link_id: text('环节'), name: text('名称') })),
  investors: whole('企业数'),
  placed: whole('已安排'),
  unplaced: whole('未安排'),
  capacity: whole('容量'),
  load: real('负荷', 'investors ÷ places'),
  welfare: Type.Object({ ...sums, unbounded: real('不计容量') }, { description: `sums of ${placeFactors.join(', ')}` }),
  share: Type.Object(sums, { description: 'share of everybody’s best district' }),
  districts: Type.Array(
    Type.Object({
      district_id: text('区县'),
      name: text('区县名'),
      capacity: whole('容量'),
      by: text('容量依据', 'table, parks, service'),
      free_land_mu: maybe(real('可供工业用地', 'mu')),
      free_plant_m2: maybe(real('可用标准厂房', 'm²')),
      load: whole('主谈企业数'),
      reserve_for: whole('备选企业数'),
      price: real('名额价格', 'what one more place would add'),
    }),
  ),
});

const allocateRoute = rows({
  path: '/api/allocation',
  summary: {
    zh: '全市统筹：每家企业一个主谈区县和备选',
    en: 'One lead district and reserves for every investor, under capacity',
  },
  access: allow({ planner: 'all', leader: 'all', researcher: 'all' }),
  query: AllocateQuery,
  row: Allotted,
  head: AllocationHead,
  key: ['enterprise_id'],
  handler: async (c) => {
    const { capacity, ...query } = c.query;
    const answer = await allocateInvestors(c.db, {
      ...chosen(query),
      ...(capacity ? { capacity: parseCapacity(capacity) } : {}),
    });
    const { rows: allotted, snapshot: _, profile: __, models: ___, ...head } = answer;
    return { rows: allotted, head, name: '全市统筹' };
  },
});

export const placeRoutes: Route[] = [fitRoute, explainRoute, allocateRoute];
