/** From a project's fate to the events that its office reports, in order, with what was not known by the last day left out. */
import { arrivals } from './arrivals.ts';
import { addDays, addMonths, asOf } from './days.ts';
import { deliveries } from './delivery.ts';
import type { Style } from './district-style.ts';
import type { Milestones, Planned, Project, ProjectEvent } from './project.ts';
import type { Rng } from './rng.ts';

const stallCauses = [
  '土地指标未落实',
  '环评审批未通过',
  '企业资金链紧张',
  '市场变化，企业暂缓投资',
  '征地拆迁滞后',
  '用能指标未落实',
  '厂房交付延期',
];
const endCauses = ['企业放弃投资', '协议到期未履行，经协商解除', '选址调整到外地', '环评未通过', '融资未到位'];

/** Every event of the project that was known by the last day of the demo, in order of happening. */
export function eventsOf(rng: Rng, project: Project, style: Style): ProjectEvent[] {
  const milestones = drawMilestones(rng, project);
  const first = [...papers(rng, project, milestones), ...steps(rng, project, milestones)];
  const arrived = arrivals(rng, project, style, milestones);
  const told = [...first, ...arrived].map((p) => reported(rng, project, style, p));
  const own = rng.fork('delivery');
  const delivered = deliveries(own, project, milestones, arrived).map((p) => reported(own, project, style, p));
  return [...told, ...delivered]
    .filter((e) => e.knownOn <= asOf && (e.happenedOn <= asOf || e.kind === agreedInstalment))
    .sort((a, b) => (a.happenedOn < b.happenedOn ? -1 : a.happenedOn > b.happenedOn ? 1 : 0));
}

function drawMilestones(rng: Rng, { outcome, words }: Project): Milestones {
  const start = outcome?.kind === 'start' ? outcome.month : null;
  const end = outcome?.kind === 'end' ? outcome.month : null;
  if (start === null)
    return { start, end, completed: null, produced: null, stalled: rng.chance(0.12) ? rng.between(4, 30) : null };
  const halted = rng.chance(0.13);
  const building = rng.lognormal(words.link.core_activity === 'make' ? 15 : 8, 0.45);
  const completed = halted ? null : start + building;
  return {
    start,
    end,
    completed,
    produced: completed === null ? null : completed + rng.between(0.5, 6),
    stalled: halted ? start + rng.between(2, 14) : null,
  };
}

/** Approvals: before a start if there is one, else as far as the project gets. */
function papers(rng: Rng, { words, landMu, stated }: Project, { start, end }: Milestones): Planned[] {
  const target = start ?? rng.between(8, 30);
  const stop = start ?? end ?? Number.POSITIVE_INFINITY;
  const make = words.link.core_activity === 'make';
  const started = start !== null;
  const list: [kind: string, p: number, at: number][] = [
    ['首谈报备', stated.value >= 100_000 ? 0.7 : 0.02, -rng.between(1, 9)],
    ['备案', started ? 0.93 : 0.5, target * rng.between(0.15, 0.5)],
    ['拿地', landMu ? (started ? 0.95 : 0.25) : 0, target * rng.between(0.4, 0.8)],
    ['环评批复', make ? (started ? 0.5 : 0.1) : 0, target * rng.between(0.5, 0.85)],
    ['施工许可', make ? (started ? 0.88 : 0.04) : started ? 0.35 : 0, target * rng.between(0.86, 0.99)],
  ];
  return list
    .filter(([, p, at]) => rng.chance(p) && at < stop)
    .map(([kind, , month]) => ({ kind, month, grade: 'A' as const }));
}

function steps(rng: Rng, project: Project, { start, end, completed, produced, stalled }: Milestones): Planned[] {
  const list: Planned[] = [{ kind: '签约', month: 0, grade: 'A', amount: project.stated }];
  if (rng.chance(0.05))
    list.push({
      kind: '合同变更',
      month: rng.between(3, 24),
      grade: 'B',
      amount: revised(rng, project),
      note: '协议总投资调整',
    });
  if (start !== null) list.push({ kind: '开工', month: start, grade: rng.pick(['A', 'A', 'B', 'B', 'C']) });
  if (start === null && project.declared)
    list.push({ kind: '开工', month: rng.between(1, 9), grade: 'D', note: '现场平整' });
  if (stalled !== null) list.push({ kind: '停滞', month: stalled, grade: 'C', note: rng.pick(stallCauses) });
  if (completed !== null) list.push({ kind: '竣工', month: completed, grade: 'B' });
  if (produced !== null) list.push({ kind: '投产', month: produced, grade: rng.pick(['A', 'B', 'B']) });
  if (produced !== null && rng.chance(0.5))
    list.push({ kind: '达产', month: produced + rng.between(10, 30), grade: 'C' });
  if (end !== null && rng.chance(0.88)) list.push({ kind: '终止', month: end, grade: 'B', note: rng.pick(endCauses) });
  return list;
}

const revised = (rng: Rng, { stated }: Project): ProjectEvent['amount'] => ({
  ...stated,
  value: Math.round(stated.value * rng.pick([0.5, 0.7, 1.2, 1.5, 2])),
});

/** Agreed with the contract and known with it; its day may lie ahead. */
const agreedInstalment = '约定到资';

/** Offices report late, some events very late; signings, and what is agreed with them, are reported at once. */
function reported(
  rng: Rng,
  { id, districtId, signedOn }: Project,
  { delay }: Style,
  { month, kind, grade, note = '', amount = null }: Planned,
): ProjectEvent {
  const happenedOn = addMonths(signedOn, month);
  const atOnce = kind === '签约' || kind === agreedInstalment;
  const usual = atOnce ? rng.between(0, 10) : rng.lognormal(delay, 0.8);
  const late = !atOnce && rng.chance(0.04) ? rng.between(90, 400) : 0;
  return {
    projectId: id,
    districtId,
    kind,
    happenedOn,
    knownOn: addDays(kind === agreedInstalment ? signedOn : happenedOn, usual + late),
    amount,
    grade,
    note,
  };
}
