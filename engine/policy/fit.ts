/** Which policies fit a project: every condition with its reason, legal standing first, never by how much a policy pays. */
import { AppError } from '../../data/errors.ts';
import { type Instrument, instruments } from '../../data/schema/policy.ts';
import type { Database } from '../../data/store/index.ts';
import { findDistrict, findLink } from '../lookup.ts';

export type FitQuestion = {
  link?: string;
  district?: string;
  /** 大型, 中型, 小型 or 微型. */
  size?: string;
  /** GB/T 4754-2017 code. */
  industry?: string;
  investment_cny?: number;
  land_mu?: number;
  /** Kinds of support that are wanted; none = any. */
  instruments?: readonly string[];
};

/** `met`: null = nobody can tell from what is known. */
export type Condition = { condition: string; met: boolean | null; reason: string };
export type PolicyFit = {
  policy_id: string;
  title: string;
  status: string;
  standing: string;
  in_force: boolean;
  verdict: '适用' | '待核实' | '不适用';
  conditions: Condition[];
  instruments: string[];
  standard: string | null;
  cap: string | null;
  issuer: string | null;
};

type Policy = Omit<PolicyFit, 'verdict' | 'conditions' | 'instruments'> & {
  instruments: string[] | null;
  district_ids: string[] | null;
  places: string[] | null;
  link_ids: string[] | null;
  chains: string[] | null;
  industries: string[] | null;
  sizes: string[] | null;
  min_investment_cny: number | null;
  min_intensity_cny_per_mu: number | null;
  conditions: string | null;
};
/** The question with links and districts by id, and by the name that people read. */
type Asked = FitQuestion & { link_id?: string; district_id?: string };

/** @throws AppError link_not_found, district_not_found, option_invalid for an unknown kind of support */
export async function policyFit(db: Database, question: FitQuestion): Promise<PolicyFit[]> {
  const strange = question.instruments?.find((i) => !instruments.includes(i as Instrument));
  if (strange !== undefined)
    throw new AppError('option_invalid', `there is no support «${strange}»`, `name one of ${instruments.join(', ')}`);
  const link = question.link ? await findLink(db, question.link) : null;
  const district = question.district ? await findDistrict(db, question.district) : null;
  const asked: Asked = {
    ...question,
    ...(link ? { link: link.name, link_id: link.link_id } : {}),
    ...(district ? { district: district.name, district_id: district.district_id } : {}),
  };
  const policies = await db.rows<Policy>(
    `select policy_id, title, status, standing, in_force, issuer, instruments, standard, cap, places, district_ids, chains, link_ids, industries,
       sizes, min_investment_cny, min_intensity_cny_per_mu, conditions from policy.current`,
  );
  return orderFits(policies.map((policy) => fitOf(policy, asked)));
}

/** Legal standing, then fit, then how few conditions fail and how many are known to be met, then number. No amount takes part. */
export const orderFits = (fits: PolicyFit[]): PolicyFit[] => {
  const standing = (f: PolicyFit) => (f.in_force ? 0 : f.status === '待复核' ? 1 : 2);
  const verdicts = ['适用', '待核实', '不适用'];
  const count = (f: PolicyFit, met: boolean) => f.conditions.filter((c) => c.met === met).length;
  return fits.toSorted(
    (a, b) =>
      standing(a) - standing(b) ||
      verdicts.indexOf(a.verdict) - verdicts.indexOf(b.verdict) ||
      count(a, false) - count(b, false) ||
      count(b, true) - count(a, true) ||
      (a.policy_id < b.policy_id ? -1 : 1),
  );
};

function fitOf(policy: Policy, asked: Asked): PolicyFit {
  const conditions = [
    { condition: '效力', met: policy.in_force, reason: policy.standing },
    place(policy, asked),
    chain(policy, asked),
    size(policy, asked),
    industry(policy, asked),
    investment(policy, asked),
    intensity(policy, asked),
    support(policy, asked),
    text(policy),
  ].filter((c): c is Condition => c !== null);
  const verdict = conditions.some((c) => c.met === false)
    ? '不适用'
    : conditions.some((c) => c.met === null)
      ? '待核实'
      : '适用';
  const { policy_id, title, status, standing, in_force, standard, cap, issuer } = policy;
  return {
    policy_id,
    title,
    status,
    standing,
    in_force,
    verdict,
    conditions,
    instruments: policy.instruments ?? [],
    standard,
    cap,
    issuer,
  };
}

