/** Gates come first and no score offsets them. What was not said, or was said without its paper, is unknown: not passed. */
import type { Appraisal, Gate } from '../../data/schema/appraisal.ts';
import type { Facts } from './facts.ts';

export type GateState = 'passed' | 'failed' | 'unknown';
export type GateResult = Pick<Gate, 'gate_id' | 'title' | 'title_en' | 'report' | 'basis'> & {
  state: GateState;
  stated: string | boolean | null;
  source: string | null;
  why: string;
};

/** In the order of the rules. */
export const judgeGates = (rules: Appraisal, facts: Facts): GateResult[] =>
  rules.gates.map((gate) => judge(gate, facts));

function judge(gate: Gate, facts: Facts): GateResult {
  const { value, source } = facts.get(gate.field);
  const stated = typeof value === 'number' ? String(value) : value;
  const { gate_id, title, title_en, report, basis } = gate;
  return { gate_id, title, title_en, report, basis, stated, source, ...stateOf(gate, stated, facts) };
}

function stateOf(gate: Gate, stated: string | boolean | null, facts: Facts): { state: GateState; why: string } {
  if (stated === null || stated === '') return { state: 'unknown', why: '未填报' };
  const holds = (options: Gate['passes']) =>
    options.some((o) => (typeof o === 'string' && typeof stated === 'string' ? stated.includes(o) : o === stated));
  const said = typeof stated === 'boolean' ? (stated ? '是' : '否') : stated;
  if (holds(gate.fails)) return { state: 'failed', why: `填报为“${said}”` };
  if (!holds(gate.passes)) return { state: 'unknown', why: `填报为“${said}”，不能认定通过` };
  if (gate.evidence && typeof stated === 'string' && !stated.includes('不涉及') && !facts.get(gate.evidence).value)
    return { state: 'unknown', why: `填报为“${said}”，但没有佐证材料` };
  return { state: 'passed', why: `填报为“${said}”` };
}

/** The worst of all: one failure fails the project, one unknown leaves it open. */
export const overall = (gates: readonly GateResult[]): GateState =>
  gates.some((g) => g.state === 'failed') ? 'failed' : gates.some((g) => g.state === 'unknown') ? 'unknown' : 'passed';
