-- One row a company that has branches: where it went beyond its home. Branch is not parent: they are tied by the parent's full name inside the branch's.
-- by group: parent_key of enterprise.current as name_key
with branches as (
  select parent_key, province, district_id from enterprise.current where parent_key is not null
),
counted as (
  select
    parent_key,
    count(*) as branches,
    count(distinct province) as provinces,
    count(*) filter (where province = '重庆') as chongqing_branches,
    list(distinct district_id order by district_id) filter (where district_id is not null) as districts
  from branches
  group by parent_key
),
final as (
  select
    cast(parent_key as varchar) as name_key,
    cast(branches as bigint) as branches,
    cast(provinces as bigint) as provinces,
    cast(chongqing_branches as bigint) as chongqing_branches,
    cast(coalesce(districts, []) as varchar[]) as districts -- adcodes
  from counted
)
select * from final order by name_key
