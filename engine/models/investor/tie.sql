-- One row a placed company × local company to which a filed relation ties it: supplier, customer, partner, investor. Competitors are no tie.
with ties as (
  select head_id, head_name, head_province, tail_id, tail_name, tail_province, relation, dated_on, source, source_line, by_short_name from enterprise.tie
  where relation in ('供给', '投资', '控股', '并购', '合资', '合作')
),
both_ways as (
  select head_id as enterprise_id, tail_id as local_id, tail_name as local_name, relation, true as is_head, dated_on, source, source_line, by_short_name
  from ties where head_id is not null and tail_id is not null and tail_province = '重庆' and coalesce(head_province, '') <> '重庆'
  union all
  select tail_id, head_id, head_name, relation, false, dated_on, source, source_line, by_short_name
  from ties where head_id is not null and tail_id is not null and head_province = '重庆' and coalesce(tail_province, '') <> '重庆'
),
anchors as (
  select distinct enterprise_id from chain.anchor
),
final as (
  select
    cast(b.enterprise_id as varchar) as enterprise_id,
    cast(b.local_id as varchar) as local_id,
    cast(b.local_name as varchar) as local_name,
    cast(b.relation as varchar) as relation,
    cast(b.is_head as boolean) as is_head, -- the company from outside is the head: it sells, invests
    cast(a.enterprise_id is not null as boolean) as with_anchor, -- the local company is an anchor
    cast(b.dated_on as date) as dated_on,
    cast(b.source as varchar) as source,
    cast(b.source_line as bigint) as source_line,
    cast(b.by_short_name as boolean) as by_short_name
  from both_ways as b
  left join anchors as a on b.local_id = a.enterprise_id
  where b.enterprise_id in (select enterprise_id from chain.company)
)
select * from final order by enterprise_id, local_id, relation, is_head
