-- One row a place × link × year with at least one registration: the entries of companies that now stand in the link.
-- Places: districts of Chongqing, and every province of the data. A registry that lacks recent years shows as a fall: see last_year.
with params as (
  select cast($placed_at as double) as placed_at -- score from which a company counts as being in the link
),
entries as (
  select p.link_id, e.province, e.district_id, cast(extract(year from e.registered_on) as bigint) as year, e.capital_cny, e.as_of
  from chain.placement as p
  join chain.company as e on p.enterprise_id = e.enterprise_id
  cross join params
  where p.score >= params.placed_at and e.kind in ('company', 'plant') and e.registered_on is not null
),
placed as (
  select 'province' as place_kind, province as place, link_id, year, capital_cny from entries where province is not null
  union all
  select 'district', district_id, link_id, year, capital_cny from entries where district_id is not null
),
counted as (
  select place_kind, place, link_id, year, count(*) as entries, sum(coalesce(capital_cny, 0)) as capital_cny
  from placed
  group by place_kind, place, link_id, year
),
final as (
  select
    cast(place_kind as varchar) as place_kind, -- province, district
    cast(place as varchar) as place, -- province, or adcode of the district
    cast(link_id as varchar) as link_id,
    cast(year as bigint) as year,
    cast(entries as bigint) as entries,
    cast(capital_cny as double) as capital_cny, -- CNY, registered
    cast(sum(entries) over (partition by place_kind, place, link_id order by year) as bigint) as companies, -- registered until then, of those still in the lists
    cast(max(year) over (partition by place_kind, place) as bigint) as last_year -- last year in which the place has any entry in any link
  from counted
)
select * from final order by place_kind, place, link_id, year
