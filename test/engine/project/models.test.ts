/** Given events, expected stage, milestone, escalation and clearing. */
import { describe, expect, it } from 'vitest';
import type { NewEvent } from '../../../data/schema/ledger.ts';
import { contract, happening } from '../caliber/ledger-of.ts';
import { cityOf } from './city-of.ts';

/** The day of the newest news. */
const today = happening('lead', 'CLOCK', '2024-01-01');
const register = async (events: NewEvent[]) => {
  const db = await cityOf([...events, today]);
  const rows = await db.rows<Record<string, unknown>>("select * from project.register where project_id <> 'CLOCK'");
  db.closeAll();
  return rows;
};
const listed = async (events: NewEvent[], relation: string) => {
  const db = await cityOf([...events, today]);
  const rows = await db.rows<Record<string, unknown>>(`select * from ${relation}`);
  db.closeAll();
  return rows;
};

describe('project.register', () => {
  it.each<[string, NewEvent[], Record<string, unknown>]>([
    ['a lead', [happening('lead', 'P', '2023-12-01')], { stage: '线索', stage_on: '2023-12-01', days_in_stage: 31 }],
    [
      'a contract alone',
      [contract('P', '2023-01-01', 5e8, { agreed_start_on: '2023-07-01' })],
      { stage: '签约', next_milestone: 'start', next_due_on: '2023-07-01', overdue_days: 184, unpaid_days: 365 },
    ],
    [
      'papers before the contract',
      [happening('lead', 'P', '2022-01-01'), happening('filing', 'P', '2022-06-01'), contract('P', '2023-01-01', 5e8)],
      { stage: '前期', stage_on: '2023-01-01', next_milestone: null },
    ],
    [
      'works under way, money in',
      [
        contract('P', '2022-01-01', 5e8, { agreed_start_on: '2022-06-01', agreed_production_on: '2024-06-01' }),
        happening('start', 'P', '2022-05-01', { evidence_grade: 'B' }),
        happening('arrival', 'P', '2022-06-01', { amount_cny: 1e8 }),
        happening('arrival', 'P', '2022-09-01', { amount_cny: 5e7 }),
      ],
      {
        stage: '在建',
        stage_grade: 'B',
        arrived_cny: 1.5e8,
        unpaid_days: null,
        next_milestone: 'production',
        overdue_days: null,
      },
    ],
    [
      'a standstill with its cause',
      [
        contract('P', '2022-01-01', 5e8),
        happening('start', 'P', '2022-05-01'),
        happening('stall', 'P', '2023-10-01', { cause: '企业资金链紧张' }),
      ],
      {
        stage: '在建',
        stalled: true,
        stalled_on: '2023-10-01',
        stalled_days: 92,
        cause: 'finance',
        cause_title: '资金',
      },
    ],
    [
      'a standstill that ended',
      [
        contract('P', '2022-01-01', 5e8),
        happening('start', 'P', '2022-05-01'),
        happening('stall', 'P', '2023-10-01', { cause: '资金' }),
        happening('resume', 'P', '2023-11-01'),
      ],
      { stalled: false, stalled_on: null, cause: null, cause_text: null },
    ],
    [
      'a revised and transferred contract',
      [
        contract('P', '2022-01-01', 5e8),
        happening('contract_revision', 'P', '2022-05-01', { amount_cny: 8e8 }),
        happening('transfer', 'P', '2022-06-01', { district_id: '500116' }),
      ],
      { amount_cny: 8e8, signed_amount_cny: 5e8, district_id: '500116' },
    ],
    [
      'a termination for a reason nobody has a word for',
      [contract('P', '2022-01-01', 5e8), happening('termination', 'P', '2023-01-01', { cause: '董事长更换' })],
      { stage: '终止', cause: 'other', cause_title: '其他', silent_days: null, overdue_days: null },
    ],
  ])('tells of %s', async (_what, events, expected) => {
    const rows = await register(events);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject(expected);
  });

  it('follows a correction and counts it; the corrected row stays in the ledger', async () => {
    const db = await cityOf([contract('P', '2022-01-01', 5e8), happening('start', 'P', '2022-05-01'), today]);
    const { event_id } = await db.one<{ event_id: string }>("select event_id from ledger.event where kind = 'start'");
    db.closeAll();
    const again = await cityOf([
      contract('P', '2022-01-01', 5e8),
      happening('start', 'P', '2022-05-01'),
      happening('retraction', 'P', '2022-05-01', { corrects: event_id, known_at: '2023-01-01', cause: '误报' }),
      today,
    ]);
    expect(await again.one("select stage, started_on, corrected from project.register where project_id = 'P'")).toEqual(
      {
        stage: '签约',
        started_on: null,
        corrected: 1,
      },
    );
    expect((await again.one<{ n: number }>("select count(*) as n from ledger.event where project_id = 'P'")).n).toBe(3);
    again.closeAll();
  });
});

