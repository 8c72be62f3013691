/** `yuzhao checks` and `yuzhao exit`: what the data make suspicious, what people found, and how a project leaves. */

import { AppError } from '../../data/errors.ts';
import { verdicts } from '../../data/schema/ledger/review.ts';
import { openSnapshot } from '../../data/store/index.ts';
import { judgeSuspicion, recordExit, suspicionCard, suspicions, WORDING } from '../../engine/index.ts';

type Common = { store: string; json: boolean; asKnownAt?: string; since?: string };

export async function checksCommand(
  options: Common & { check?: string; district?: string; top: number },
): Promise<void> {
  const { db } = await openSnapshot(options.store);
  try {
    const all = (await suspicions(db, options.store, { as_known_at: options.asKnownAt, since: options.since })).filter(
      (s) => (!options.check || s.check === options.check) && (!options.district || s.district_id === options.district),
    );
    if (options.json) {
      process.stdout.write(`${JSON.stringify(all)}\n`);
      return;
    }
    process.stdout.write(`以下均为${WORDING}，不是结论。\n`);
    for (const check of new Set(all.map((s) => s.check))) {
      const own = all.filter((s) => s.check === check);
      process.stdout.write(`${own[0]!.title}（${check}）：${own.length} 条\n`);
      for (const s of own.slice(0, options.top))
        process.stdout.write(
          `  ${s.suspicion_id}  ${s.project_ids.join('、') || s.district_id || ''}  ${Number(s.figure.toPrecision(4))}（界限 ${Number(s.bound.toPrecision(4))}，${s.unit}）${s.verdict ? `  核查：${s.verdict}（${s.verdict_reason}）` : ''}\n`,
        );
    }
  } finally {
    db.closeAll();
  }
}

export async function checksShowCommand(id: string, options: Common): Promise<void> {
  const { db } = await openSnapshot(options.store);
  try {
    const card = await suspicionCard(db, options.store, id, { as_known_at: options.asKnownAt, since: options.since });
    if (options.json) process.stdout.write(`${JSON.stringify(card)}\n`);
    else {
      process.stdout.write(`${card.suspicion.title}：${WORDING}\n`);
      for (const e of card.rows)
        process.stdout.write(`  ${e.project_id}  ${e.kind}  ${e.happened_on}  ${e.amount_cny ?? ''}  ${e.source}\n`);
      for (const v of card.verdicts)
        process.stdout.write(`  核查 ${v.recorded_at.slice(0, 10)}：${v.verdict}，${v.reason}（${v.actor}）\n`);
    }
  } finally {
    db.closeAll();
  }
}

export async function checksJudgeCommand(
  id: string,
  verdict: string,
  options: Common & { reason: string; evidence?: string; by: string },
): Promise<void> {
  const known = verdicts.find((v) => v === verdict);
  if (!known) throw new AppError('option_invalid', `«${verdict}» is no verdict`, `say one of ${verdicts.join(', ')}`);
  const { db } = await openSnapshot(options.store);
  try {
    const finding = {
      suspicion_id: id,
      verdict: known,
      reason: options.reason,
      evidence: options.evidence ?? null,
      actor: options.by,
    };
    const row = await judgeSuspicion(db, options.store, finding, {
      as_known_at: options.asKnownAt,
      since: options.since,
    });
    process.stdout.write(options.json ? `${JSON.stringify(row)}\n` : `✓ ${id}：${row.verdict}\n`);
  } finally {
    db.closeAll();
  }
}

export async function exitCommand(
  id: string,
  options: Common & {
    cause: string;
    reason: string;
    on: string;
    land?: string;
    quota?: string;
    energy?: string;
    decidedBy: string;
    decision: string;
    filedWith?: string;
    by: string;
  },
): Promise<void> {
  const number = (text: string | undefined): number | null => (text === undefined ? null : Number(text));
  const { db } = await openSnapshot(options.store);
  try {
    const row = await recordExit(db, options.store, {
      project_id: id,
      cause: options.cause,
      reason: options.reason,
      exited_on: options.on,
      land_freed_mu: number(options.land),
      land_quota_freed_mu: number(options.quota),
      energy_quota_freed_tce: number(options.energy),
      decided_by: options.decidedBy,
      decision: options.decision,
      filed_with: options.filedWith ?? null,
      actor: options.by,
    });
    process.stdout.write(
      options.json
        ? `${JSON.stringify(row)}\n`
        : `✓ ${id} 已退出，收回土地 ${row.land_freed_mu ?? '—'} 亩。用于统计：yuzhao build\n`,
    );
  } finally {
    db.closeAll();
  }
}
