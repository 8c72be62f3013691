-- One row a link × Chongqing district with at least one company placed there: the local strength of the link.
with params as (
  select cast($placed_at as double) as placed_at -- score from which a company counts as being in the link
),
placements as (
  select enterprise_id, link_id, score from chain.placement
),
companies as (
  select enterprise_id, district_id, capital_cny from chain.company
  where district_id is not null and kind in ('company', 'plant')
),
counted as (
  select
    p.link_id, c.district_id,
    count(*) as companies,
    sum(coalesce(c.capital_cny, 0)) as capital_cny,
    max(coalesce(c.capital_cny, 0)) as largest_capital_cny
  from placements as p
  join companies as c on p.enterprise_id = c.enterprise_id
  cross join params
  where p.score >= params.placed_at
  group by p.link_id, c.district_id
),
final as (
  select
    cast(link_id as varchar) as link_id,
    cast(district_id as varchar) as district_id, -- adcode
    cast(companies as bigint) as companies,
    cast(capital_cny as double) as capital_cny, -- CNY, registered
    cast(largest_capital_cny as double) as largest_capital_cny -- CNY
  from counted
)
select * from final order by link_id, district_id
