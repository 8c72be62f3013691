/** Words of the page 目标企业. */
import type { Words } from './words.ts';

export const targets = {
  'targets.title': { zh: '目标企业', en: 'Targets' },

  'link.title': { zh: '产业链环节', en: 'Chain link' },
  'link.placeholder': { zh: '搜索环节、产业链、补/强/延', en: 'Search links, chains, fill/extend' },
  'link.nothing': { zh: '没有匹配的环节。试试更短的词。', en: 'No link matches. Try a shorter word.' },
  'link.hint': { zh: '输入名称，或按产业链和上中下游选择。', en: 'Type a name, or choose by chain and stage.' },
  'link.option_numbers': { zh: '本市 {local} / 全部 {all}', en: 'here {local} / all {all}' },
  'link.local': { zh: '本市企业', en: 'Companies here' },
  'link.all': { zh: '全部企业', en: 'In all data' },
  'link.quotient': { zh: '区位商', en: 'Location quotient' },
  'link.downstream': { zh: '本市下游', en: 'Buyers here' },
  'link.upstream': { zh: '本市上游', en: 'Suppliers here' },
  'link.caliber': {
    zh: '口径：环节契合不低于 {n}（对数几率）的企业；区位商 1 为与各省相当。',
    en: 'Counted: companies that fit the link with log-odds of at least {n}. A quotient of 1 is as strong as elsewhere.',
  },

  'district.title': { zh: '区县', en: 'District' },
  'district.placeholder': { zh: '选择区县', en: 'Choose a district' },
  'district.groups_source': { zh: '片区：渝府发〔2019〕6号（四）', en: 'Areas: Opinion of 2019, section 4' },

  'results.title': { zh: '目标企业列表', en: 'Target list' },
  'results.caption': { zh: '按得分排列的目标企业', en: 'Target companies by score' },
  'results.passed': {
    zh: '{candidates} 家通过门槛，列出前 {shown} 家',
    en: '{candidates} passed the gates, first {shown} shown',
  },
  'results.left': {
    zh: '{candidates} 家通过门槛，筛选后 {left} 家，列出前 {shown} 家',
    en: '{candidates} passed the gates, {left} within the limits, first {shown} shown',
  },
  'results.gated': {
    zh: '未列入：本市企业 {local}、非企业 {other}、非存续 {inactive}',
    en: 'Not listed: already here {local}, not a company {other}, not active {inactive}',
  },
  'results.top': { zh: '列出家数', en: 'Companies to list' },
  'results.top_value': { zh: '前 {n} 家', en: 'First {n}' },
  'results.download': { zh: '下载 xlsx', en: 'Download xlsx' },
  'results.moved_new': { zh: '新进', en: 'new' },
  'results.moved_from': { zh: '原方案第 {n} 名', en: 'Rank {n} under the profile' },

  'offer.title': { zh: '区县条件', en: 'What the district offers' },
  'offer.companies': { zh: '本区同环节企业', en: 'Companies of the link' },
  'offer.quotient': { zh: '环节区位商', en: 'Location quotient' },
  'offer.neighbours': { zh: '上下游配套', en: 'Suppliers and buyers' },
  'offer.zone': { zh: '开发区', en: 'Development zone' },
  'offer.park': { zh: '园区可供地', en: 'Free park land' },

  'column.rank': { zh: '名次', en: 'Rank' },
  'column.company': { zh: '企业与依据词', en: 'Company and words that placed it' },
  'column.place': { zh: '所在地', en: 'Place' },
  'column.capital': { zh: '注册资金', en: 'Capital' },
  'column.registered': { zh: '成立', en: 'Since' },
  'column.score': { zh: '得分（满分 {full}）', en: 'Score (of {full})' },

  'weights.title': { zh: '得分的构成', en: 'What makes the score' },
  'weights.open': { zh: '调整权重', en: 'Change weights' },
  'weights.close': { zh: '收起', en: 'Close' },
  'weights.reset': { zh: '恢复方案权重', en: 'Back to the profile' },
  'weights.changed': { zh: '权重已调整', en: 'Weights changed' },
  'weights.of': { zh: '{name}的权重', en: 'Weight of {name}' },
  'weights.company': { zh: '企业', en: 'Company' },
  'weights.place': { zh: '城市与区县', en: 'City and district' },

  'spread.title': { zh: '全名单分布', en: 'The whole list' },
  'spread.score': { zh: '得分', en: 'Score' },
  'spread.capital': { zh: '注册资金', en: 'Capital' },
  'spread.founded': { zh: '成立年份', en: 'Year' },
  'spread.provinces': { zh: '来源省份', en: 'Province' },
  'spread.left': {
    zh: '{listed} 家中 {left} 家；在图上拖动即可筛选',
    en: '{left} of {listed}; drag on a chart to narrow',
  },
  'spread.all': { zh: '全部', en: 'all' },
  'spread.open': { zh: '不限', en: 'no limit' },
  'spread.from': { zh: '{value}起', en: 'from {value}' },
  'spread.below': { zh: '不足{value}', en: 'below {value}' },
  'spread.until': { zh: '至{value}', en: 'to {value}' },
  'spread.range': { zh: '{from}至{below}', en: '{from} to {below}' },
  'spread.and': { zh: '、', en: ', ' },
  'spread.lower': { zh: '{name}下限', en: '{name}, lower limit' },
  'spread.upper': { zh: '{name}上限', en: '{name}, upper limit' },
  'spread.clear': { zh: '清除{name}筛选', en: 'Clear {name}' },
  'spread.clear_all': { zh: '清除全部筛选', en: 'Clear all limits' },
  'spread.bin': { zh: '{range}：{n} 家', en: '{range}: {n}' },
  'spread.unknown': { zh: '{name} {n} 家', en: '{name} {n}' },
  'spread.unknown_note': {
    zh: '未填：{named}；筛选该项时不计入。',
    en: 'Not stated: {named}; left out when that is narrowed.',
  },
  'spread.nobody': { zh: '所选范围内没有企业', en: 'Nobody within these limits' },
  'spread.nobody_hint': {
    zh: '名单上有 {candidates} 家，没有一家同时符合全部筛选。放宽或清除筛选。',
    en: 'The list has {candidates}, but none meets all limits at once. Widen or clear them.',
  },

  'meaning.placement': {
    zh: '名称、经营范围和产品指向本环节的清楚程度',
    en: 'How clearly name, scope and products point to the link',
  },
  'meaning.scale': { zh: '注册资金', en: 'Registered capital' },
  'meaning.expansion': { zh: '设有分支机构的省份数', en: 'Provinces in which it has branches' },
  'meaning.presence': {
    zh: '在渝分支机构；在所选区县的加倍',
    en: 'Branches in Chongqing; in the chosen district they count twice',
  },
  'meaning.origin': {
    zh: '《意见》（六）的重点来源地和产业西移地区',
    en: 'Priority origins of the Opinion, section 6, and regions moving west',
  },
  'meaning.youth': {
    zh: '成立日期；成长中的企业更可能建厂',
    en: 'Day of registration; growing companies build plants',
  },
  'meaning.signals': {
    zh: '带日期的投资信号（募投、拿地、增资、新设子公司等），按半衰期折减',
    en: 'Dated signs of investment (raised funds, land, capital, subsidiaries), halved every half-life',
  },
  'meaning.ties': {
    zh: '与本市企业有供货、投资、合作等关系的家数；链主加倍',
    en: 'Local companies tied to it by supply, investment or cooperation; an anchor counts twice',
  },
  'meaning.activities': {
    zh: '其经营活动在本市同业中更多落在所选区县的程度',
    en: 'How far companies here with its activities sit in the chosen district',
  },
  'meaning.gap': { zh: '全市对本环节的需要，0 至 1', en: 'Need of the city for the link, 0 to 1' },
  'meaning.specialisation': { zh: '本环节在区县的集聚', en: 'How much the link clusters in the district' },
  'meaning.neighbours': {
    zh: '区县内上下游环节的企业，按关键程度加权',
    en: 'Companies of linked links in the district, by criticality',
  },
  'meaning.affinity': {
    zh: '按本市历年新设企业拟合：本环节企业在该区县新设的倾向',
    en: 'Fitted on registrations here: how readily companies of the link register in the district',
  },
  'meaning.focus': {
    zh: '《意见》（四）的功能定位与产业链的吻合，0 至 1',
    en: 'Fit of the chain with the role of the area, Opinion section 4, 0 to 1',
  },
  'meaning.zone': { zh: '区县内的开发区级别', en: 'Level of the development zone in the district' },
  'meaning.slot': {
    zh: '已载入的产业地图中区县的定位：主导 1，特色 0.6',
    en: 'Role of the district in the industry map that was loaded: leading 1, known for 0.6',
  },
  'meaning.policy': {
    zh: '有经公平竞争审查且现行有效的政策覆盖本环节为 1；不计数量和力度',
    en: '1 when a reviewed policy in force covers the link; number and amounts do not count',
  },
  'meaning.park': { zh: '主导本产业链的园区尚可供应的土地', en: 'Free land in parks that lead in the chain' },

  'reasons.measured': { zh: '实测', en: 'Measured' },
  'reasons.part': { zh: '得分', en: 'Part' },
  'reasons.of': { zh: ' / {weight}', en: ' of {weight}' },
  'reasons.ahead': { zh: '领先第 {rank} 名 {by} 分：', en: '{by} ahead of rank {rank}: ' },
  'reasons.behind': { zh: '落后第 {rank} 名 {by} 分：', en: '{by} behind rank {rank}: ' },
  'reasons.equal': { zh: '各项相同，按企业标识排列', en: 'all parts equal, ordered by identifier' },

  'list.comma': { zh: '，', en: ', ' },

  'company.why': { zh: '为什么归入本环节', en: 'Why it counts as this link' },
  'company.registered': { zh: '登记原文', en: 'As registered' },
  'company.identity': { zh: '登记信息', en: 'Registration' },
  'company.others': { zh: '也可归入的环节', en: 'Other links it fits' },
  'company.code': { zh: '统一社会信用代码', en: 'Credit code' },
  'company.type': { zh: '企业类型', en: 'Type' },
  'company.status': { zh: '经营状态', en: 'Status' },
  'company.capital': { zh: '注册资金', en: 'Capital' },
  'company.registered_on': { zh: '成立日期', en: 'Registered on' },
  'company.address': { zh: '地址', en: 'Address' },
  'company.source': { zh: '来源', en: 'Source' },
  'company.line': { zh: '第 {n} 行', en: 'line {n}' },
  'company.as_of': { zh: '截至 {day}（距今 {age}）', en: 'as of {day} ({age} old)' },
  'company.filings': { zh: '共 {n} 条记录', en: 'records in all: {n}' },

  'where.name': { zh: '名称', en: 'Name' },
  'where.scope': { zh: '经营范围', en: 'Business scope' },
  'where.product': { zh: '产品', en: 'Products' },

  'activity.make': { zh: '生产', en: 'makes' },
  'activity.research': { zh: '研发', en: 'researches' },
  'activity.service': { zh: '服务', en: 'serves' },
  'activity.trade': { zh: '销售', en: 'trades' },
  'activity.unclear': { zh: '未说明', en: 'not said' },

  'state.choose_link': { zh: '先选要招商的环节', en: 'First choose the link to fill' },
  'state.choose_link_hint': { zh: '全市目前最需要的环节：', en: 'What the city needs most at present:' },
  'state.need_numbers': { zh: '本市 {local} 家，下游 {down} 家', en: '{local} here, {down} buyers' },
  'state.choose_district': { zh: '再选落地区县', en: 'Now choose the district' },
  'state.choose_district_hint': {
    zh: '在方块图上点选，或从列表中选择；名单随即排出。',
    en: 'Pick a tile on the map or a name from the list; the ranking follows at once.',
  },
  'state.nobody': { zh: '没有通过门槛的企业', en: 'No company passed the gates' },
  'state.nobody_remedy': {
    zh: '换一个相邻环节，或载入更多省份的企业数据。',
    en: 'Try a neighbouring link, or load company data of more provinces.',
  },
} as const satisfies Words;
