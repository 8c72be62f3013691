-- One row a link: how the city's supply of it is spread, what it hangs on, and which local anchors pull at it.
-- Shares are of registered capital, because no registry tells output; a company without capital counts for nothing in them.
with params as (
  select cast($placed_at as double) as placed_at, cast($absent_below as double) as absent_below
),
rules as (
  select dominant_share, few_suppliers from reference.chain_rules
),
placed as (
  select p.link_id, e.enterprise_id, e.name, e.district_id, coalesce(e.capital_cny, 0) as capital_cny
  from chain.placement as p
  join chain.company as e on p.enterprise_id = e.enterprise_id
  cross join params
  where p.score >= params.placed_at and e.province = '重庆' and e.kind in ('company', 'plant')
),
shared as (
  select
    *,
    capital_cny / nullif(sum(capital_cny) over (partition by link_id), 0) as share,
    row_number() over (partition by link_id order by capital_cny desc, enterprise_id) as position
  from placed
),
firms as (
  select
    link_id,
    count(*) as companies,
    sum(share * share) as hhi,
    max(share) as top1_share,
    sum(share) filter (where position <= 3) as top3_share,
    max(name) filter (where position = 1) as largest
  from shared
  group by link_id
),
districts as (
  select
    link_id,
    count(*) as districts,
    sum(share * share) as district_hhi,
    max_by(district_id, companies) as top_district_id
  from (
    select link_id, district_id, companies, companies * 1.0 / sum(companies) over (partition by link_id) as share
    from chain.local
  ) as d
  group by link_id
),
supply as (
  select link_id, local_companies, local_downstream, coalesce(supply_ratio, 0) as supply_ratio, verdict from chain.gap
),
-- what a link buys: the part of it that local companies cannot cover, by criticality
inputs as (
  select
    c.to_link as link_id,
    sum(c.criticality * (1 - least(1, s.local_companies / params.absent_below))) / sum(c.criticality) as outside_dependence,
    string_agg(l.name, '、' order by c.criticality desc, l.link_id) filter (where s.local_companies < params.absent_below) as missing_inputs
  from chain.connection as c
  join supply as s on c.from_link = s.link_id
  join reference.link as l on c.from_link = l.link_id
  cross join params
  group by c.to_link
),
anchors as (
  select link_id, count(*) as anchors from chain.anchor group by link_id
),
pulls as (
  select
    c.from_link as link_id,
    sum(c.criticality * ln(1 + a.anchors)) as anchor_pull,
    string_agg(l.name || ' ' || a.anchors || '家', '、' order by c.criticality desc, a.anchors desc, l.link_id) as pulled_by
  from chain.connection as c
  join anchors as a on c.to_link = a.link_id
  join reference.link as l on c.to_link = l.link_id
  group by c.from_link
),
final as (
  select
    cast(s.link_id as varchar) as link_id,
    cast(f.hhi as double) as hhi, -- 0 to 1, of local registered capital by company; NULL = none known
    cast(f.top1_share as double) as top1_share, -- 0 to 1
    cast(f.top3_share as double) as top3_share, -- 0 to 1
    cast(f.largest as varchar) as largest, -- company with the most registered capital
    cast(coalesce(d.districts, 0) as bigint) as districts, -- with at least one company
    cast(d.district_hhi as double) as district_hhi, -- 0 to 1, of companies by district
    cast(d.top_district_id as varchar) as top_district_id, -- adcode
    cast(s.local_downstream >= params.absent_below and s.local_companies > 0
      and (s.local_companies <= rules.few_suppliers or coalesce(f.top1_share, 0) >= rules.dominant_share) as boolean) as single_supplier_risk,
    cast(coalesce(i.outside_dependence, 0) as double) as outside_dependence, -- 0 to 1, inputs that the city lacks, by criticality
    cast(coalesce(i.missing_inputs, '') as varchar) as missing_inputs, -- names of links
    cast(coalesce(a.anchors, 0) as bigint) as anchors, -- local anchors in the link
    cast(coalesce(p.anchor_pull, 0) as double) as anchor_pull, -- sum of criticality × log(1 + anchors) over links that buy from it
    cast(coalesce(p.pulled_by, '') as varchar) as pulled_by
  from supply as s
  cross join params
  cross join rules
  left join firms as f on s.link_id = f.link_id
  left join districts as d on s.link_id = d.link_id
  left join inputs as i on s.link_id = i.link_id
  left join anchors as a on s.link_id = a.link_id
  left join pulls as p on s.link_id = p.link_id
)
select * from final order by link_id
