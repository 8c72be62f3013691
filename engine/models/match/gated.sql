-- One row a link × district × gate: how many companies of the link it keeps off the list of the district; without a gate, how
-- many are on it. Counted once, because a list says it each time and a link may have a hundred thousand companies.
with candidates as (
  select link_id, enterprise_id, gate from match.candidate
),
barred as (
  -- by rules of the district alone
  select distinct link_id, district_id, enterprise_id from match.gate where veto and district_id is not null
),
districts as (
  select district_id from reference.district
),
citywide as (
  select link_id, gate, count(*) as companies from candidates group by link_id, gate
),
moved as (
  -- from the list to those who are restricted
  select b.link_id, b.district_id, count(*) as companies
  from barred as b
  join candidates as c on c.link_id = b.link_id and c.enterprise_id = b.enterprise_id
  where c.gate is null
  group by b.link_id, b.district_id
),
counts as (
  select c.link_id, d.district_id, c.gate, c.companies from citywide as c cross join districts as d
  union all
  select link_id, district_id, null, -companies from moved
  union all
  select link_id, district_id, 'restricted', companies from moved
),
summed as (
  select link_id, district_id, gate, sum(companies) as companies from counts group by link_id, district_id, gate
),
final as (
  select
    cast(link_id as varchar) as link_id,
    cast(district_id as varchar) as district_id, -- adcode
    cast(gate as varchar) as gate, -- NULL = on the list
    cast(companies as bigint) as companies
  from summed
  where companies > 0
)
select * from final order by link_id, district_id, companies desc, gate
