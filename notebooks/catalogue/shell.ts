/** Words that all pages share: frame, loads, units, verdicts, problems. */
import type { Words } from './words.ts';

export const shell = {
  'frame.brand': { zh: '渝招', en: 'Yuzhao' },
  'frame.skip': { zh: '跳到结果', en: 'Skip to results' },
  'frame.pages': { zh: '页面', en: 'Pages' },
  'frame.other_language': { zh: 'English', en: '中文' },
  'frame.theme': { zh: '切换浅色与深色', en: 'Switch light and dark' },
  'frame.provenance': { zh: '数据来源', en: 'Where the numbers come from' },
  'frame.synthetic': { zh: '合成数据', en: 'Synthetic data' },
  'frame.synthetic_hint': {
    zh: '本库由程序生成，用于演示；企业、项目与人名均为虚构。',
    en: 'Generated for demonstration: companies, projects and people are invented.',
  },
  'frame.snapshot': { zh: '快照', en: 'Snapshot' },
  'frame.built': { zh: '生成于 {at}', en: 'Built {at}' },
  'frame.as_of': { zh: '企业数据', en: 'Company data' },
  'frame.as_of_value': { zh: '{span}（距今 {age}）', en: '{span} ({age} old)' },
  'frame.as_of_hint': {
    zh: '企业数据的截止日期；有多个文件时从最早到最晚。',
    en: 'Day up to which companies were reported; oldest to newest file.',
  },
  'frame.as_of_unknown': { zh: '没有载入企业数据', en: 'No company data was loaded' },
  'frame.profile': { zh: '评分方案', en: 'Scoring profile' },
  'frame.score_not_probability': { zh: '是得分，不是概率', en: 'A score, not a probability' },

  'loads.summary': { zh: '来源文件 {n} 个', en: 'Source files: {n}' },
  'loads.caption': { zh: '载入的文件', en: 'Loaded files' },
  'loads.library': { zh: '库', en: 'Library' },
  'loads.file': { zh: '文件', en: 'File' },
  'loads.as_of': { zh: '数据截止', en: 'As of' },
  'loads.rows': { zh: '行', en: 'Rows' },
  'loads.accepted': { zh: '采用', en: 'Accepted' },
  'loads.rejected': { zh: '退回', en: 'Rejected' },

  'library.enterprises': { zh: '企业库', en: 'Enterprises' },
  'library.projects': { zh: '项目库', en: 'Projects' },
  'library.events': { zh: '项目进展', en: 'Project events' },
  'library.experts': { zh: '专家库', en: 'Experts' },
  'library.policies': { zh: '政策库', en: 'Policies' },
  'library.parks': { zh: '园区', en: 'Parks' },

  'stage.upstream': { zh: '上游', en: 'upstream' },
  'stage.midstream': { zh: '中游', en: 'midstream' },
  'stage.downstream': { zh: '下游', en: 'downstream' },

  'verdict.fill': { zh: '补', en: 'Fill' },
  'verdict.fill_hint': { zh: '本市几乎没有，而下游需要', en: 'Nearly absent here, and buyers need it' },
  'verdict.strengthen': { zh: '强', en: 'Strengthen' },
  'verdict.strengthen_hint': {
    zh: '本市已有，但少于向它采购的企业',
    en: 'Present here, but fewer than its local customers',
  },
  'verdict.extend': { zh: '延', en: 'Extend' },
  'verdict.extend_hint': { zh: '本市几乎没有，但上游在此', en: 'Nearly absent here, but its suppliers are here' },
  'verdict.steady': { zh: '稳', en: 'Steady' },
  'verdict.steady_hint': { zh: '本市已有，与本市需求相当', en: 'Present in the measure of local demand' },
  'verdict.none': { zh: '无', en: 'None' },
  'verdict.none_hint': { zh: '本市没有，上下游也没有', en: 'Neither it nor its neighbours are here' },

  'unit.quotient': { zh: '区位商 {n}', en: 'quotient {n}' },
  'unit.log_odds': { zh: '对数几率 {n}', en: 'log-odds {n}' },
  'unit.provinces': { zh: '{n} 省', en: 'provinces: {n}' },
  'unit.presence_none': { zh: '无', en: 'none' },
  'unit.presence_city': { zh: '在渝', en: 'in the city' },
  'unit.presence_district': { zh: '在本区县', en: 'in the district' },
  'unit.zone_national': { zh: '国家级', en: 'national' },
  'unit.zone_city': { zh: '市级', en: 'municipal' },
  'unit.zone_none': { zh: '无', en: 'none' },
  'unit.park': { zh: '{mu} 亩 / {n} 个园区', en: '{mu} mu (parks: {n})' },

  'problem.unexpected': { zh: '出了意外', en: 'Something went wrong' },
  'problem.unreachable': { zh: '连不上服务', en: 'The server cannot be reached' },
  'problem.unreachable_remedy': {
    zh: '请确认 yuzhao serve 仍在运行，再试一次。',
    en: 'Check that yuzhao serve is still running, then try again.',
  },
  'problem.session_remedy': {
    zh: '请登录；在本机运行的，也可用终端里打印的地址（含一次性令牌）重新打开。',
    en: 'Log in; on this machine, the address with the token that the terminal printed works too.',
  },
  'problem.log_in': { zh: '登录', en: 'Log in' },
  'problem.retry': { zh: '重试', en: 'Try again' },

  'money.large': { zh: '{n} 亿元', en: '¥{n} bn' },
  'money.small': { zh: '{n} 万元', en: '¥{n} m' },

  'age.days': { zh: '{n} 天', en: '{n} d' },
  'age.months': { zh: '{n} 个月', en: '{n} mo' },
  'age.years': { zh: '{n} 年', en: '{n} yr' },

  'district.map': { zh: '区县方块图', en: 'Tile map of districts' },
  'area.core': { zh: '主城', en: 'Core city' },
  'area.west': { zh: '渝西', en: 'West' },
  'area.northeast': { zh: '渝东北', en: 'Northeast' },
  'area.southeast': { zh: '渝东南', en: 'Southeast' },

  'state.loading': { zh: '正在载入…', en: 'Loading…' },

  'figure.interval': { zh: '90% 区间 {span}', en: '90% interval {span}' },
  'figure.basis': {
    zh: 'n = {n} · 截至 {day}所知 · 最近消息 {age}',
    en: 'n = {n} · as known on {day} · last news {age}',
  },
  'figure.days': { zh: '{n} 天前', en: '{n} d ago' },
  'figure.caliber': { zh: '口径', en: 'Caliber' },
} as const satisfies Words;
