/** `yuzhao policy`: legal status before everything else. */
import { AppError } from '../../data/errors.ts';
import { currentPack } from '../../data/schema/compliance.ts';
import { policyVerdicts } from '../../data/schema/ledger/policy.ts';
import { type Database, openSnapshot } from '../../data/store/index.ts';
import { policyCard, policyFit, recordVerdict, searchPolicies, verdictsOf } from '../../engine/index.ts';

type Common = { store: string; json: boolean };

async function answered<T>(
  options: Common,
  ask: (db: Database) => Promise<T>,
  asText: (answer: T) => string,
): Promise<void> {
  const { db } = await openSnapshot(options.store);
  try {
    const answer = await ask(db);
    process.stdout.write(options.json ? `${JSON.stringify(answer)}\n` : asText(answer));
  } finally {
    db.closeAll();
  }
}

/** @throws AppError policy_not_found, snapshot_missing */
export async function showCommand(number: string, options: Common): Promise<void> {
  const verdicts = await verdictsOf(options.store, number);
  await answered(
    options,
    async (db) => {
      const card = await policyCard(db, number);
      return { ...card, hits: card.hits.map((hit) => ({ ...hit, verdict: verdicts.get(hit.hit_id) ?? null })) };
    },
    ({ policy, articles, hits }) => {
      const head = [
        `【${policy.standing}】${policy.title}  ${policy.policy_id}`,
        [policy.issuer, policy.issued_on, policy.legal_basis && `依据：${policy.legal_basis}`]
          .filter(Boolean)
          .join('  '),
        policy.reviewed_on
          ? `公平竞争审查：${policy.reviewed_on} ${policy.review_conclusion ?? ''} ${policy.review_body ?? ''}`
          : '公平竞争审查：无记录',
        ...(policy.exception_ground
          ? [
              `例外：${policy.exception_ground}；替代方案：${policy.exception_alternative ?? '未填'}；期限：${policy.exception_ends ?? '未填'}`,
            ]
          : []),
      ];
      const body = articles.flatMap((piece) => [
        piece.text,
        ...hits
          .filter((hit) => hit.piece_id === piece.piece_id)
          .map((hit) => {
            const verdict = hit.verdict
              ? `审查意见：${hit.verdict.verdict}（${hit.verdict.reason}）`
              : `待人工判断 ${hit.hit_id}`;
            return `    ▸ ${hit.strength} 《条例》${hit.article} ${hit.title}「${hit.quote}」 ${verdict}`;
          }),
      ]);
      return `${[...head, '', ...body, '', hits.length ? currentPack().notice : `规则包未命中任何条款。${currentPack().notice}`].join('\n')}\n`;
    },
  );
}

export async function searchCommand(words: string, options: Common & { top: number }): Promise<void> {
  await answered(
    options,
    (db) => searchPolicies(db, words, options.top),
    (found) =>
      found.length
        ? found.map((f) => `【${f.standing}】${f.title}  ${f.piece_id}\n    ${f.text.slice(0, 160)}\n`).join('')
        : '没有找到：换一个词，或先载入政策文本（yuzhao ingest policy_texts）。\n',
  );
}

export type FitArguments = Common & {
  link?: string;
  district?: string;
  size?: string;
  industry?: string;
  investment?: number;
  land?: number;
  support?: string[];
  top: number;
};

/** @throws AppError link_not_found, district_not_found, option_invalid */
export async function fitCommand(options: FitArguments): Promise<void> {
  const { link, district, size, industry } = options;
  await answered(
    options,
    (db) =>
      policyFit(db, {
        ...(link ? { link } : {}),
        ...(district ? { district } : {}),
        ...(size ? { size } : {}),
        ...(industry ? { industry } : {}),
        ...(options.investment === undefined ? {} : { investment_cny: options.investment * 1e4 }),
        ...(options.land === undefined ? {} : { land_mu: options.land }),
        ...(options.support ? { instruments: options.support } : {}),
      }),
    (fits) => {
      const mark = { true: '✓', false: '✗', null: '?' } as const;
      const shown = fits.slice(0, options.top).map((f) => {
        const reasons = f.conditions.map((c) => `${mark[`${c.met}`]} ${c.condition}：${c.reason}`);
        return [`【${f.standing}】${f.verdict}  ${f.title}  ${f.policy_id}`, ...reasons.map((r) => `    ${r}`)].join(
          '\n',
        );
      });
      return `${[...shown, `共 ${fits.length} 份政策；按效力和符合程度排列，不按支持金额。`].join('\n')}\n`;
    },
  );
}

/** @throws AppError option_invalid, hit_not_found, store_locked */
export async function verdictCommand(
  hit: string,
  options: Common & { verdict: string; reason: string; by: string },
): Promise<void> {
  const verdict = policyVerdicts.find((v) => v === options.verdict);
  if (!verdict)
    throw new AppError(
      'option_invalid',
      `there is no verdict «${options.verdict}»`,
      `name one of ${policyVerdicts.join(', ')}`,
    );
  await answered(
    options,
    (db) => recordVerdict(db, options.store, hit, { verdict, reason: options.reason, actor: options.by }),
    (row) => `已记录：${row.policy_id}「${row.quote}」→ ${row.verdict}\n`,
  );
}
