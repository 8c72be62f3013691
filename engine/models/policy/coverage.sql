-- One row a link × district: which policies speak for it. Only what was reviewed and is in force counts, and it counts by kind of
-- support: how much a policy pays is no part of it, so no district ranks by its subsidies.
with policies as (
  select policy_id, status, in_force, district_ids, link_ids, coalesce(instruments, cast([] as varchar[])) as instruments
  from policy.current
  where in_force or status = '待复核'
),
in_districts as (
  select policy_id, unnest(district_ids) as district_id from policies where district_ids is not null
  union all
  select p.policy_id, d.district_id from policies as p cross join reference.district as d where p.district_ids is null
),
on_links as (
  select policy_id, unnest(link_ids) as link_id from policies where link_ids is not null
  union all
  select p.policy_id, l.link_id from policies as p cross join reference.link as l where p.link_ids is null
),
pairs as (
  select l.link_id, d.district_id, p.policy_id, p.in_force, p.instruments
  from policies as p
  join in_districts as d on p.policy_id = d.policy_id
  join on_links as l on p.policy_id = l.policy_id
),
final as (
  select
    cast(link_id as varchar) as link_id,
    cast(district_id as varchar) as district_id,
    cast(count(*) filter (where in_force) as bigint) as in_force,
    cast(count(*) filter (where not in_force) as bigint) as awaiting,
    cast(list_sort(list_distinct(coalesce(flatten(list(instruments) filter (where in_force)), cast([] as varchar[])))) as varchar[]) as instruments,
    cast(coalesce(list(policy_id order by policy_id) filter (where in_force), cast([] as varchar[])) as varchar[]) as policy_ids
  from pairs
  group by link_id, district_id
)
select * from final order by link_id, district_id
