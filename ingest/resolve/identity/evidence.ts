/** Why a pair was linked or put up for review, in words: each comparison with what it weighed. */
import { type Database, literal } from '../../../data/store/index.ts';
import { type Comparison, comparisons } from '../linkage/fellegi-sunter.ts';

/** Comparison → level → what it says. The levels are those of compare.sql and rival.sql. */
const words: Record<Comparison, Record<number, string>> = {
  core: {
    8: '字号与行业相同，仅此两家',
    7: '字号与行业相同，另有至多两家',
    6: '字号与行业相同，同名多家',
    5: '名称只差一字，字号相同',
    4: '名称只差一字，长字号不同',
    3: '名称只差一字，字号不同',
    2: '分支名称不同',
    1: '一方为简称',
    0: '名称部分相近',
  },
  edit: { 1: '多或少一字', 0: '换一字' },
  brand: { 2: '字号相同', 1: '字号互含', 0: '字号不同' },
  trade: { 2: '行业相同', 1: '行业互含', 0: '行业不同' },
  form: { 2: '组织形式相同', 1: '一方未写组织形式', 0: '组织形式不同' },
  place: { 3: '地名相同', 2: '一方未写地名', 1: '地名部分相同', 0: '地名不同' },
  city: { 3: '同一地区', 2: '名称中的地名即对方地区', 0: '地区不同' },
  capital: { 3: '注册资本相同且少见', 2: '注册资本相同', 1: '注册资本相同但常见', 0: '注册资本不同' },
  day: { 2: '成立日期相同', 1: '成立年份相同', 0: '成立日期不同' },
  rival: { 3: '互为唯一候选', 2: '另有一两个候选', 1: '另有多个候选', 0: '已有更确定的对象' },
};

const rows = comparisons.flatMap((comparison) =>
  Object.entries(words[comparison]).map(
    ([level, text]) => `(${literal(comparison)}, ${Number(level)}, ${literal(text)})`,
  ),
);

/** Temp table evidence: left_id, right_id (as in resolve.pair) and the parts, heaviest first: `成立日期相同 +5.0；…`. Put into words once a vector of levels, which many pairs share. */
export const writeEvidence = (db: Database): Promise<void> =>
  db.run(`create or replace temp table evidence as
    with pairs as (
      select l, r, p from resolve.scored where outcome is not null
    ),
    part as (
      select p, stratum, comparison, level from (from resolve.pattern where p in (select p from pairs))
      unpivot (level for comparison in (${comparisons.join(', ')})) where level >= 0
    ),
    told as (
      select p.p, string_agg(w.text || printf(' %+.1f', q.weight), '；' order by abs(q.weight) desc, p.comparison) as evidence
      from part as p
      join (values ${rows.join(', ')}) as w(comparison, level, text) on w.comparison = p.comparison and w.level = p.level
      join resolve.parameter as q on q.stratum = p.stratum and q.comparison = p.comparison and q.level = p.level
      group by p.p
    )
    select a.record_id as left_id, b.record_id as right_id, t.evidence
    from pairs as s
    join told as t on t.p = s.p
    join resolve.record as a on a.i = s.l
    join resolve.record as b on b.i = s.r`);
