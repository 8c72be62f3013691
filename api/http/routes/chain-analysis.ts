/** Chains as a planner reads them: completeness, gaps, the graph, anchors and whom they could bring. */
import Type from 'typebox';
import { published } from '../../../data/schema/published.ts';
import { flag, maybe, real, text, whole } from '../../../data/schema/types.ts';
import { anchorTargets, chainGaps, chainList, chainShow } from '../../../engine/index.ts';
import { staff } from '../access.ts';
import { item, type Route, rows } from '../route.ts';

const gap = published['chain.gap'].properties;
const standing = published['chain.standing'].properties;
const completeness = published['chain.completeness'].properties;
const anchor = published['chain.anchor'].properties;

const ChainRow = Type.Object({ ...completeness, name: text('产业链'), name_en: text('产业链英文名') });

const LinkNumbers = Type.Object({
  link_id: text('环节标识'),
  version: text('图谱版本'),
  chain_id: text('产业链标识'),
  chain: text('产业链'),
  name: text('环节'),
  name_en: text('环节英文名'),
  stage: text('位置', '上游, 中游, 下游'),
  verdict: gap.verdict,
  need: gap.need,
  local_companies: gap.local_companies,
  all_companies: gap.all_companies,
  location_quotient: gap.location_quotient,
  supply_ratio: gap.supply_ratio,
  local_downstream: gap.local_downstream,
  local_upstream: gap.local_upstream,
  hhi: standing.hhi,
  top1_share: standing.top1_share,
  top3_share: standing.top3_share,
  largest: standing.largest,
  districts: standing.districts,
  top_district_id: standing.top_district_id,
  single_supplier_risk: standing.single_supplier_risk,
  outside_dependence: standing.outside_dependence,
  missing_inputs: standing.missing_inputs,
  anchors: standing.anchors,
  anchor_pull: standing.anchor_pull,
  pulled_by: standing.pulled_by,
  outside_candidates: whole('市外可招企业数', 'companies from elsewhere that pass the gates of the company'),
});

const ConnectionRow = Type.Object({
  ...published['chain.connection'].properties,
  from_name: text('上游环节名称'),
  from_chain: text('上游产业链标识'),
  to_name: text('下游环节名称'),
  to_chain: text('下游产业链标识'),
});

const Company = Type.Object({
  enterprise_id: text('企业标识'),
  name: text('企业名称'),
  province: maybe(text('省份')),
  capital_cny: maybe(real('注册资金', 'CNY')),
  score: real('得分', 'of the target list of the link; a score, not a probability'),
  evidence: Type.Array(
    Type.Object({ word: text('词'), where: text('出处'), activity: text('活动'), weight: real('权重', 'log-odds') }),
    { title: '依据词' },
  ),
  signs: Type.Array(Type.String(), { title: '意向信号' }),
  ties: Type.Array(Type.String(), { title: '与本市企业的关系' }),
});

const AnchorAnswer = Type.Object({
  enterprise: Type.Object({
    enterprise_id: text('企业标识'),
    name: text('企业名称'),
    province: maybe(text('省份')),
    district_id: maybe(text('区县', 'adcode')),
    local: flag('本市企业'),
  }),
  links: Type.Array(
    Type.Object({
      link_id: text('环节标识'),
      link: text('环节'),
      score: real('契合', 'log-odds'),
      is_anchor: flag('链主'),
    }),
  ),
  filed: Type.Array(
    Type.Object({
      role: text('角色', 'supplier, customer, competitor, partner'),
      relation: text('关系'),
      enterprise_id: maybe(text('企业标识')),
      name: text('企业名称'),
      province: maybe(text('省份')),
      dated_on: maybe(text('日期')),
      source: text('出处'),
      source_line: whole('来源行'),
      by_short_name: flag('按简称对应'),
    }),
    { title: '名单写明的关系' },
  ),
  neighbours: Type.Array(
    Type.Object({
      role: text('角色', 'supplier, customer, competitor'),
      link_id: text('环节标识'),
      link: text('环节'),
      through: text('经由环节'),
      what: text('供给内容'),
      criticality: whole('关键度', '0 to 3; 0 = the same link'),
      verdict: text('判断'),
      local_companies: whole('本市企业数'),
      companies: Type.Array(Company),
    }),
    { title: '上下游与同行' },
  ),
});

const chainName = Type.Object({ chain: Type.String({ minLength: 1, maxLength: 60, description: 'id or name' }) });

export const chainAnalysisRoutes: Route[] = [
  rows({
    path: '/api/chains',
    summary: { zh: '产业链完整度', en: 'Completeness of every chain' },
    access: staff,
    row: ChainRow,
    key: ['chain_id'],
    filters: ['version'],
    sorts: ['completeness', 'outside_dependence', 'to_fill'],
    handler: (c) => chainList(c.db),
  }),
  item({
    path: '/api/chains/:chain',
    summary: { zh: '一条产业链的环节、供需与链主', en: 'One chain: links with numbers, flows, anchors' },
    access: staff,
    params: chainName,
    answer: Type.Object({
      chain: Type.Object({
        chain_id: text('产业链标识'),
        version: text('图谱版本'),
        name: text('产业链'),
        name_en: text('英文名'),
      }),
      completeness: published['chain.completeness'],
      links: Type.Array(LinkNumbers),
      connections: Type.Array(ConnectionRow),
      anchors: Type.Array(Type.Object({ ...anchor, link: text('环节名称') })),
    }),
    handler: (c) => chainShow(c.db, c.params.chain) as never,
  }),
  rows({
    path: '/api/gaps',
    summary: { zh: '补链、强链、延链环节', en: 'Links to fill, to strengthen, to extend to, with numbers' },
    access: staff,
    query: Type.Object({ chain: Type.Optional(Type.String({ maxLength: 60, description: 'id or name of a chain' })) }),
    row: LinkNumbers,
    key: ['link_id'],
    filters: ['verdict', 'stage', 'single_supplier_risk'],
    sorts: ['need', 'anchor_pull', 'outside_dependence', 'local_downstream', 'hhi'],
    handler: (c) => chainGaps(c.db, c.query.chain ? { chain: c.query.chain } : {}),
  }),
  rows({
    path: '/api/graph',
    summary: { zh: '环节供需图', en: 'The graph of links: who supplies whom, on what evidence' },
    access: staff,
    row: published['chain.connection'],
    key: ['from_link', 'to_link'],
    filters: ['from_link', 'to_link', 'basis', 'criticality'],
    handler: async () => ({ sql: 'select * from chain.connection' }),
  }),
  rows({
    path: '/api/anchors',
    summary: { zh: '本地链主', en: 'Local anchors of every link, by rule' },
    access: staff,
    row: published['chain.anchor'],
    key: ['link_id', 'position'],
    filters: ['link_id', 'district_id'],
    handler: async () => ({ sql: 'select * from chain.anchor' }),
  }),
  item({
    path: '/api/anchors/targets',
    summary: {
      zh: '以商招商：链主的上下游与同行',
      en: 'Suppliers, customers and competitors of a local company as targets',
    },
    access: staff,
    query: Type.Object({
      company: Type.String({ minLength: 2, maxLength: 100, description: 'registered name, id, or a part of the name' }),
      top: Type.Integer({ minimum: 1, maximum: 50, default: 5 }),
    }),
    answer: AnchorAnswer,
    handler: (c) => anchorTargets(c.db, { name: c.query.company, top: c.query.top }),
  }),
];