const place = (p: Policy, { district, district_id }: Asked): Condition => {
  const condition = '适用区域';
  if (p.district_ids === null) return { condition, met: true, reason: '全市适用' };
  const named = p.places?.join('、') ?? p.issuer ?? '';
  if (!p.district_ids.length) return { condition, met: null, reason: `适用区域无法识别：${named || '未填'}` };
  if (!district_id) return { condition, met: null, reason: `限${named}，项目未填区县` };
  return { condition, met: p.district_ids.includes(district_id), reason: `限${named}，项目在${district}` };
};

const chain = (p: Policy, { link, link_id }: Asked): Condition => {
  const condition = '适用产业链';
  if (p.link_ids === null) return { condition, met: true, reason: '不限产业链' };
  const named = p.chains?.join('、') ?? '';
  if (!p.link_ids.length) return { condition, met: null, reason: `产业链无法识别：${named || '未填'}` };
  if (!link_id) return { condition, met: null, reason: `限${named}，项目未填环节` };
  return { condition, met: p.link_ids.includes(link_id), reason: `限${named}，项目为${link}` };
};

const size = (p: Policy, asked: Asked): Condition | null => {
  if (p.sizes === null) return null;
  const reason = `限${p.sizes.join('、')}企业`;
  if (!asked.size) return { condition: '适用规模', met: null, reason: `${reason}，规模未填` };
  return { condition: '适用规模', met: p.sizes.includes(asked.size), reason: `${reason}，项目为${asked.size}` };
};

const industry = (p: Policy, asked: Asked): Condition | null => {
  if (p.industries === null) return null;
  const reason = `限${p.industries.join('、')}`;
  const codes = p.industries.filter((i) => /^[A-T]?\d{2,4}$/.test(i));
  if (!asked.industry || codes.length < p.industries.length)
    return { condition: '适用行业', met: null, reason: `${reason}，需人工核对` };
  const own = asked.industry.replace(/^[A-T]/, '');
  const met = codes.some((code) => own.startsWith(code.replace(/^[A-T]/, '')));
  return { condition: '适用行业', met, reason: `${reason}，项目为${asked.industry}` };
};

const wan = (cny: number): string => `${Math.round(cny / 1e4).toLocaleString('zh-CN')}万元`;

const investment = (p: Policy, { investment_cny }: Asked): Condition | null => {
  if (p.min_investment_cny === null) return null;
  const reason = `投资额不低于${wan(p.min_investment_cny)}`;
  if (investment_cny === undefined) return { condition: '投资额', met: null, reason: `${reason}，投资额未填` };
  return {
    condition: '投资额',
    met: investment_cny >= p.min_investment_cny,
    reason: `${reason}，项目${wan(investment_cny)}`,
  };
};

const intensity = (p: Policy, { investment_cny, land_mu }: Asked): Condition | null => {
  if (p.min_intensity_cny_per_mu === null) return null;
  const reason = `投资强度不低于${wan(p.min_intensity_cny_per_mu)}/亩`;
  if (investment_cny === undefined || !land_mu)
    return { condition: '投资强度', met: null, reason: `${reason}，投资额或用地未填` };
  const own = investment_cny / land_mu;
  return { condition: '投资强度', met: own >= p.min_intensity_cny_per_mu, reason: `${reason}，项目${wan(own)}/亩` };
};

const support = (p: Policy, { instruments: wanted }: Asked): Condition | null => {
  if (!wanted?.length) return null;
  if (!p.instruments?.length) return { condition: '支持方式', met: null, reason: '未填支持方式' };
  const met = p.instruments.some((i) => wanted.includes(i));
  return { condition: '支持方式', met, reason: `提供${p.instruments.join('、')}，需要${wanted.join('、')}` };
};

const text = (p: Policy): Condition | null =>
  p.conditions === null ? null : { condition: '申报条件', met: null, reason: `需人工核对：${p.conditions}` };
