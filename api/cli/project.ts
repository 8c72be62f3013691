/** `yuzhao event add`, `yuzhao project show|list|stuck|idle`, `yuzhao escalations`: the project ledger at a terminal. */
import { readFileSync } from 'node:fs';
import { AppError } from '../../data/errors.ts';
import type { NewEvent } from '../../data/schema/ledger.ts';
import { openSnapshot, type Parameter, type Row } from '../../data/store/index.ts';
import { idleCauses, projectTimeline, recordEvents, registerSelect, stuckCauses } from '../../engine/index.ts';
import { readEventFile } from '../../ingest/index.ts';
import { percent, titleOf, yi } from './fulfilment-text.ts';

type Common = { store: string; json: boolean };

/** Adds events of one file: .json (one event or a list), `-` for JSON on stdin, or a table in the offices' headings. */
export async function eventAddCommand(
  file: string,
  options: Common & { by: string; knownAt?: string; asOf?: string },
): Promise<void> {
  const asOf = options.asOf ?? new Date().toISOString().slice(0, 10);
  const read =
    file === '-' || file.endsWith('.json')
      ? { rows: jsonEvents(file, options.by), refused: [] }
      : await readEventFile(file, { asOf, by: options.by });
  const { accepted, refused } = await recordEvents(
    options.store,
    read.rows.map((row) => row.event),
    options.knownAt ? { knownAt: options.knownAt } : {},
  );
  const all = [
    ...read.refused,
    ...refused.map((r) => ({
      sheet: read.rows[r.index]!.sheet,
      line: read.rows[r.index]!.line,
      code: r.code,
      reason: r.reason,
    })),
  ];
  if (all.length) process.exitCode = 2;
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ accepted, refused: all })}\n`);
    return;
  }
  process.stderr.write(`✓ ${accepted.length} 条入账，${all.length} 条退回。用于统计：yuzhao build\n`);
  for (const event of accepted.slice(0, 20))
    process.stdout.write(
      `  ${event.event_id}  ${event.project_id ?? event.district_id}  ${titleOf(event.kind)}  ${event.happened_on}\n`,
    );
  for (const r of all)
    process.stdout.write(`  ✗ ${r.sheet ? `${r.sheet} ` : ''}第 ${r.line} 行：${r.reason} [${r.code}]\n`);
}

function jsonEvents(file: string, actor: string): { event: NewEvent; sheet: string; line: number }[] {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file === '-' ? 0 : file, 'utf8'));
  } catch (cause) {
    throw new AppError('file_format', `no JSON: ${(cause as Error).message}`, 'send one event or a list of events', {
      file,
    });
  }
  const list = Array.isArray(value) ? value : [value];
  return list.map((event, at) => ({
    event: event !== null && typeof event === 'object' ? { actor, source: 'json', ...event } : event,
    sheet: '',
    line: at + 1,
  }));
}

export async function projectShowCommand(id: string, options: Common): Promise<void> {
  const { db } = await openSnapshot(options.store);
  try {
    const shown = await projectTimeline(db, options.store, id);
    if (options.json) {
      process.stdout.write(`${JSON.stringify(shown)}\n`);
      return;
    }
    const r = shown.register;
    if (r)
      process.stdout.write(
        `${r.name}（${id}）\n  ${r.investor ?? '投资主体未填'}，区县 ${r.district_id ?? '—'}，${yi(r.amount_cny as number | null)}，到位 ${yi(r.arrived_cny as number)}${r.amount_cny ? `（${percent((r.arrived_cny as number) / (r.amount_cny as number))}）` : ''}\n` +
          `  阶段：${r.stage}，自 ${r.stage_on} 起 ${r.days_in_stage} 天，佐证 ${r.stage_grade} 级${r.stalled ? `；停滞 ${r.stalled_days} 天，原因：${r.cause_title}（${r.cause_text ?? '未说明'}）` : ''}\n` +
          `  下一节点：${r.next_milestone ? `${titleOf(r.next_milestone as string)} 约定 ${r.next_due_on}${r.overdue_days ? `，已逾期 ${r.overdue_days} 天` : ''}` : '无约定'}\n` +
          `  约定/实际：开工 ${r.agreed_start_on ?? '—'}/${r.started_on ?? '—'}，竣工 ${r.agreed_completion_on ?? '—'}/${r.completed_on ?? '—'}，投产 ${r.agreed_production_on ?? '—'}/${r.produced_on ?? '—'}\n`,
      );
    for (const e of shown.escalations) process.stdout.write(`  ! ${e.title}（报送 ${e.escalate_to}）\n`);
    process.stdout.write('  发生        获知                  事件\n');
    for (const e of shown.events) process.stdout.write(eventLine(e));
  } finally {
    db.closeAll();
  }
}

const eventLine = (e: Awaited<ReturnType<typeof projectTimeline>>['events'][number]): string =>
  `  ${e.happened_on}  ${e.known_at.slice(0, 16).replace('T', ' ')}  ${titleOf(e.kind)}${e.amount_cny === null ? '' : ` ${yi(e.amount_cny)}`}${e.evidence_grade ? ` 佐证${e.evidence_grade}` : ''}${e.cause ? ` 原因：${e.cause}` : ''}` +
  `${e.evidence ? ` 〔${e.evidence}〕` : ''}  ${e.event_id}  ${e.source}${e.corrects ? `  更正 ${e.corrects}` : ''}${e.corrected_by ? `  已于 ${e.corrected_at!.slice(0, 10)} 被 ${e.corrected_by} 更正` : ''}${e.pending ? '  （待下次生成快照后计入）' : ''}\n`;

export async function projectListCommand(
  options: Common & { district?: string; stage?: string; find?: string; stuck?: boolean; top: number },
): Promise<void> {
  const { sql, parameters } = registerSelect(options);
  await printRows(
    options,
    `select * from (${sql}) as r order by amount_cny desc nulls last, project_id limit ${Math.trunc(options.top)}`,
    parameters,
    (r) =>
      `${r.project_id}  ${r.name}  ${yi(r.amount_cny as number | null)}  ${r.stage} ${r.days_in_stage} 天${r.stalled ? `  停滞：${r.cause_title}` : ''}${r.overdue_days ? `  ${titleOf(r.next_milestone as string)}逾期 ${r.overdue_days} 天` : ''}\n`,
  );
}

export async function escalationsCommand(
  options: Common & { district?: string; to?: string; top: number },
): Promise<void> {
  await printRows(
    options,
    `select * from project.escalation where ($district is null or district_id = $district) and ($to is null or escalate_to = $to)
     order by escalate_to, amount_cny desc nulls last, project_id, rule_id limit ${Math.trunc(options.top)}`,
    { district: options.district ?? null, to: options.to ?? null },
    (r) =>
      `${r.escalate_to === 'city' ? '市级' : '区县'}  ${r.title}  ${r.project_id}  ${r.name}  ${yi(r.amount_cny as number | null)}  ${r.days} 天${r.cause_title ? `  ${r.cause_title}` : ''}\n`,
  );
}

export async function idleCommand(options: Common & { district?: string; top: number }): Promise<void> {
  const { db } = await openSnapshot(options.store);
  try {
    const causes = await idleCauses(db, options.district ?? null);
    const stuck = await stuckCauses(db, options.district ?? null);
    const projects = await db.rows(
      `select * from project.idle where ($district is null or district_id = $district) order by land_held_mu desc nulls last, project_id limit ${Math.trunc(options.top)}`,
      { district: options.district ?? null },
    );
    if (options.json) process.stdout.write(`${JSON.stringify({ causes, stuck, projects })}\n`);
    else {
      for (const c of causes)
        process.stdout.write(
          `${c.cause_title}：${c.projects} 个项目，${yi(c.amount_cny as number)}，占地 ${c.land_held_mu} 亩\n`,
        );
      for (const p of projects)
        process.stdout.write(
          `  ${p.project_id}  ${p.name}  已批未开工 ${(p.idle_months as number).toFixed(0)} 个月  占地 ${p.land_held_mu ?? '—'} 亩  ${p.cause_title}${p.cause_text ? `（${p.cause_text}）` : ''}\n`,
        );
    }
  } finally {
    db.closeAll();
  }
}

async function printRows(
  { store, json }: Common,
  sql: string,
  parameters: Record<string, Parameter>,
  line: (row: Row) => string,
): Promise<void> {
  const { db } = await openSnapshot(store);
  try {
    const rows = await db.rows(sql, parameters);
    process.stdout.write(json ? `${JSON.stringify(rows)}\n` : rows.map(line).join(''));
  } finally {
    db.closeAll();
  }
}
