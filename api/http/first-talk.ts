/** First talk in answers: a filing with its clock, its way, its likenesses and both sides of every dispute. */
import Type from 'typebox';
import { shareKinds, shareTitles } from '../../data/schema/first-talk.ts';
import { FirstTalkFiling, FirstTalkRuling, FirstTalkShare } from '../../data/schema/ledger/first-talk.ts';
import { Stored } from '../../data/schema/ledger-tables.ts';
import { date, flag, instant, maybe, real, text, texts } from '../../data/schema/types.ts';
import type { FilingMatch, ProjectMatch } from '../../engine/index.ts';
import type { Principal } from './access.ts';
import { boundTo } from './scope.ts';

const { sequence, recorded_at } = Stored.properties;
const oneOf = (values: readonly string[], title: string) => Type.Enum([...values], { type: 'string', title });
const state = oneOf(['active', 'expired', 'withdrawn', 'signed'], '状态');
const parts = Type.Object(
  {
    investor: maybe(real('投资主体')),
    content: maybe(real('内容')),
    amount: maybe(real('规模')),
    link: maybe(real('环节')),
  },
  { title: '相似度分项', description: '0 to 1; empty where one side says nothing' },
);

export const Filing = Type.Object({ sequence, recorded_at, ...FirstTalkFiling.properties });
export const Share = Type.Object({ sequence, recorded_at, ...FirstTalkShare.properties });

export const FilingLikeness = Type.Object({
  filing_id: text('报备编号'),
  district_id: text('报备区县', 'adcode'),
  holder_district_id: text('承接区县', 'adcode'),
  project_name: text('项目名称'),
  investor_name: text('投资主体'),
  talked_on: date('首谈日期'),
  filed_on: date('报备日期'),
  state,
  verdict: oneOf(['same', 'possible'], '判断'),
  likeness: real('相似度', '0 to 1'),
  by_part: parts,
});
export const ProjectLikeness = Type.Object({
  project_id: text('项目代码'),
  name: text('项目名称'),
  district_id: maybe(text('区县', 'adcode')),
  stage: text('阶段'),
  likeness: real('相似度', '0 to 1'),
  by_part: parts,
});

const standing = {
  filed_on: date('报备日期'),
  holder_district_id: text('承接区县', 'adcode'),
  state,
  validity: oneOf(['set', 'unset'], '有效期规则'),
  valid_until: maybe(date('有效期至', 'empty while the office has not decided how long a filing holds')),
  contested: flag('有争议'),
};

/** A filing as one row. */
export const FilingRow = Type.Object({
  filing_id: FirstTalkFiling.properties.filing_id,
  district_id: FirstTalkFiling.properties.district_id,
  project_name: FirstTalkFiling.properties.project_name,
  investor_name: FirstTalkFiling.properties.investor_name,
  link: FirstTalkFiling.properties.link,
  investment_cny: FirstTalkFiling.properties.investment_cny,
  talked_on: FirstTalkFiling.properties.talked_on,
  ...standing,
  project_id: maybe(text('项目代码')),
});

const step = Type.Object({
  on: date('日期'),
  recorded_at: instant('入账时间'),
  what: text('事项'),
  text: text('内容'),
  documents: texts('佐证'),
  actor: text('经办'),
});

export const FilingCard = Type.Object({
  filing: Filing,
  ...standing,
  project_id: maybe(text('项目代码')),
  shares: Type.Object(
    Object.fromEntries(
      shareKinds.map((kind) => [
        kind,
        Type.Object(
          { state: oneOf(['agreed', 'unset'], '约定'), parties: Type.Array(Share) },
          { title: shareTitles[kind] },
        ),
      ]),
    ),
  ),
  timeline: Type.Array(step),
  matches: Type.Array(FilingLikeness),
  disputes: Type.Array(
    Type.Object({
      dispute_id: text('争议编号'),
      opened_on: date('提出日期'),
      similarity: real('相似度', '0 to 1'),
      by_part: parts,
      sides: Type.Array(
        Type.Object({
          filing_id: text('报备编号'),
          district_id: text('报备区县', 'adcode'),
          talked_on: date('首谈日期'),
          filed_on: date('报备日期'),
          claim: maybe(text('主张')),
          evidence: texts('佐证'),
        }),
      ),
      evidence: Type.Array(step),
      ruling: Type.Union([Type.Object({ sequence, recorded_at, ...FirstTalkRuling.properties }), Type.Null()]),
    }),
  ),
});

/** Of what others have filed an officer learns where it is the same project, no more. */
export const seenBy = (principal: Principal, matches: readonly FilingMatch[]) =>
  matches
    .filter((m) => m.verdict === 'same' || !boundTo(principal) || m.district_id === principal.district_id)
    .map(likeness);

/** Projects of the register: an officer sees those of the own district. */
export const seenProjects = (principal: Principal, projects: readonly ProjectMatch[]) => {
  const own = boundTo(principal);
  return projects.filter((p) => own === undefined || p.district_id === own).map(likeness);
};

const likeness = <M extends Pick<FilingMatch, 'score' | 'parts'>>({ score, parts, ...match }: M) => ({ ...match, likeness: score, by_part: parts }); // biome-ignore format: one thought
