/** Words of the research pages. The prose of a notebook stands in the notebook, in both languages. */
import type { Words } from './words.ts';

export const research = {
  'research.title': { zh: '研究笔记', en: 'Research' },
  'research.about': {
    zh: '每份笔记读取当前快照，写明口径与局限；代码可展开，数据可用研究包在别处重现。',
    en: 'Each notebook reads the current snapshot and says what its numbers mean and where they end. Its code can be read, its data reproduced from a research bundle.',
  },
  'research.trends': { zh: '产业进入趋势', en: 'Industry trends' },
  'research.trends_about': {
    zh: '各环节、各区县逐年新登记企业，哪些在加快；集聚、关联与复杂度；企业存续。',
    en: 'New companies by link, district and year and where they speed up; specialisation, relatedness, complexity; survival.',
  },
  'research.gaps': { zh: '链条缺口与关联', en: 'Chain gaps and relatedness' },
  'research.gaps_about': {
    zh: '补、强、延的数字依据，集中度与单一供应风险，以及本市基础最接近的空缺环节。',
    en: 'The numbers behind fill, strengthen and extend; concentration and single suppliers; absent links that lie closest to what is here.',
  },
  'research.districts': { zh: '区县专业化', en: 'District specialisation' },
  'research.districts_about': {
    zh: '各区县集聚在哪些环节，彼此有多少重叠。',
    en: 'Which links each district specialises in, and how much districts overlap.',
  },
  'research.method': { zh: '匹配质量与校准', en: 'Match quality and calibration' },
  'research.method_about': {
    zh: '得分如何构成，权重变动时名次稳不稳，有多少结果可以用来校准；没有结果时不给概率。',
    en: 'What a score is made of, how ranks move when weights do, and how many outcomes there are to calibrate on. Without outcomes there is no probability.',
  },
  'research.quality': { zh: '数据质量与时效', en: 'Data quality and age' },
  'research.quality_about': {
    zh: '各库有多旧，退回了什么、为什么，哪些字段常缺。',
    en: 'How old each library is, what was rejected and why, and which fields are often empty.',
  },
  'research.elsewhere': { zh: '在自己的工具里读同样的表', en: 'The same tables in your own tools' },
  'research.elsewhere_how': {
    zh: '令牌由管理员用 yuzhao token create 发放；地址后缀可换成 .arrow、.csv、.xlsx、.ndjson。示例见 notebooks/examples。',
    en: 'An administrator issues a token with yuzhao token create. The suffix may be .arrow, .csv, .xlsx or .ndjson. Examples are in notebooks/examples.',
  },
  'research.reproduce': { zh: '重现本页', en: 'Reproduce this page' },
  'research.reproduce_how': {
    zh: '快照 · 模型 · 评分方案：{facts}。研究包含全部表、查询、方案与版本，可在别的机器上打开：',
    en: 'Snapshot · models · profile: {facts}. The research bundle holds all tables, queries, profile and versions, and opens elsewhere:',
  },
  'research.bundle': { zh: '下载研究包', en: 'Download the bundle' },
} as const satisfies Words;
