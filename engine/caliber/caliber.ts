/** Says in words, Chinese and English, how a figure is counted: from the metric's fields and the request, nothing else. */
import { eventKinds } from '../../data/schema/ledger.ts';
import type { Caliber, Cohort, Metric, MilestoneMetric, MoneyMetric } from '../../data/schema/metric.ts';
import { chinaDay } from '../../data/store/ledger-judge.ts';
import { instantAt, isFlow, type Settled } from './request.ts';

type Words = { zh: string; en: string };

const excludedAs: Record<Cohort['exclude'][number], Words> = {
  ordinary: { zh: '一般项目', en: 'ordinary projects' },
  fiscal: { zh: '财政性投资', en: 'fiscal money' },
  real_estate: { zh: '房地产', en: 'real estate' },
  utility_branch: { zh: '公用企业分支', en: 'utility branches' },
  later_phase: { zh: '已签项目后续期', en: 'later phases of signed projects' },
  intra_city_relocation: { zh: '市内搬迁', en: 'moves within the city' },
};
const classAs = {
  formal: { zh: '正式合同', en: 'formal contracts' },
  framework: { zh: '框架协议', en: 'framework agreements' },
};
const originAs = {
  out_of_city: { zh: '市外', en: 'from outside the city' },
  in_city: { zh: '市内', en: 'from within the city' },
  unknown: { zh: '来源未注明', en: 'of unstated origin' },
};

const join = (words: Words[], zh: string, en: string): Words => ({
  zh: words.map((w) => w.zh).join(zh),
  en: words.map((w) => w.en).join(en),
});
const kindsAs = (kinds: readonly (keyof typeof eventKinds)[], zh: string, en: string): Words =>
  join(kinds.map((kind) => ({ zh: eventKinds[kind].title, en: eventKinds[kind].title_en })), zh, en); // biome-ignore format: one thought

/** The caliber that every figure of this request carries. */
export function caliberOf(metric: Metric, asked: Settled): Caliber {
  const cohort = cohortAs(metric, asked);
  const [numerator, denominator] = partsAs(metric);
  const amount = usesAmount(metric)
    ? asked.basis === 'current'
      ? { zh: '合同额按变更后', en: 'contract amounts as revised' }
      : { zh: '合同额按初签', en: 'contract amounts as first signed' }
    : null;
  const window = isFlow(metric)
    ? {
        zh: `${asked.from} 至 ${asked.on}，不论签约年份`,
        en: `${asked.from} to ${asked.on}, whatever the signing year`,
      }
    : { zh: `截至 ${asked.on} 累计`, en: `up to ${asked.on}` };
  const evidence = { zh: `佐证等级 ${metric.grades.join('/')}`, en: `evidence ${metric.grades.join('/')}` };
  const known = knownAs(asked.as_known_at);
  const tail = [window, ...(amount ? [amount] : []), evidence, known];
  return {
    metric_id: metric.metric_id,
    version: metric.version,
    title: metric.title,
    title_en: metric.title_en,
    authority: metric.authority,
    cohort: cohort.zh,
    numerator: numerator.zh,
    denominator: denominator.zh,
    window: window.zh,
    evidence: evidence.zh,
    sentence: `${numerator.zh} ÷ ${denominator.zh}；${cohort.zh}；${join(tail, '；', '').zh}`,
    sentence_en: `${numerator.en} ÷ ${denominator.en}; ${cohort.en}; ${join(tail, '', '; ').en}`,
  };
}

/** The end of a day in China is said as that day. */
function knownAs(instant: string): Words {
  const day = chinaDay(instant);
  return instant === instantAt(day)
    ? { zh: `按 ${day} 当日止已知`, en: `as known by the end of ${day}` }
    : { zh: `按 ${instant} 已知`, en: `as known at ${instant}` };
}

