/** `yuzhao first-talk …`: filing, likeness, clock, transfer, shares, disputes at a terminal. */
import { AppError } from '../../data/errors.ts';
import { readFirstTalkRules, type ShareKind, shareKinds, shareTitles } from '../../data/schema/first-talk.ts';
import { currentSnapshot, openSnapshot } from '../../data/store/index.ts';
import {
  fileFirstTalk,
  listFilings,
  matchProjects,
  openDispute,
  ruleDispute,
  type ShownFiling,
  shareFirstTalk,
  showFiling,
  stepFirstTalk,
  transferFirstTalk,
} from '../../engine/index.ts';
import { yi } from './fulfilment-text.ts';

type Common = { store: string; json: boolean; by: string };

const print = (json: boolean, value: unknown, text: () => string): void => {
  process.stdout.write(json ? `${JSON.stringify(value)}\n` : text());
};

export async function firstTalkFileCommand(
  options: Common & {
    district: string;
    investor: string;
    project: string;
    amount: string;
    currency: string;
    talkedOn: string;
    evidence: string[];
    code?: string;
    content?: string;
    link?: string;
  },
): Promise<void> {
  const filed = await fileFirstTalk(options.store, {
    district_id: options.district,
    project_name: options.project,
    investor_name: options.investor,
    investor_credit_code: options.code ?? null,
    content: options.content ?? null,
    link: options.link ?? null,
    investment: Number(options.amount),
    currency: options.currency,
    talked_on: options.talkedOn,
    evidence: options.evidence,
    actor: options.by,
  });
  print(options.json, filed, () => {
    const { filing, matches, repeated } = filed;
    return `${repeated ? '= 已报备过' : '✓ 已报备'} ${filing.filing_id}，${yi(filing.investment_cny)}\n${matches.map(matchText).join('') || '  未发现相似的报备\n'}`;
  });
}

const matchText = (m: ShownFiling['matches'][number]): string =>
  `  ${m.verdict === 'same' ? '! 疑为同一项目' : '? 可能相似'} ${m.filing_id}  ${m.district_id}  ${m.project_name}  ${m.investor_name}  首谈 ${m.talked_on}  相似度 ${m.score.toFixed(2)}（${partsText(m.parts)}）\n`;

const partTitles = { investor: '投资主体', content: '内容', amount: '规模', link: '环节' } as const;
const partsText = (parts: Record<keyof typeof partTitles, number | null>): string =>
  Object.entries(parts)
    .map(
      ([part, value]) => `${partTitles[part as keyof typeof partTitles]} ${value === null ? '未填' : value.toFixed(2)}`,
    )
    .join('，');

export async function firstTalkListCommand(options: Common & { district?: string }): Promise<void> {
  const all = (await listFilings(options.store)).filter(
    (f) => !options.district || [f.holder_district_id, f.filing.district_id].includes(options.district),
  );
  print(options.json, all, () =>
    all
      .map(
        (f) =>
          `${f.filing.filing_id}  ${f.filing.district_id}${f.holder_district_id === f.filing.district_id ? '' : ` → ${f.holder_district_id}`}  ${f.filing.project_name}  ${yi(f.filing.investment_cny)}  ${stateTitles[f.state]}，${validText(f)}${f.contested ? '  有争议' : ''}\n`,
      )
      .join(''),
  );
}

const stateTitles = { active: '有效', expired: '已过期', withdrawn: '已撤回', signed: '已签约' } as const;
const validText = (f: { validity: string; valid_until: string | null }): string =>
  f.validity === 'unset' ? '有效期：未设定（data/rules/first-talk.json）' : `有效期至 ${f.valid_until}`;

export async function firstTalkShowCommand(id: string, options: Common): Promise<void> {
  const shown = await showFiling(options.store, id);
  print(options.json, shown, () => filingText(shown));
}

function filingText(f: ShownFiling): string {
  const shares = shareKinds.map((kind) => `${shareTitles[kind]} ${shareText(f.shares[kind].parties)}`).join('；');
  const disputes = f.disputes.map(
    (d) =>
      `争议 ${d.dispute_id}：相似度 ${d.similarity.toFixed(2)}（${partsText(d.parts)}）\n${d.sides
        .map(
          (s) =>
            `  ${s.filing_id}  ${s.district_id}  首谈 ${s.talked_on}，报备 ${s.filed_on}  主张：${s.claim ?? '未陈述'}  佐证：${s.evidence.join('、')}\n`,
        )
        .join(
          '',
        )}  裁定：${d.ruling ? `${d.ruling.ruling}（${d.ruling.decided_by} ${d.ruling.decision}）${d.ruling.reason}` : '待联席会议裁定'}\n`,
  );
  return (
    `${f.filing.project_name}（${f.filing.filing_id}）  ${f.filing.investor_name}  ${yi(f.filing.investment_cny)}\n` +
    `  首谈 ${f.filing.district_id}，现由 ${f.holder_district_id} 承接；${stateTitles[f.state]}，${validText(f)}\n  分享：${shares}\n` +
    f.timeline
      .map((t) => `  ${t.on}  ${t.what}  ${t.text}${t.documents.length ? `  〔${t.documents.join('、')}〕` : ''}\n`)
      .join('') +
    f.matches.map(matchText).join('') +
    disputes.join('')
  );
}

