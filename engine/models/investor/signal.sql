-- One row a dated sign that a placed company may invest away from home, with what it is worth today and how it can mislead.
-- Signs come from the signals that offices file, from relations (who invests in whom), and from the registers themselves:
-- branches and companies of its name in other provinces, capital that grew between two filings, a type that says 上市.
with kinds as (
  select kind, strength, half_life_days, repeat_decay, false_positive from reference.signal_kind
),
today as (
  -- the newest day for which any sender vouches: the same loads give the same worth
  select max(as_of) as as_of
  from (
    select max(as_of) as as_of from lake.enterprises union all select max(as_of) from lake.signals union all select max(as_of) from lake.relations
  ) as days
),
placed as (
  select enterprise_id, name_key, credit_code, company_type, province, prefecture, registered_on, as_of, source_file, source_line
  from chain.company
),
filed as (
  select
    p.enterprise_id, s.kind, s.happened_on, s.amount_cny, s.province as place,
    concat_ws('：', s.filed_as, s.detail) as detail, coalesce(s.evidence, s.source_file || ' 第' || s.source_line || '行') as source, 'signals' as basis
  from lake.signals as s
  left join lake.mention as m on s.name_key = m.mention_key
  join placed as p on (s.credit_code is not null and p.credit_code = s.credit_code) or (s.credit_code is null and p.name_key = m.name_key)
),
invested as (
  select
    p.enterprise_id, '对外投资' as kind, t.dated_on as happened_on, cast(null as double) as amount_cny, t.tail_province as place,
    t.relation || ' ' || t.tail_name as detail, t.source || ' 第' || t.source_line || '行' as source, 'relations' as basis
  from enterprise.tie as t
  join placed as p on t.head_id = p.enterprise_id
  where t.relation in ('投资', '并购', '合资') and t.dated_on is not null
),
branched as (
  select
    p.enterprise_id, '异地分支' as kind, b.registered_on as happened_on, cast(null as double) as amount_cny, b.province as place,
    b.name as detail, b.source_file || ' 第' || b.source_line || '行' as source, 'registry' as basis
  from enterprise.current as b
  join placed as p on b.parent_key = p.name_key
  where b.parent_key is not null and b.registered_on is not null and b.province <> p.province
),
-- 江苏长电科技股份有限公司 → 长电科技: without leading places and legal form. Patterns take longer than these functions
bare as (
  select enterprise_id, province, registered_on, regexp_replace(name_key, '(股份有限|有限责任|有限|股份)?公司$', '') as name, regexp_replace(coalesce(prefecture, '—'), '[^一-龥]', '') as prefecture
  from placed
  where province is not null
    and (ends_with(name_key, '股份有限公司') or (ends_with(name_key, '公司') and contains(name_key, '集团')))
),
within_province as (
  select *, case when starts_with(name, province) then regexp_replace(substr(name, length(province) + 1), '^省?市?', '') else name end as rest
  from bare
),
stems as (
  select
    enterprise_id, province, registered_on,
    replace(case when starts_with(rest, prefecture) then regexp_replace(substr(rest, length(prefecture) + 1), '^市', '') else rest end, '集团', '') as stem
  from within_province
),
owners as (
  select stem, min(enterprise_id) as enterprise_id, min(province) as province, min(registered_on) as registered_on
  from stems
  where length(stem) >= 3
  group by stem
  having count(*) = 1
),
named as (
  -- 长电科技(滁州)有限公司: a company whose name before the bracket is a stem
  select n.enterprise_id as named_id, o.*
  from owners as o
  join (
    select enterprise_id, name_key, replace(split_part(name_key, '(', 1), '集团', '') as stem
    from enterprise.current
    where kind = 'company' and contains(name_key, '(') and registered_on is not null
  ) as n on n.stem = o.stem
  where regexp_matches(n.name_key, '^[^()]{3,}\([一-龥]{2,6}\)')
),
founded as (
  -- looked up once more for those few
  select
    o.enterprise_id, '新设子公司' as kind, n.registered_on as happened_on, cast(null as double) as amount_cny, n.province as place,
    n.name as detail, n.source_file || ' 第' || n.source_line || '行' as source, 'registry' as basis
  from named as o
  join enterprise.current as n on n.enterprise_id = o.named_id and n.province <> o.province and n.enterprise_id <> o.enterprise_id
  where o.registered_on is null or n.registered_on > o.registered_on
),
filings as (
  -- only a company of which several filings speak can have grown between two
  select enterprise_id, as_of, max(capital_cny) as capital_cny, max(source_file) as source_file
  from enterprise.filing
  where library = 'enterprises' and capital_cny is not null
  group by enterprise_id, as_of
),
grown as (
  select *, lag(capital_cny) over (partition by enterprise_id order by as_of) as before from filings
),
raised as (
  select
    p.enterprise_id, '增资' as kind, g.as_of as happened_on, g.capital_cny - g.before as amount_cny, p.province as place,
    '注册资金 ' || round(g.before / 1e4) || ' → ' || round(g.capital_cny / 1e4) || ' 万元（两次名单之间）' as detail, g.source_file as source, 'registry' as basis
  from grown as g
  join placed as p on g.enterprise_id = p.enterprise_id
  where g.capital_cny >= 1.2 * g.before
),
quoted as (
  select
    enterprise_id, '上市' as kind, as_of as happened_on, cast(null as double) as amount_cny, province as place,
    '企业类型：' || company_type as detail, source_file || ' 第' || source_line || '行' as source, 'registry' as basis
  from placed
  where regexp_matches(coalesce(company_type, ''), '上市') and not contains(company_type, '非上市')
),
told as (
  select * from filed union all select * from invested union all select * from branched union all select * from founded
  union all select * from raised union all select * from quoted
),
once as (
  select *, row_number() over (partition by enterprise_id, kind, happened_on, detail order by source) as copy from told
),
aged as (
  select
    o.*, k.strength, k.half_life_days, k.repeat_decay, k.false_positive,
    greatest(0, date_diff('day', o.happened_on, today.as_of)) as age_days
  from once as o
  join kinds as k on o.kind = k.kind
  cross join today
  where o.copy = 1
),
faded as (
  select *, strength * power(0.5, age_days * 1.0 / half_life_days) as faded from aged
),
ordered as (
  select *, row_number() over (partition by enterprise_id, kind order by faded desc, detail, source) as position from faded
),
final as (
  select
    cast(enterprise_id as varchar) as enterprise_id,
    cast(kind as varchar) as kind, -- of data/rules/signals.json
    cast(happened_on as date) as happened_on,
    cast(faded * power(repeat_decay, position - 1) as double) as worth, -- 0 to 1: strength, halved every half-life, less for repeats of a kind
    cast(strength as double) as strength, -- on its day
    cast(age_days as bigint) as age_days, -- on the newest data date
    cast(amount_cny as double) as amount_cny, -- CNY
    cast(place as varchar) as place, -- province where it happened
    cast(detail as varchar) as detail,
    cast(source as varchar) as source,
    cast(basis as varchar) as basis, -- signals, relations, registry
    cast(false_positive as varchar) as false_positive -- how this sign misleads
  from ordered
)
select * from final order by enterprise_id, worth desc, kind, happened_on, detail