export function cohortAs({ cohort, ...metric }: Metric, asked: Settled): Words {
  const parts: Words[] = [
    join(cohort.contract_class.map((c) => classAs[c]), '、', ' and '), // biome-ignore format: one thought
    join(cohort.investor_origin.map((o) => originAs[o]), '、', ' or '), // biome-ignore format: one thought
  ];
  if (cohort.min_amount_cny > 0)
    parts.push({
      zh: `${cohort.min_amount_cny / 1e8} 亿元以上`,
      en: `of at least ${cohort.min_amount_cny / 1e8} hundred million CNY`,
    });
  if (cohort.exclude.length) {
    const out = join(cohort.exclude.map((e) => excludedAs[e]), '、', ', '); // biome-ignore format: one thought
    parts.push({ zh: `不含${out.zh}`, en: `without ${out.en}` });
  }
  if (!isFlow({ cohort, ...metric } as Metric) && (asked.signed_from || asked.signed_to))
    parts.push({
      zh: `签约于 ${asked.signed_from ?? '最早'} 至 ${asked.signed_to ?? asked.on}`,
      en: `signed from ${asked.signed_from ?? 'the first'} to ${asked.signed_to ?? asked.on}`,
    });
  if (asked.district) parts.push({ zh: `区县 ${asked.district}`, en: `district ${asked.district}` });
  return join(parts, '，', ', ');
}

const usesAmount = (metric: Metric): boolean =>
  (metric.form === 'milestone' && metric.weight === 'amount') ||
  (metric.form === 'money' && metric.against === 'contract');

function partsAs(metric: Metric): [Words, Words] {
  if (metric.form === 'milestone') return milestoneAs(metric);
  if (metric.form === 'money') return moneyAs(metric);
  const year = metric.year;
  return [
    { zh: `投产第 ${year} 年实缴税收`, en: `tax paid in year ${year} of production` },
    {
      zh: `满第 ${year} 年且有承诺的项目第 ${year} 年承诺税收`,
      en: `tax promised for year ${year} by projects whose year ${year} is over`,
    },
  ];
}

function milestoneAs(metric: MilestoneMetric): [Words, Words] {
  const unit =
    metric.weight === 'amount' ? { zh: '合同额', en: 'contract amount of projects' } : { zh: '项目数', en: 'projects' };
  const reached = metric.requires.length ? kindsAs(metric.requires, '且', ' and ') : { zh: '签约', en: 'signed' };
  const ended = metric.unless.length ? kindsAs(metric.unless, '或', ' or ') : null;
  const deadline =
    metric.due === 'agreed_start_on'
      ? { zh: '约定开工日', en: 'agreed start' }
      : { zh: '约定投产日', en: 'agreed production' };
  const grace = {
    zh: `${deadline.zh}加 ${metric.grace_days} 天宽限期`,
    en: `${deadline.en} plus ${metric.grace_days} days`,
  };
  const late = metric.base === 'due' ? { zh: `，不迟于${grace.zh}`, en: ` by the ${grace.en}` } : { zh: '', en: '' };
  const base = {
    contract: { zh: `签约${unit.zh}`, en: `${unit.en} signed` },
    production: { zh: `已投产${unit.zh}`, en: `${unit.en} in production` },
    due: { zh: `${grace.zh}已届满的${unit.zh}`, en: `${unit.en} whose ${grace.en} are over` },
  }[metric.base];
  return [
    {
      zh: `已${reached.zh}${ended ? `且未${ended.zh}` : ''}的${unit.zh}${late.zh}`,
      en: `${unit.en} with ${reached.en}${ended ? ` and no ${ended.en}` : ''}${late.en}`,
    },
    base,
  ];
}

function moneyAs(metric: MoneyMetric): [Words, Words] {
  const kind = eventKinds[metric.of];
  const against = {
    contract: { zh: '合同额', en: 'contract amounts' },
    instalment: {
      zh: '约定已到期金额（仅计有约定分期的项目）',
      en: 'agreed instalments due (projects with instalments only)',
    },
    task: { zh: '区县目标任务', en: 'tasks of the districts' },
  }[metric.against];
  return [
    { zh: `${kind.title}金额`, en: `${kind.title_en}` },
    metric.window === 'period' && metric.against === 'contract'
      ? { zh: `当期新签${against.zh}`, en: `${against.en} signed in the period` }
      : against,
  ];
}
