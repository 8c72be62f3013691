/** The appraisal of one project: gates, seven indicators, weights with their consistency, panel, and how firm its place is. */
import type { Appraisal, IndicatorId } from '../../data/schema/appraisal.ts';
import type { Database } from '../../data/store/index.ts';
import { ahp, consistentWeights } from '../linear/ahp.ts';
import { criticWeights } from '../linear/critic.ts';
import { middle } from '../maturity/draws.ts';
import { seeded } from '../maturity/random.ts';
import { allFacts, type Facts, factsOf } from './facts.ts';
import { type GateResult, judgeGates, overall } from './gates.ts';
import { type IndicatorResult, judgeIndicators } from './indicators.ts';
import { type PanelScore, panelOf, type ScorerBias, scorerBias } from './panel.ts';
import { reportsOf } from './report.ts';
import type { AppraisalResult, Standing, Weighting } from './result.ts';

/** @throws AppError project_not_found, rule_invalid for contradictory judgements (naming the worst pair) */
export async function appraise(
  db: Database,
  rules: Appraisal,
  project: string,
  scores: readonly PanelScore[] = [],
): Promise<AppraisalResult> {
  const facts = await factsOf(db, project);
  const biases = scorerBias(scores);
  const panel = panelOf(facts.row.project_id, scores, biases);
  const gates = judgeGates(rules, facts);
  const indicators = judgeIndicators(rules, facts, panel.indicators);
  const weightings = weightingsOf(rules, indicators);
  const standing = standingOf(rules, await allFacts(db), facts.row.project_id, scores, biases);
  const involved = new Set(scores.filter((s) => s.project_id === facts.row.project_id).map((s) => s.expert_id));
  const base = {
    project: facts.row,
    rules: { appraisal_id: rules.appraisal_id, version: rules.version, authority: rules.authority },
    verdict: overall(gates),
    gates,
    indicators,
    weightings,
    panel: { ...panel, biases: biases.filter((b) => involved.has(b.expert_id)) },
    standing,
    missing: missingOf(gates, indicators),
  };
  return { ...base, reports: reportsOf(base, facts) };
}

function missingOf(gates: readonly GateResult[], indicators: readonly IndicatorResult[]): string[] {
  return [
    ...gates.filter((g) => g.state === 'unknown').map((g) => `${g.title}：${g.why}`),
    ...indicators.flatMap((i) =>
      i.criteria.filter((c) => c.value === null).map((c) => `${i.title}·${c.title}：未填报`),
    ),
    ...indicators.filter((i) => i.panel === null).map((i) => `${i.title}：没有专家打分`),
  ];
}

export function weightingsOf(rules: Appraisal, indicators: readonly IndicatorResult[]): Weighting[] {
  const judged = consistentWeights(rules.judgements.matrix, rules.indicators.map((i) => i.title)); // biome-ignore format: one thought
  const ways: Weighting[] = [
    weighted('ahp', judged.weights, judged.consistency_ratio, rules.judgements.judged_by, indicators),
  ];
  if (rules.critic) ways.push(weighted('critic', rules.critic.weights, null, `${rules.critic.reference}（${rules.critic.frozen_on} 固化）`, indicators)); // biome-ignore format: one thought
  return ways;
}

function weighted(
  method: Weighting['method'],
  weights: readonly number[],
  consistency_ratio: number | null,
  source: string,
  indicators: readonly IndicatorResult[],
): Weighting {
  const sum = (of: (i: IndicatorResult, at: number) => number) =>
    indicators.reduce((total, i, at) => total + of(i, at), 0);
  const all = weights.reduce((a, b) => a + b, 0);
  const known = sum((i, at) => (i.score === null ? 0 : weights[at]!));
  return {
    method,
    weights: Object.fromEntries(indicators.map((i, at) => [i.indicator_id, weights[at]!])) as Record<
      IndicatorId,
      number
    >,
    consistency_ratio,
    source,
    score: known > 0 ? sum((i, at) => weights[at]! * (i.score ?? 0)) / known : null,
    low: sum((i, at) => weights[at]! * i.low) / all,
    high: sum((i, at) => weights[at]! * i.high) / all,
  };
}

const ROUNDS = 500;
const MOVED_BY = 0.2;

function standingOf(
  rules: Appraisal,
  all: readonly Facts[],
  project: string,
  scores: readonly PanelScore[],
  biases: readonly ScorerBias[],
): Standing {
  const { weights } = ahp(rules.judgements.matrix);
  const rivals = all
    .filter((facts) => overall(judgeGates(rules, facts)) !== 'failed')
    .map((facts) => ({
      id: facts.row.project_id,
      scores: judgeIndicators(rules, facts, panelOf(facts.row.project_id, scores, biases).indicators).map(
        (i) => i.score,
      ),
    }));
  const own = rivals.find((r) => r.id === project);
  if (!own || own.scores.every((s) => s === null))
    return { of: rivals.length, place: null, place_low: null, place_high: null, keeps_place: null };
  const total = (of: readonly (number | null)[], w: readonly number[]) => {
    const known = of.reduce<number>((sum, s, i) => sum + (s === null ? 0 : w[i]!), 0);
    return known > 0 ? of.reduce<number>((sum, s, i) => sum + (s ?? 0) * w[i]!, 0) / known : Number.NEGATIVE_INFINITY;
  };
  const placeUnder = (w: readonly number[]) =>
    1 + rivals.filter((r) => total(r.scores, w) > total(own.scores, w) + 1e-9).length;
  const next = seeded(20190007);
  const places = Float64Array.from({ length: ROUNDS }, () =>
    placeUnder(weights.map((w) => w * (1 + MOVED_BY * (2 * next() - 1)))),
  );
  const place = placeUnder(weights);
  const [place_low, place_high] = middle(places);
  return {
    of: rivals.length,
    place,
    place_low: Math.min(place, place_low),
    place_high: Math.max(place, place_high),
    keeps_place: places.filter((p) => p === place).length / ROUNDS,
  };
}

/** CRITIC weights of the projects at hand, to be frozen in the rules: only projects whose seven indicators all have a score. @throws AppError option_invalid for fewer than two */
export async function freezeCritic(
  db: Database,
  rules: Appraisal,
  scores: readonly PanelScore[],
): Promise<NonNullable<Appraisal['critic']>> {
  const biases = scorerBias(scores);
  const rows = (await allFacts(db))
    .map((facts) =>
      judgeIndicators(rules, facts, panelOf(facts.row.project_id, scores, biases).indicators).map((i) => i.score),
    )
    .filter((row): row is number[] => row.every((s) => s !== null));
  const weights = criticWeights(rows.map((row) => row.map((s) => s / 100)));
  return {
    weights,
    reference: `${rows.length} 个七项指标齐全的申报项目`,
    frozen_on: new Date().toISOString().slice(0, 10),
  };
}
