/** Business scopes as registrars of different places and years write them. */
import type { LinkWords } from './chain-words.ts';
import type { Everyday } from './everyday.ts';
import type { Rng } from './rng.ts';

/** What a chain company does with its goods: makes, develops, or only sells them. */
export type Activity = 'make' | 'research' | 'service' | 'trade';

export type ScopeSubject = {
  activity: Activity;
  /** The link first, further links after it. */
  links: LinkWords[];
  province: string;
  /** YYYY-MM-DD; wording changed in 2020. */
  day: string;
};

const sideGoods = [
  '五金制品',
  '塑料制品',
  '机电设备',
  '电子产品',
  '金属材料',
  '机械零部件',
  '仪器仪表',
  '包装材料',
  '电线电缆',
  '橡胶制品',
  '工装夹具',
  '化工产品（不含危险化学品）',
];
const tails = [
  '货物进出口、技术进出口',
  '自营和代理各类商品和技术的进出口业务',
  '从事货物及技术进出口业务',
  '房屋租赁',
  '机械设备租赁',
  '提供相关技术咨询及售后服务',
  '道路普通货物运输',
  '自有厂房出租',
];
const modernTails = [
  '技术服务、技术开发、技术咨询、技术交流、技术转让、技术推广',
  '货物进出口',
  '技术进出口',
  '机械设备销售',
  '电子产品销售',
  '金属材料销售',
  '非居住房地产租赁',
  '普通货物仓储服务',
];
const licence = '依法须经批准的项目，经相关部门批准后方可开展经营活动';

/** The scope of a company on the chain. */
export function chainScope(rng: Rng, subject: ScopeSubject): string {
  const goods = goodsOf(rng, subject);
  const modern = subject.day >= '2020-09-01' || (subject.day >= '2015-01-01' && rng.chance(0.2));
  const body = modern ? modernBody(rng, subject.activity, goods) : oldBody(rng, subject, goods);
  return modern
    ? `一般项目：${body}（除依法须经批准的项目外，凭营业执照依法自主开展经营活动）`
    : body + ending(rng, subject.province);
}

/** The scope of an everyday company. */
export function everydayScope(rng: Rng, trade: Everyday, province: string, day: string): string {
  const items = rng.sample(trade.items, rng.int(2, Math.min(7, trade.items.length)));
  if (day >= '2020-09-01') {
    const listed = items.map((item) =>
      trade.verb && !/(服务|销售|租赁|管理)$/.test(item)
        ? `${item}${trade.verb.includes('生产') ? '生产' : '销售'}`
        : item,
    );
    return `一般项目：${listed.join('；')}（除依法须经批准的项目外，凭营业执照依法自主开展经营活动）`;
  }
  const body = trade.verb ? `${trade.verb}：${items.join('、')}` : items.join(rng.chance(0.5) ? '；' : '，');
  return body + ending(rng, province);
}

type Goods = { main: string[]; activities: string[]; side: string[] };

function goodsOf(rng: Rng, { links }: ScopeSubject): Goods {
  const [first, ...further] = links;
  return {
    main: [...rng.sample(first!.goods, rng.int(2, 4)), ...further.flatMap((l) => rng.sample(l.goods, rng.int(1, 2)))],
    activities: rng.chance(0.4) ? rng.sample(first!.activities, rng.int(1, 2)) : [],
    side: rng.sample(sideGoods, rng.int(0, 3)),
  };
}

function oldBody(rng: Rng, { activity, province }: ScopeSubject, { main, activities, side }: Goods): string {
  const tail = rng.sample(tails, rng.int(0, 2));
  const goods = main.join('、');
  const stop = province === '广东' && rng.chance(0.4) ? ';' : '；';
  if (activity === 'trade') return [`销售：${[...main.slice(0, 3), ...side].join('、')}`, ...tail].join(stop);
  if (activity === 'service') return [...activities, `${goods}的技术服务与运营`, ...tail].join(stop);
  if (activity === 'research') {
    const lead = rng.pick([
      `${goods}的研发、设计、销售及技术服务`,
      `从事${goods}领域内的技术开发、技术咨询、技术转让`,
      `研发、销售：${goods}`,
    ]);
    return [lead, ...activities, ...tail].join(stop);
  }
  const lead = rng.pick([
    `${goods}的研发、生产、销售`,
    `${goods}制造、销售`,
    `制造、销售：${goods}`,
    `生产、加工、销售：${goods}`,
    `研发、设计、制造${goods}，销售自产产品并提供售后服务`,
  ]);
  const extra = side.length ? [`销售${side.join('、')}`] : [];
  return [lead, ...activities, ...extra, ...tail].join(stop);
}

function modernBody(rng: Rng, activity: Activity, { main, activities, side }: Goods): string {
  const verbs: Record<Activity, string[]> = {
    make: ['制造', '销售'],
    research: ['研发', '销售'],
    service: ['技术服务', '运营'],
    trade: ['销售'],
  };
  const items = main.flatMap((good, i) =>
    (i < 2 ? verbs[activity] : [rng.pick(verbs[activity])]).map((verb) => good + verb),
  );
  const extra = activity === 'trade' ? [] : activities;
  return [
    ...new Set([...items, ...extra, ...side.map((s) => `${s}销售`), ...rng.sample(modernTails, rng.int(1, 4))]),
  ].join('；');
}

function ending(rng: Rng, province: string): string {
  const own: Record<string, string[]> = {
    重庆: [
      '',
      '',
      '。',
      '*',
      '＊＊',
      `。【${licence}】`,
      '（国家法律、法规禁止的不得经营；需经审批的，取得许可后经营）',
    ],
    广东: ['', '。', `。(${licence})〓`, ';'],
    江苏: ['', '。', `。（${licence}）`, `。（${licence}）`],
    上海: ['。', `。【${licence}】`, `。【${licence}】`],
  };
  return rng.pick(own[province] ?? ['', '。', `（${licence}）`, `。（${licence}）`]);
}
