/** Words of the page 拜访简报. */
import type { Words } from './words.ts';

export const brief = {
  'brief.title': { zh: '拜访简报', en: 'Visit brief' },
  'brief.print': { zh: '打印 / 存为 PDF', en: 'Print / save as PDF' },
  'brief.who': { zh: '他们是谁', en: 'Who they are' },
  'brief.sign': { zh: '（{day}，现值 {worth}，{source}）', en: '({day}, worth {worth} now, {source})' },
  'brief.because': { zh: '。主要加分：{parts}。', en: '. Mainly: {parts}.' },
  'brief.words': { zh: '依据词：{words}', en: 'Words that placed it: {words}' },
  'brief.need': {
    zh: '{hint}：本市 {local} 家，下游 {down} 家，上游 {up} 家。',
    en: '{hint}: {local} here, {down} buyers, {up} suppliers.',
  },
  'brief.customer': { zh: '可能的本地客户（{link}）', en: 'possible customer here ({link})' },
  'brief.supplier': { zh: '可能的本地供应商（{link}）', en: 'possible supplier here ({link})' },
  'brief.offer': { zh: '可以谈什么', en: 'What can be offered' },
  'brief.in_force': { zh: '现行有效且可能适用的政策：{n} 份', en: 'Policies in force that may apply: {n}' },
  'brief.waiting': {
    zh: '另有 {n} 份待复核，复核前不得援引、不得承诺。',
    en: 'Another {n} await review; do not cite or promise them before.',
  },
  'brief.questions': { zh: '待问清的事', en: 'Open questions' },
  'brief.no_questions': { zh: '已知的资料没有缺口。', en: 'Nothing is missing in what is known.' },
  'brief.ask_stale': {
    zh: '登记资料已有 {n} 个月，请核对现状。',
    en: 'The registration is {n} months old: check it.',
  },
  'brief.ask_missing': { zh: '名单里没有：{facts}。', en: 'Not in any list: {facts}.' },
  'brief.ask_conflict': { zh: '来源不一致，哪一个是对的？另一来源写：', en: 'Sources differ. Another one says:' },
  'brief.ask_plans': {
    zh: '没有带日期的意向信号：近两年有无扩产、选址计划？',
    en: 'No dated sign of investment: do they plan to grow or to move?',
  },
  'brief.ask_sign': { zh: '{day} 的信号是否属实、是否仍有效？', en: 'Is the sign of {day} true, and still so?' },
  'brief.ask_relation': { zh: '关系按简称对应，请核对：', en: 'A relation rests on a short name, check it:' },
  'brief.ask_conditions': { zh: '政策条件尚不明确：', en: 'Conditions of policies that nobody can tell yet:' },
  'brief.ask_activity': {
    zh: '登记原文没有说清是生产、研发还是销售。',
    en: 'What was registered does not say whether they make, research or trade.',
  },
  'brief.notes': { zh: '此前记事', en: 'Notes so far' },
  'brief.foot': {
    zh: '得分用于排序，不是概率。企业库仅供招商研究，不作为享受政策的依据。',
    en: 'A score orders the list and is no probability. For research only; it must not decide who receives benefits.',
  },
} as const satisfies Words;
