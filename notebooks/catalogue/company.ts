/** Words of the page 企业卡. */
import type { Words } from './words.ts';

export const company = {
  'company.title': { zh: '企业', en: 'Company' },
  'company.search': { zh: '查企业', en: 'Find a company' },
  'company.search_hint': { zh: '名称片段、简称或拼音首字母', en: 'Part of a name, a short name, pinyin initials' },
  'company.search_button': { zh: '查找', en: 'Search' },
  'company.found': { zh: '找到 {n} 家', en: 'Found: {n}' },
  'company.found_none': { zh: '没有找到。换一段名称再试。', en: 'Nothing found. Try another part of the name.' },
  'company.wall': {
    zh: '企业库仅供招商研究，不作为享受政策的依据（《公平竞争审查条例》）。',
    en: 'For research and targeting only; it must not decide who receives benefits (fair-competition review).',
  },
  'company.anchor': { zh: '本市链主', en: 'local anchor' },
  'company.for_link': { zh: '为哪个环节', en: 'For which link' },
  'company.for_district': { zh: '落在哪个区县', en: 'For which district' },
  'company.none_chosen': { zh: '未选', en: 'not chosen' },
  'company.open': { zh: '企业卡', en: 'Company card' },
  'company.to_list': { zh: '回到目标名单', en: 'To the target list' },

  'company.kind_company': { zh: '企业', en: 'company' },
  'company.kind_plant': { zh: '工厂', en: 'plant' },
  'company.kind_branch': { zh: '分支机构', en: 'branch' },
  'company.kind_representative': { zh: '代表处', en: 'representative office' },
  'company.kind_cooperative': { zh: '合作社', en: 'cooperative' },
  'company.kind_other': { zh: '其他主体', en: 'other body' },
  'company.gate_local': { zh: '已在本市', en: 'already here' },
  'company.gate_not_a_company': { zh: '非企业法人', en: 'not a company' },
  'company.gate_not_active': { zh: '非存续', en: 'not active' },
  'company.gate_restricted': { zh: '受负面清单限制', en: 'restricted by a rule' },

  'company.fact': { zh: '事项', en: 'Fact' },
  'company.value': { zh: '采用值', en: 'Value taken' },
  'company.rule': { zh: '采用依据', en: 'Taken because' },
  'company.day': { zh: '数据日期', en: 'As of' },
  'company.dated': { zh: '{day}（{age}）', en: '{day} ({age})' },
  'company.name': { zh: '企业名称', en: 'Name' },
  'company.industry': { zh: '行业代码', en: 'Industry code' },
  'company.other_value': { zh: '另一来源', en: 'Another source' },
  'company.not_taken': { zh: '未采用', en: 'not taken' },
  'company.aliases': { zh: '归并的其他填报', en: 'Other filings joined to it' },
  'company.rule_listed': { zh: '名录在先', en: 'listed source first' },
  'company.rule_registered': { zh: '登记资料', en: 'registration record' },
  'company.rule_newest': { zh: '最新', en: 'newest' },
  'company.rule_most': { zh: '多数来源', en: 'most sources' },
  'company.rule_fullest': { zh: '最完整', en: 'fullest' },
  'company.rule_soundest': { zh: '最少存疑', en: 'fewest doubts' },
  'company.rule_only': { zh: '唯一来源', en: 'only source' },
  'company.rule_main': { zh: '主来源', en: 'main source' },

  'company.placement': { zh: '在产业链的位置与依据词', en: 'Place on the chain, and the words' },
  'company.placed_nowhere': { zh: '名称、经营范围和产品没有指向任何环节。', en: 'No word of it points to a link.' },
  'company.best_place': {
    zh: '最高分在{district}：第 {rank} / {of} 名，{score} 分',
    en: 'best in {district}: {rank} of {of}, score {score}',
  },

  'company.why_here': { zh: '为何是这里', en: 'Why here' },
  'company.why_unknown': {
    zh: '选定环节和区县后，这里说明它在名单中的位置。',
    en: 'Choose a link and a district to see where it stands.',
  },
  'company.standing': {
    zh: '{link} → {district}：第 {rank} 名，共 {of} 家入围，{score} 分',
    en: '{link} → {district}: rank {rank} of {of}, score {score}',
  },
  'company.kept_out': { zh: '不列入名单：{gate}', en: 'Not listed: {gate}' },
  'company.part': { zh: '加分项', en: 'Part of the score' },
  'company.without': { zh: '去掉后名次', en: 'Rank without it' },
  'company.elsewhere': { zh: '其他区县', en: 'Other districts' },
  'company.other_rank': { zh: '第 {rank} · {score}', en: 'no. {rank} · {score}' },

  'company.relations': { zh: '与谁有关系', en: 'Relations' },
  'company.no_relations': { zh: '载入的关系名单里没有提到它。', en: 'No relation that was loaded names it.' },
  'company.relation_to': { zh: '对', en: 'to' },
  'company.relation_from': { zh: '来自', en: 'from' },
  'company.relation_source': { zh: '{day} · {file} 第 {line} 行', en: '{day} · {file} line {line}' },
  'company.by_short_name': { zh: '按简称对应，请核对', en: 'resolved from a short name, please check' },

  'company.signals': { zh: '意向信号', en: 'Signs of investment' },
  'company.no_signals': { zh: '没有带日期的信号。', en: 'No dated sign.' },
  'company.signals_hint': {
    zh: '信号是打电话的理由，不是预测；过一个半衰期折半。',
    en: 'A sign is a reason to call, not a forecast; it halves every half-life.',
  },
  'company.decay': {
    zh: '当日 {strength}，现值 {worth}（过去 {days} 天，半衰期 {half} 天）',
    en: '{strength} on its day, {worth} now ({days} days later, half-life {half} days)',
  },
  'company.caution': { zh: '可能误报', en: 'How it may mislead' },

  'company.policies': { zh: '可用政策（效力在先）', en: 'Policies, legal standing first' },
  'company.policies_need_link': { zh: '选定环节后列出。', en: 'Choose a link to see them.' },
  'company.policy_count': {
    zh: '现行有效且可能适用 {usable} 份；待复核 {waiting} 份；不适用或不可援引 {not} 份',
    en: 'In force and possibly applicable: {usable}; awaiting review: {waiting}; not applicable or not to be relied on: {not}',
  },
  'company.policies_waiting': { zh: '待复核，不得承诺（{n}）', en: 'Awaiting review, promise nothing ({n})' },
  'company.policies_hint': {
    zh: '按效力和条件排列，与支持力度无关；未填的项目条件显示为问号。',
    en: 'Ordered by standing and conditions, never by amount; what the project has not said shows as a question mark.',
  },

  'company.experts': { zh: '可同行的专家', en: 'Experts to take along' },
  'company.experts_closed': { zh: '专家名单仅招商策划人员可见。', en: 'Only planners see experts.' },
  'company.experts_none': { zh: '没有可以出席的专家。', en: 'No expert can come.' },
  'company.experts_hint': {
    zh: '已回避与该企业有利害关系者和任期不符者 {n} 人；{day}，种子 {seed}；姓名在专家库，不在本页。',
    en: 'Left out for conflicts or terms: {n}; {day}, seed {seed}. Names stay in the expert library.',
  },

  'company.parks': { zh: '园区', en: 'Parks' },
  'company.parks_of': { zh: '{district}的园区', en: 'Parks of {district}' },
  'company.no_parks': { zh: '没有填报园区。', en: 'No park was filed.' },
  'company.park_leads': { zh: '主导本链', en: 'leads in the chain' },
  'company.park_standard': { zh: '标准地', en: 'standard land' },
  'company.park_room': {
    zh: '可供地 {mu} 亩，厂房 {m2} m²（{day}）',
    en: 'free land {mu} mu, plant {m2} m² ({day})',
  },
} as const satisfies Words;
