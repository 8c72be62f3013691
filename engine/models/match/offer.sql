-- One row a link × district that may take it: what the district adds to the score of every company of the link.
with params as (
  select
    cast($link_id as varchar) as link_id, -- NULL = all links
    cast($district_id as varchar) as district_id, -- NULL = all districts
    cast($unit_id as varchar) as unit_id, -- 三线一单 unit of the project, NULL = none named
    cast($weights as varchar) as weights, -- JSON {factor: weight}, NULL = the profile's
    cast($profile_hash as varchar) as profile_hash,
    cast($models_hash as varchar) as models_hash
),
profile as (
  select * from reference.profile
),
weighted as (
  select
    coalesce(cast(json_extract(params.weights, '$.specialisation') as double), p.specialisation_weight) as specialisation,
    coalesce(cast(json_extract(params.weights, '$.neighbours') as double), p.neighbours_weight) as neighbours,
    coalesce(cast(json_extract(params.weights, '$.affinity') as double), p.affinity_weight) as affinity,
    coalesce(cast(json_extract(params.weights, '$.focus') as double), p.focus_weight) as focus,
    coalesce(cast(json_extract(params.weights, '$.zone') as double), p.zone_weight) as zone,
    coalesce(cast(json_extract(params.weights, '$.slot') as double), p.slot_weight) as slot,
    coalesce(cast(json_extract(params.weights, '$.policy') as double), p.policy_weight) as policy,
    coalesce(cast(json_extract(params.weights, '$.park') as double), p.park_weight) as park
  from profile as p
  cross join params
),
closed as (
  select distinct g.link_id, g.district_id
  from district.gate as g
  cross join params
  where g.veto and (g.unit_id is null or g.unit_id = params.unit_id)
),
fits as (
  select f.link_id, f.district_id, f.specialisation, f.neighbours, f.affinity, f.focus, f.zone, f.slot, f.policy, f.park_land_mu
  from district.fit as f
  cross join params
  left join closed as x on x.link_id = f.link_id and x.district_id = f.district_id
  where x.link_id is null
    and (params.link_id is null or f.link_id = params.link_id)
    and (params.district_id is null or f.district_id = params.district_id)
),
parts as (
  select
    f.link_id, f.district_id,
    w.specialisation * scaled(f.specialisation, p.specialisation_low, p.specialisation_high) as specialisation,
    w.neighbours * scaled(f.neighbours, p.neighbours_low, p.neighbours_high) as neighbours,
    w.affinity * scaled(f.affinity, p.affinity_low, p.affinity_high) as affinity,
    w.focus * scaled(f.focus, p.focus_low, p.focus_high) as focus,
    w.zone * scaled(f.zone, p.zone_low, p.zone_high) as zone,
    w.slot * scaled(f.slot, p.slot_low, p.slot_high) as slot,
    w.policy * scaled(f.policy, p.policy_low, p.policy_high) as policy,
    w.park * scaled(ln(1 + f.park_land_mu), p.park_low, p.park_high) as park
  from fits as f
  cross join profile as p
  cross join weighted as w
),
final as (
  select
    cast(s.link_id as varchar) as link_id,
    cast(s.district_id as varchar) as district_id, -- adcode
    cast(s.specialisation + s.neighbours + s.affinity + s.focus + s.zone + s.slot + s.policy + s.park as double) as score, -- sum of its parts, log-odds scale
    cast(s.specialisation as double) as specialisation,
    cast(s.neighbours as double) as neighbours,
    cast(s.affinity as double) as affinity,
    cast(s.focus as double) as focus,
    cast(s.zone as double) as zone,
    cast(s.slot as double) as slot,
    cast(s.policy as double) as policy,
    cast(s.park as double) as park,
    cast(params.profile_hash as varchar) as profile_hash,
    cast(params.models_hash as varchar) as models_hash
  from parts as s
  cross join params
)
select * from final order by link_id, district_id
