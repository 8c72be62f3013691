/** `yuzhao panel`: who may sit, who may not and why; pseudonyms only. */
import { openSnapshot } from '../../data/store/index.ts';
import { type PanelAnswer, panel } from '../../engine/index.ts';

export type PanelArguments = {
  store: string;
  json: boolean;
  project?: string;
  link?: string;
  investor?: string;
  size: number;
  seed: number;
  on?: string;
};

/** @throws AppError option_invalid, project_not_found, link_not_found */
export async function panelCommand({
  store,
  json,
  project,
  link,
  investor,
  size,
  seed,
  on,
}: PanelArguments): Promise<void> {
  const { db } = await openSnapshot(store);
  try {
    const answer = await panel(db, store, {
      ...(project ? { project } : {}),
      ...(link ? { link } : {}),
      ...(investor ? { investor } : {}),
      size,
      seed,
      on: on ?? new Date().toISOString().slice(0, 10),
    });
    process.stdout.write(json ? `${JSON.stringify(answer)}\n` : text(answer));
  } finally {
    db.closeAll();
  }
}

function text(a: PanelAnswer): string {
  const reasons = new Map<string, number>();
  for (const { reason } of a.excluded) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  return `${[
    `评审组  ${a.project ?? ''} ${a.link ?? ''}  会议日 ${a.on}  种子 ${a.seed}`,
    ...a.members.map(
      (m) => `  ${m.expert_id}  ${m.field}  ${m.title ?? ''}  领域：${m.fields.join('、')}  参评 ${m.served} 次`,
    ),
    ...Object.entries(a.short).map(([field, n]) => `  ! ${field} 缺 ${n} 人：没有可用的专家，请补充专家库或减少席位`),
    `未入选资格 ${a.excluded.length} 人：${[...reasons].map(([r, n]) => `${r} ${n}`).join('，') || '无'}`,
  ].join('\n')}\n`;
}
