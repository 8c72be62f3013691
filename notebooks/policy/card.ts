/** One policy: standing, law and review, then its text, with the clauses to review for those who review. */
import { send } from '../shell/api.ts';
import { h } from '../shell/h.ts';
import { inChinese, type Key, t } from '../shell/language.ts';
import { standingChip } from '../shell/legal-standing.ts';
import type { Life } from '../shell/life.ts';
import { problemText } from '../shell/problem-text.ts';
import type { FullPolicy, Hit, Piece, Shown, Values } from './answers.ts';

const facts: [Key, (p: FullPolicy) => string | null | undefined][] = [
  ['policy.number', (p) => p.policy_id],
  ['policy.issuer', (p) => p.issuer],
  ['policy.issued', (p) => [p.issued_on, p.effective_on, p.expires_on].map((day) => day ?? '–').join(' / ')],
  ['policy.place', (p) => p.places?.join('、')],
  ['policy.chains', (p) => p.chains?.join('、')],
  ['policy.basis', (p) => [p.legal_basis, p.basis_kind].filter(Boolean).join(' · ')],
  ['policy.review', (p) => [p.reviewed_on, p.review_conclusion, p.review_body].filter(Boolean).join(' · ')],
  [
    'policy.exception',
    (p) => [p.exception_ground, p.exception_alternative, p.exception_ends].filter(Boolean).join(' · '),
  ],
  ['policy.filing', (p) => p.filing_number],
  ['policy.conditions', (p) => p.conditions],
  ['policy.support', (p) => [p.instruments?.join('、'), p.standard, p.cap].filter(Boolean).join(' · ')],
  ['policy.source', (p) => `${p.source_file} · ${p.as_of}`],
];

export function policyCard(
  life: Life<Values, Shown>,
  { policy, articles, hits }: NonNullable<Shown['card']>,
): HTMLElement {
  return h(
    'article',
    { class: 'panel policy' },
    h(
      'button',
      {
        type: 'button',
        class: 'quiet',
        id: 'back',
        on: { click: () => void life.change({ policy: '' }, { push: true }) },
      },
      t('policy.back'),
    ),
    standingChip(policy),
    h('h2', { ...inChinese() }, policy.title),
    h(
      'dl',
      { class: 'facts' },
      facts.map(([key, value]) => {
        const text = value(policy);
        return [h('dt', {}, t(key)), h('dd', text ? inChinese() : { class: 'muted' }, text || t('policy.not_filed'))];
      }),
    ),
    h('h3', {}, t('policy.text')),
    hits && h('p', { class: 'hint' }, t('policy.hits', { n: hits.length }), ' ', t('policy.hits_notice')),
    articles.length
      ? articles.map((piece) => article(life, piece, hits?.filter((hit) => hit.piece_id === piece.piece_id) ?? []))
      : h('p', { class: 'nothing' }, t('policy.no_text')),
  );
}

function article(life: Life<Values, Shown>, piece: Piece, hits: Hit[]): HTMLElement {
  return h(
    'div',
    { class: `piece kind-${depth(piece.kind)}` },
    h('p', { ...inChinese() }, marked(piece.text, hits)),
    hits.length > 0 &&
      h(
        'details',
        { class: 'hits' },
        h('summary', {}, t('policy.to_review', { n: hits.length })),
        hits.map((hit) => review(life, hit)),
      ),
  );
}

const depths: Record<string, string> = { 标题: 'title', 章: 'head', 节: 'head', 部分: 'head', 文号: 'head' };
const depth = (kind: string): string => depths[kind] ?? 'body';

/** The quotes of the hits marked; where two overlap the first stands. */
function marked(text: string, hits: readonly Hit[]): (string | HTMLElement)[] {
  const out: (string | HTMLElement)[] = [];
  let at = 0;
  for (const { start, quote } of [...hits].sort((a, b) => a.start - b.start)) {
    if (start < at) continue;
    out.push(text.slice(at, start), h('mark', {}, text.slice(start, start + quote.length)));
    at = start + quote.length;
  }
  return [...out, text.slice(at)];
}

const verdicts = ['无问题', '需修改', '违反', '适用例外', '重新待核'];

function review(life: Life<Values, Shown>, hit: Hit): HTMLElement {
  const told = hit.verdict
    ? t('policy.verdict_is', { verdict: hit.verdict, reason: hit.reason ?? '' })
    : t('policy.verdict_none');
  const may = ['planner', 'admin'].includes(life.data.session.role);
  return h(
    'div',
    { class: 'hit' },
    h('p', { ...inChinese() }, h('strong', {}, `${hit.strength} ${hit.article} ${hit.title}`), ` 「${hit.quote}」`),
    h('p', { class: 'muted', ...inChinese() }, `${hit.why} ${hit.check}`),
    h('p', {}, told),
    may && verdictForm(life, hit),
  );
}

function verdictForm(life: Life<Values, Shown>, hit: Hit): HTMLElement {
  const verdict = h(
    'select',
    { id: `verdict-${hit.hit_id}` },
    verdicts.map((v) => h('option', { value: v, ...inChinese() }, v)),
  );
  const reason = h('input', { id: `reason-${hit.hit_id}`, type: 'text', required: true, maxlength: 1000 });
  const note = h('p', { class: 'note', role: 'status' });
  const key = crypto.randomUUID();
  const submit = async () => {
    try {
      await send('POST', `policy-hits/${hit.hit_id}/verdict`, { verdict: verdict.value, reason: reason.value }, key);
      await life.refresh();
      life.announce(t('policy.recorded'));
    } catch (problem) {
      note.textContent = problemText(problem).join(' ');
      note.classList.add('bad');
    }
  };
  return h(
    'form',
    {
      class: 'form',
      on: {
        submit: (event) => {
          event.preventDefault();
          void submit();
        },
      },
    },
    h('div', { class: 'field' }, h('label', { for: verdict.id }, t('policy.verdict')), verdict),
    h('div', { class: 'field' }, h('label', { for: reason.id }, t('policy.reason')), reason),
    h('button', { type: 'submit' }, t('policy.record')),
    note,
  );
}
