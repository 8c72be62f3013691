-- One row a link × local anchor: the companies of Chongqing that pull others to them. By rule: placed in the link, active, and
-- large by registered capital or on a target list; the largest few of a link.
with params as (
  select cast($placed_at as double) as placed_at -- score from which a company counts as being in the link
),
rules as (
  select anchor_capital_cny, anchors_per_link, anchor_signals from reference.chain_rules
),
listed as (
  select s.name_key, string_agg(distinct s.kind, '、' order by s.kind) as signs
  from lake.signals as s
  cross join rules
  where list_contains(string_split(rules.anchor_signals, '|'), s.kind)
  group by s.name_key
),
companies as (
  select enterprise_id, name, name_key, district_id, capital_cny
  from chain.company
  where province = '重庆' and kind in ('company', 'plant') and not regexp_matches(coalesce(status, ''), '注销|吊销|迁出|清算')
),
eligible as (
  select p.link_id, c.enterprise_id, c.name, c.district_id, c.capital_cny, p.score, l.signs
  from chain.placement as p
  join companies as c on p.enterprise_id = c.enterprise_id
  left join listed as l on l.name_key = c.name_key
  cross join params
  cross join rules
  where p.score >= params.placed_at and (c.capital_cny >= rules.anchor_capital_cny or l.name_key is not null)
),
ordered as (
  select
    *,
    row_number() over (partition by link_id order by signs is not null desc, coalesce(capital_cny, 0) desc, score desc, enterprise_id) as position
  from eligible
),
final as (
  select
    cast(o.link_id as varchar) as link_id,
    cast(o.position as bigint) as position, -- from 1, largest first
    cast(o.enterprise_id as varchar) as enterprise_id,
    cast(o.name as varchar) as name,
    cast(o.district_id as varchar) as district_id, -- adcode
    cast(o.capital_cny as double) as capital_cny, -- CNY
    cast(o.score as double) as placement, -- log-odds
    cast(o.signs as varchar) as signs -- target lists or listing, NULL = by capital
  from ordered as o
  cross join rules
  where o.position <= rules.anchors_per_link
)
select * from final order by link_id, position
