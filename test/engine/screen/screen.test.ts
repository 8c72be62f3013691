/** The screen: what it quotes, what it leaves alone, and that a broken pack is refused in words. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { currentPack, readPacks } from '../../../data/schema/compliance.ts';
import { screenWith } from '../../../engine/screen/screen.ts';

const pack = currentPack();
const screen = screenWith(pack);

describe('a hit', () => {
  it('quotes the words where they stand, with article and strength', () => {
    const text = '第三条 支持方式。企业缴纳增值税的区级留成部分，按100%予以返还；检测费用自理。';
    const hits = screen(text);
    expect(hits[0]).toMatchObject({ rule: { article: '第十条第一项', strength: '强' } });
    for (const { quote, start } of hits) expect(text.slice(start, start + quote.length)).toBe(quote);
  });

  it.each([
    ['迁出限制', '享受本政策的企业五年内不得迁出本区，迁出的退还扶持资金。', '第九条第一项'],
    ['本地设立', '企业须在本区设立独立法人公司方可申报本政策。', '第九条第二项'],
    ['本地采购', '政府采购同等条件下优先选用本地企业生产的产品。', '第九条第三项'],
    ['一事一议', '对重大项目实行一事一议，给予专项支持。', '第十条第二项'],
    ['要素优惠', '对引进的重点企业，按不高于基准地价的50%供地。', '第十条第三项'],
  ])('%s', (_name, text, article) => {
    expect(
      screen(text)
        .map((h) => h.rule.article)
        .join(),
    ).toContain(article);
  });

  it.each([
    '不得以任何形式阻碍企业自主迁移。',
    '严禁先征后返等变相减免税行为。',
    '落实国家规定的高新技术企业所得税优惠。',
    '对全部企业购置节能设备的支出，按统一目录和比例补助。',
    '面向全部同类企业开放公共检测平台，收费标准统一公示。',
    '本措施自印发之日起施行。',
  ])('none in «%s»', (text) => expect(screen(text)).toEqual([]));

  it('wide nets give way to narrow ones in the same sentence', () => {
    const hits = screen('对招商引进的链主企业实行一事一议，单独给予最高1亿元落户奖励。');
    expect(hits.length).toBeGreaterThan(0);
    expect(hits.every((h) => h.rule.fallback === 0)).toBe(true);
  });
});

describe('the pack', () => {
  it('says for every rule what to check, and marks what nobody read in an official text', () => {
    expect(pack.notice).toContain('命中不等于违规');
    expect(pack.sources.some((s) => s.checked === 'unconfirmed')).toBe(true);
    const also = pack.rules.flatMap((r) => r.also);
    expect(also.length).toBeGreaterThan(0);
    expect(also.every((a) => a.endsWith('(unconfirmed)'))).toBe(true);
    expect(new Set(pack.rules.map((r) => r.rule_id)).size).toBe(pack.rules.length);
  });

  it('packs are in the order of their day', () => {
    const days = readPacks().map((p) => p.effective_from);
    expect(days).toEqual([...days].sort());
  });

  it('a broken expression or an unknown list is named', () => {
    const broken = (part: string) => () => screenWith({ ...pack, rules: [{ ...pack.rules[0]!, find: [[part]] }] });
    expect(broken('(')).toThrow(/entry-approval/);
    expect(broken('@nothing')).toThrow(/no list @nothing/);
  });
});

const opinion = '../shared/design/opinion-2019-6.txt';
describe.skipIf(!existsSync(opinion))(
  `the Opinion of 2019 (${existsSync(opinion) ? 'present' : 'skipped: ../shared/design is absent'})`,
  () => {
    it('is marked where today’s law asks: graded support, settlement of moves, priority of land and funds, policies for one project', () => {
      const rules = new Set(screen(readFileSync(opinion, 'utf8')).map((h) => h.rule.rule_id));
      for (const rule of ['graded-support', 'moving-settlement', 'land-priority', 'case-by-case'])
        expect(rules).toContain(rule);
    });
  },
);