const shareText = (parties: readonly { district_id: string; share_pct: number }[]): string =>
  parties.length ? parties.map((p) => `${p.district_id} ${p.share_pct} %`).join(' : ') : '未设定';

/** Filings and signed projects that look like a filing. */
export async function firstTalkMatchCommand(id: string, options: Common): Promise<void> {
  const { matches, filing } = await showFiling(options.store, id);
  const projects = currentSnapshot(options.store) ? await signedLike(options.store, filing) : [];
  print(
    options.json,
    { matches, projects },
    () =>
      `${matches.map(matchText).join('') || '  未发现相似的报备\n'}${projects.map((p) => `  ? 已入库项目 ${p.project_id}  ${p.name}  ${p.stage}  相似度 ${p.score.toFixed(2)}（${partsText(p.parts)}）\n`).join('')}`,
  );
}

async function signedLike(store: string, filing: ShownFiling['filing']) {
  const { db } = await openSnapshot(store);
  try {
    return await matchProjects(db, filing, readFirstTalkRules());
  } finally {
    db.closeAll();
  }
}

type Decided = { decidedBy: string; decidedOn: string; decision: string };

export async function firstTalkTransferCommand(id: string, options: Common & Decided & { to: string; reason: string }) {
  const row = await transferFirstTalk(options.store, {
    filing_id: id,
    to_district_id: options.to,
    reason: options.reason,
    decided_by: options.decidedBy,
    decided_on: options.decidedOn,
    decision: options.decision,
    actor: options.by,
  });
  print(options.json, row, () => `✓ ${id}：${row.from_district_id} → ${row.to_district_id}\n`);
}

/** Shares as `kind:district:per cent`, for example kpi_points:500112:60. */
export async function firstTalkShareCommand(
  id: string,
  options: Common & Pick<Decided, 'decidedBy' | 'decidedOn'> & { share: string[]; trigger: string; years?: number },
) {
  const rows = await shareFirstTalk(options.store, {
    filing_id: id,
    shares: options.share.map((text) => ({
      ...parseShare(text),
      start_trigger: options.trigger,
      years: options.years ?? null,
    })),
    decided_by: options.decidedBy,
    decided_on: options.decidedOn,
    actor: options.by,
  });
  print(options.json, rows, () =>
    rows.map((r) => `✓ ${shareTitles[r.kind]}  ${r.district_id}  ${r.share_pct} %\n`).join(''),
  );
}

function parseShare(text: string): { kind: ShareKind; district_id: string; share_pct: number } {
  const [kind, district_id, pct] = text.split(':');
  const known = shareKinds.find((k) => k === kind || shareTitles[k] === kind);
  if (!known || !district_id || !pct)
    throw new AppError(
      'option_invalid',
      `«${text}» is no share`,
      `write kind:district:per cent, with a kind of ${shareKinds.join(', ')}`,
    );
  return { kind: known, district_id, share_pct: Number(pct) };
}

export async function firstTalkStepCommand(
  id: string,
  step: string,
  options: Common & { reason: string; on: string; project?: string; evidence?: string[] },
) {
  const row = await stepFirstTalk(options.store, {
    filing_id: id,
    step: step as 'renewed',
    on: options.on,
    reason: options.reason,
    project_id: options.project ?? null,
    evidence: options.evidence ?? [],
    actor: options.by,
  });
  print(options.json, row, () => `✓ ${id}：${row.step}（${row.on}）\n`);
}

export async function firstTalkDisputeCommand(
  id: string,
  rival: string,
  options: Common & { claim: string; rivalClaim?: string },
) {
  const row = await openDispute(options.store, {
    filing_id: id,
    rival_id: rival,
    claim: options.claim,
    rival_claim: options.rivalClaim ?? null,
    actor: options.by,
  });
  print(
    options.json,
    row,
    () => `✓ 争议 ${row.dispute_id} 已登记，相似度 ${row.similarity.toFixed(2)}，待联席会议裁定\n`,
  );
}

export async function firstTalkRuleCommand(id: string, ruling: string, options: Common & Decided & { reason: string }) {
  const row = await ruleDispute(options.store, {
    dispute_id: id,
    ruling: ruling as 'first',
    reason: options.reason,
    decided_by: options.decidedBy,
    decided_on: options.decidedOn,
    decision: options.decision,
    actor: options.by,
  });
  print(options.json, row, () => `✓ ${id}：${row.ruling}\n`);
}

/** The rules in force, unset ones named as unset. */
export function firstTalkRulesCommand(options: { json: boolean }): void {
  const rules = readFirstTalkRules();
  const unset = (value: unknown, text: string): string => (value === null ? '未设定' : text);
  print(
    options.json,
    rules,
    () =>
      `门槛：${unset(rules.threshold_cny, `${(rules.threshold_cny ?? 0) / 1e8} 亿元`)}，外资 ${unset(rules.threshold_usd, `${(rules.threshold_usd ?? 0) / 1e4} 万美元`)}\n有效期：${unset(rules.validity_days, `${rules.validity_days} 天`)}\n分享比例：${unset(rules.default_share_pct, JSON.stringify(rules.default_share_pct))}\n裁定：${rules.arbiter}\n依据：${rules.authority}\n`,
  );
}
