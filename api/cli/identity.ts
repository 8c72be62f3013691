/** `yuzhao identity` and `yuzhao find`. */
import { AppError } from '../../data/errors.ts';
import { openSnapshot } from '../../data/store/index.ts';
import { projectPairs } from '../../engine/index.ts';
import { companiesToReview, decideIdentity, findCompanies, identityLog, undoIdentity } from '../../ingest/index.ts';

type Common = { store: string; json: boolean };

const print = (json: boolean, value: unknown, text: string): void => {
  process.stdout.write(json ? `${JSON.stringify(value)}\n` : text);
};

const amount = (cny: unknown): string =>
  cny === null || cny === undefined ? '—' : `${Math.round(Number(cny) / 1e4)} 万元`;

/** @throws AppError snapshot_missing */
export async function reviewCommand({
  store,
  json,
  projects,
  top,
}: Common & { projects: boolean; top: number }): Promise<void> {
  const all = projects ? await projectsToReview(store) : await companiesToReview(store);
  const lines = all.slice(0, top).map((row) => (projects ? projectText(row) : companyText(row)));
  const head = `${all.length} ${projects ? '对项目' : '对企业'}待判定${all.length > top ? `，列出前 ${top} 对` : ''}。候选不是结论，由人判定：yuzhao identity decide <一> <二> same|different --reason …\n`;
  print(json, all, head + lines.join(''));
}

async function projectsToReview(store: string): Promise<Record<string, unknown>[]> {
  const { db } = await openSnapshot(store);
  try {
    return await projectPairs(db);
  } finally {
    db.closeAll();
  }
}

function companyText(row: Record<string, unknown>): string {
  const side = (s: 'left' | 'right') =>
    `  ${row[`${s}_id`]}  ${row[`${s}_name`]}  ${row[`${s}_city`] ?? '—'}  ${amount(row[`${s}_capital_cny`])}  ${row[`${s}_registered_on`] ?? '—'}\n`;
  return `\n${side('left')}${side('right')}  可能性 ${Number(row.probability).toFixed(2)}  ${row.evidence}\n`;
}

const kinds: Record<string, string> = { phase: '分期', code: '一项多码', repeat: '重复签约', double: '两地填报' };
const parts = {
  investor: '主体',
  name: '内容',
  link: '环节',
  amount: '金额',
  land: '用地',
  place: '地点',
  time: '时间',
};

function projectText(row: Record<string, unknown>): string {
  const side = (s: 'left' | 'right') =>
    `  ${row[`${s}_id`]}  ${row[`${s}_name`]}  ${row[`${s}_investor`] ?? '—'}  ${row[`${s}_signed_on`] ?? '—'}  ${amount(row[`${s}_investment_cny`])}\n`;
  const told = Object.entries(parts)
    .filter(([part]) => row[`${part}_part`] !== 0)
    .map(([part, title]) => `${title} ${Number(row[`${part}_part`]) > 0 ? '+' : ''}${row[`${part}_part`]}`);
  return `\n${side('left')}${side('right')}  ${kinds[row.kind as string]}？ 相似度 ${row.score}：${told.join('，')}\n`;
}

type DecideArguments = Common & { reason: string; projects: boolean; relation?: string; by: string };

/** @throws AppError option_invalid, identity_refused, enterprise_not_found, project_not_found, snapshot_missing */
export async function decideCommand(
  left: string,
  right: string,
  verdict: string,
  options: DecideArguments,
): Promise<void> {
  if (verdict !== 'same' && verdict !== 'different')
    throw new AppError('option_invalid', `«${verdict}» is no verdict`, 'say same or different');
  const { store, json, reason, projects, relation, by } = options;
  const row = await decideIdentity(store, {
    subject: projects ? 'project' : 'enterprise',
    left,
    right,
    verdict,
    reason,
    actor: by,
    ...(relation ? { relation } : {}),
  });
  print(
    json,
    row,
    `✓ 判定 ${row.sequence}：${row.left_id} 与 ${row.right_id} ${verdict === 'same' ? '是同一个' : '不是同一个'}。下次 yuzhao build 生效；撤销：yuzhao identity undo ${row.sequence} --reason …\n`,
  );
}

export async function logCommand({ store, json }: Common): Promise<void> {
  const log = await identityLog(store);
  const lines = log.map(
    (d) =>
      `${String(d.sequence).padStart(4)}  ${d.recorded_at.slice(0, 16).replace('T', ' ')}  ${d.subject === 'project' ? '项目' : '企业'}  ${d.verdict === 'undo' ? `撤销 ${d.undoes}` : `${d.left_id} ${d.verdict === 'same' ? '＝' : '≠'} ${d.right_id}`}  ${d.relation ?? ''}  ${d.reason}（${d.actor}）${d.undone_by ? `  已由 ${d.undone_by} 撤销` : ''}\n`,
  );
  print(json, log, lines.join('') || '还没有人工判定。\n');
}

/** @throws AppError decision_not_found, identity_refused */
export async function undoCommand(
  sequence: number,
  { store, json, reason, by }: Common & { reason: string; by: string },
): Promise<void> {
  const row = await undoIdentity(store, sequence, { reason, actor: by });
  print(json, row, `✓ 判定 ${sequence} 已撤销（记录 ${row.sequence}）。下次 yuzhao build 生效。\n`);
}

/** @throws AppError snapshot_missing */
export async function findCommand(name: string, { store, json, top }: Common & { top: number }): Promise<void> {
  const { db } = await openSnapshot(store);
  try {
    const found = await findCompanies(db, name, top);
    const lines = found.map(
      (f, i) =>
        `${String(i + 1).padStart(3)}. ${f.name}${f.as_filed ? `（填报名 ${f.as_filed}）` : ''}  ${f.score.toFixed(2)}  ${f.province ?? ''} ${f.prefecture ?? ''}  ${f.enterprise_id}\n     ${f.reasons
          .slice(0, 4)
          .map((r) => `${r.feature} ${r.part >= 0 ? '+' : ''}${r.part.toFixed(2)}`)
          .join(' ')}\n`,
    );
    print(json, found, lines.join('') || `没有与「${name}」相近的企业名称。\n`);
  } finally {
    db.closeAll();
  }
}
