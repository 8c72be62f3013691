/** `yuzhao outcome add|list`, `yuzhao calibration`: what became of approaches, and what that proves of the score. */
import type { OutcomeResult } from '../../data/schema/ledger/outcome.ts';
import { type Factor, readProfile } from '../../data/schema/profile.ts';
import { readRefitRules } from '../../data/schema/refit-rules.ts';
import { openSnapshot } from '../../data/store/index.ts';
import { type CalibrationReport, calibrationReport, listOutcomes, recordOutcomes } from '../../engine/index.ts';
import { readOutcomeFile } from '../../ingest/index.ts';
import { percent } from './fulfilment-text.ts';

type Common = { store: string; json: boolean };

/** Adds a list of approaches (.xlsx, .csv, .jsonl, .parquet in the offices' headings): each row is taken or refused with the reason. */
export async function outcomeAddCommand(file: string, options: Common & { by: string }): Promise<void> {
  const asOf = new Date().toISOString().slice(0, 10);
  const read = await readOutcomeFile(file, { asOf, by: options.by });
  const { db } = await openSnapshot(options.store);
  try {
    const given = read.rows.map(({ outcome }) => ({ ...outcome, actor: options.by }));
    const { accepted, refused } = await recordOutcomes(db, options.store, given);
    const all = [
      ...read.refused,
      ...refused.map(({ index, code, reason }) => {
        const { sheet, line } = read.rows[index]!;
        return { sheet, line, code, reason };
      }),
    ];
    if (all.length) process.exitCode = 2;
    if (options.json) {
      process.stdout.write(`${JSON.stringify({ accepted: accepted.length, refused: all })}\n`);
      return;
    }
    process.stderr.write(
      `✓ ${accepted.length} 条入账，${all.length} 条退回。校准：yuzhao build，然后 yuzhao calibration\n`,
    );
    for (const r of all)
      process.stdout.write(`  ✗ ${r.sheet ? `${r.sheet} ` : ''}第 ${r.line} 行：${r.reason} [${r.code}]\n`);
  } finally {
    db.closeAll();
  }
}

export async function outcomeListCommand(options: Common & { result?: OutcomeResult; top: number }): Promise<void> {
  const rows = (await listOutcomes(options.store, options.result)).slice(0, options.top);
  if (options.json) process.stdout.write(`${JSON.stringify(rows)}\n`);
  else
    for (const r of rows)
      process.stdout.write(
        `${r.contacted_on}  ${r.name}  ${r.link_id}  ${r.district_id}  ${r.result}${r.decided_on ? ` ${r.decided_on}` : ''}${r.reason ? `（${r.reason}）` : ''}\n`,
      );
}

export async function calibrationCommand(options: Common): Promise<void> {
  const { db } = await openSnapshot(options.store);
  try {
    const report = await calibrationReport(db);
    process.stdout.write(options.json ? `${JSON.stringify(report)}\n` : calibrationText(report));
  } finally {
    db.closeAll();
  }
}

function calibrationText({ calibration, decided, landed, weights, reliability }: CalibrationReport): string {
  const { needed, needed_of_each } = readRefitRules();
  if (!calibration)
    return `已有结果 ${decided} 条（落地 ${landed} 条）。满 ${needed} 条、落地与未落地各满 ${needed_of_each} 条才拟合；此前只有得分，没有概率。\n`;
  const { factors } = readProfile();
  const c = calibration;
  return [
    `结果 ${c.n} 条（${c.companies} 家企业），落地 ${c.landed} 条。留出企业的 Brier ${c.brier.toFixed(3)}（90 % ${c.brier_low.toFixed(3)}–${c.brier_high.toFixed(3)}），只报平均落地率 ${c.brier_base.toFixed(3)}，原方案权重 ${c.brier_profile.toFixed(3)}。`,
    c.shown ? '好于只报平均落地率，名单显示概率。' : '不好于只报平均落地率：名单不显示概率。',
    '因素：原方案权重 → 拟合权重（对数几率，不会变号）',
    ...weights
      .filter((w) => w.factor !== 'intercept')
      .map((w) => `  ${factors[w.factor as Factor].title}  ${w.profile_weight!.toFixed(2)} → ${w.weight.toFixed(2)}`),
    '可靠性（留出）：预测概率 → 实际落地率（90 %）',
    ...reliability.map(
      (b) => `  ${percent(b.foretold)} → ${percent(b.came)}（${percent(b.low)}–${percent(b.high)}），${b.n} 条`,
    ),
    '',
  ].join('\n');
}