describe('project.escalation', () => {
  it('lists a rule once it is broken, the city above the district', async () => {
    const rows = await listed(
      [
        contract('LATE', '2022-01-01', 5e8, { agreed_start_on: '2023-01-01' }),
        contract('SOON', '2023-06-01', 5e8, { agreed_start_on: '2023-12-20' }),
        happening('arrival', 'LATE', '2022-02-01', { amount_cny: 1 }),
        happening('filing', 'LATE', '2023-11-01'),
        happening('arrival', 'SOON', '2023-07-01', { amount_cny: 1 }),
      ],
      'project.escalation',
    );
    expect(rows.map((r) => [r.project_id, r.rule_id, r.escalate_to, r.days])).toEqual([
      ['LATE', 'start_long_overdue', 'city', 365],
      ['LATE', 'start_overdue', 'district', 365],
    ]);
  });
});

describe('project.milestone', () => {
  it('lists the next step and the instalments that the money in does not cover, and when somebody must be told', async () => {
    const rows = await listed(
      [
        contract('P', '2022-01-01', 5e8, { agreed_start_on: '2023-11-01', agreed_production_on: '2025-01-01' }),
        happening('instalment', 'P', '2022-06-01', { amount_cny: 1e8, known_at: '2022-01-01' }),
        happening('instalment', 'P', '2023-06-01', { amount_cny: 1e8, known_at: '2022-01-01' }),
        happening('instalment', 'P', '2024-06-01', { amount_cny: 2e8, known_at: '2022-01-01' }),
        happening('arrival', 'P', '2022-07-01', { amount_cny: 1.3e8 }),
        contract('OUT', '2022-01-01', 5e8, { agreed_start_on: '2022-06-01' }),
        happening('termination', 'OUT', '2022-09-01'),
        contract('OLD', '2021-01-01', 5e8, { agreed_start_on: '2021-06-01' }),
      ],
      'project.milestone',
    );
    const dated = (r: Record<string, unknown>) => [r.project_id, r.milestone, r.due_on, r.days_left, r.open_cny];
    expect(rows.map(dated)).toEqual([
      ['OLD', 'start', '2021-06-01', -944, null],
      ['P', 'instalment', '2023-06-01', -214, 7e7],
      ['P', 'start', '2023-11-01', -61, null],
      ['P', 'instalment', '2024-06-01', 152, 2e8],
    ]);
    expect(rows.map((r) => [r.escalate_to, r.escalates_on])).toEqual([
      [null, null],
      [null, null],
      ['city', '2024-04-29'],
      [null, null],
    ]);
  });
});

describe('project.idle', () => {
  it('lists what was approved and not started for a year, with the land it holds and the cause', async () => {
    const rows = await listed(
      [
        contract('IDLE', '2021-01-01', 5e8, { land_mu: 80 }),
        happening('land', 'IDLE', '2022-01-01'),
        happening('energy_review', 'IDLE', '2022-02-01'),
        happening('stall', 'IDLE', '2022-06-01', { cause: '征地拆迁滞后' }),
        contract('STARTED', '2021-01-01', 5e8),
        happening('land', 'STARTED', '2022-01-01'),
        happening('start', 'STARTED', '2022-06-01'),
        contract('YOUNG', '2021-01-01', 5e8),
        happening('filing', 'YOUNG', '2023-06-01'),
        contract('OUT', '2021-01-01', 5e8),
        happening('filing', 'OUT', '2022-01-01'),
        happening('termination', 'OUT', '2022-09-01'),
      ],
      'project.idle',
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      project_id: 'IDLE',
      approved_on: '2022-01-01',
      approvals: ['land'],
      land_held_mu: 80,
      energy_reviewed: true,
      cause: 'demolition',
    });
    expect(rows[0]!.idle_months as number).toBeCloseTo(730 / 30.4375, 6);
  });
});
