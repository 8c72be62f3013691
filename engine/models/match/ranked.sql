-- One row a link × district × enterprise: the target list with its parts. The published table holds the first $top of every list;
-- the doors run the same statement for one link and one district, with weights of their own where the user moved them.
with params as (
  select
    cast($link_id as varchar) as link_id, -- NULL = all links
    cast($district_id as varchar) as district_id, -- NULL = all districts
    cast($enterprises as varchar) as enterprises, -- JSON list of enterprise_id, NULL = all
    cast($unit_id as varchar) as unit_id, -- 三线一单 unit of the project, NULL = none named
    cast($top as bigint) as top,
    cast($weights as varchar) as weights, -- JSON {factor: weight}, NULL = the profile's
    cast($profile_hash as varchar) as profile_hash,
    cast($models_hash as varchar) as models_hash
),
profile as (
  select * from reference.profile
),
-- a join, not a condition: it says to the scan which part of the sorted table to read
links as (
  select l.link_id
  from reference.link as l
  cross join params
  where params.link_id is null or l.link_id = params.link_id
),
candidates as (
  select c.*
  from match.candidate as c
  join links as l on c.link_id = l.link_id
  cross join params
  where c.gate is null
    and (params.enterprises is null or list_contains(from_json(params.enterprises, '["varchar"]'), c.enterprise_id))
),
places as (
  select d.district_id, row_number() over (order by d.district_id) as place
  from reference.district as d
  cross join params
  where params.district_id is null or d.district_id = params.district_id
),
closed as (
  select distinct g.link_id, g.district_id
  from district.gate as g
  cross join params
  where g.veto and (g.unit_id is null or g.unit_id = params.unit_id)
),
barred as (
  select distinct link_id, enterprise_id, district_id from match.gate where veto and district_id is not null
),
fits as (
  select f.link_id, f.district_id, d.place, f.specialisation, f.neighbours, f.affinity, f.focus, f.zone, f.slot, f.policy, f.park_land_mu
  from district.fit as f
  join links as l on f.link_id = l.link_id
  join places as d on f.district_id = d.district_id
  left join closed as x on x.link_id = f.link_id and x.district_id = f.district_id
  where x.link_id is null
),
weighted as (
  select
    coalesce(cast(json_extract(params.weights, '$.placement') as double), p.placement_weight) as placement,
    coalesce(cast(json_extract(params.weights, '$.scale') as double), p.scale_weight) as scale,
    coalesce(cast(json_extract(params.weights, '$.expansion') as double), p.expansion_weight) as expansion,
    coalesce(cast(json_extract(params.weights, '$.presence') as double), p.presence_weight) as presence,
    coalesce(cast(json_extract(params.weights, '$.origin') as double), p.origin_weight) as origin,
    coalesce(cast(json_extract(params.weights, '$.youth') as double), p.youth_weight) as youth,
    coalesce(cast(json_extract(params.weights, '$.signals') as double), p.signals_weight) as signals,
    coalesce(cast(json_extract(params.weights, '$.ties') as double), p.ties_weight) as ties,
    coalesce(cast(json_extract(params.weights, '$.gap') as double), p.gap_weight) as gap,
    coalesce(cast(json_extract(params.weights, '$.activities') as double), p.activities_weight) as activities,
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
gaps as (
  select link_id, need from chain.gap
),
-- what does not depend on the district
shared as (
  select
    c.link_id, c.enterprise_id, c.name, c.province, c.chongqing_districts, c.activities, c.presence as city_presence,
    w.placement * scaled(c.placement, p.placement_low, p.placement_high) as placement,
    w.scale * scaled(c.scale, p.scale_low, p.scale_high) as scale,
    w.expansion * scaled(c.expansion, p.expansion_low, p.expansion_high) as expansion,
    w.origin * scaled(c.origin, p.origin_low, p.origin_high) as origin,
    w.youth * scaled(c.youth, p.youth_low, p.youth_high) as youth,
    w.signals * scaled(c.signals, p.signals_low, p.signals_high) as signals,
    w.ties * scaled(c.ties, p.ties_low, p.ties_high) as ties,
    w.gap * scaled(g.need, p.gap_low, p.gap_high) as gap
  from candidates as c
  left join gaps as g on c.link_id = g.link_id
  cross join profile as p
  cross join weighted as w
),
-- presence and activities alone differ between enterprises of one list from district to district, by at most their
-- weights: whoever is further behind the $top-th than that cannot enter the list
scores as (
  select s.*, s.placement + s.scale + s.expansion + s.origin + s.youth + s.signals + s.ties + s.gap as shared_score
  from shared as s
),
-- companies of a link by steps of that score, each far smaller than what a district can add: cheaper than putting all in order
steps as (
  select link_id, floor(shared_score * 256) / 256 as step, count(*) as companies
  from scores
  group by link_id, floor(shared_score * 256)
),
bars as (
  -- companies barred in some district leave places on its list to those behind
  select s.link_id, coalesce(max(s.step) filter (where s.reached >= params.top + coalesce(b.companies, 0)), min(s.step)) as bar
  from (select *, sum(companies) over (partition by link_id order by step desc) as reached from steps) as s
  cross join params
  left join (select link_id, count(*) as companies from barred group by link_id) as b on b.link_id = s.link_id
  group by s.link_id
),
-- numbered in the order that breaks ties
shortlisted as (
  select c.*, row_number() over (order by c.enterprise_id) as seat
  from scores as c
  join bars as b on b.link_id = c.link_id
  cross join weighted as w
  where c.shared_score + case when c.city_presence > 0 then w.presence else 0 end + w.activities
    >= b.bar - 1e-9
),
-- what the activities of a company add for a district: log-odds to two decimals, counted in whole numbers, which add up to
-- the same in any order
named as (
  select seat, unnest(activities) as activity from shortlisted
),
pulls as (
  select a.activity, lane_of(d.place) as lane, sum(in_lane(cast(round(1e4 * a.weight) as integer), d.place)) as ten_thousandths
  from district.activity as a
  join places as d on a.district_id = d.district_id
  group by a.activity, lane_of(d.place)
),
pulled as (
  select n.seat, t.lane, sum(t.ten_thousandths) as ten_thousandths, count(*) as activities
  from named as n
  join pulls as t on t.activity = n.activity
  group by n.seat, t.lane
),
leanings as (
  select
    p.seat, d.place,
    floor(from_lane(p.ten_thousandths, d.place, p.activities) / sqrt(p.activities) / 100 + 0.5) / 100 as leaning
  from pulled as p
  join places as d on lane_of(d.place) = p.lane
),
-- what does not depend on the company
offers as (
  select
    f.link_id, f.district_id, f.place, row_number() over () as list,
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
met as (
  select
    s.seat, o.list, s.placement, s.scale, s.expansion,
    w.presence * scaled(s.city_presence + cast(list_contains(s.chongqing_districts, o.district_id) as integer), p.presence_low, p.presence_high) as presence,
    s.origin, s.youth, s.signals, s.ties, s.gap,
    -- unknown activities neither speak for the district nor against it
    w.activities * scaled(coalesce(l.leaning, 0), p.activities_low, p.activities_high) as activities,
    o.specialisation, o.neighbours, o.affinity, o.focus, o.zone, o.slot, o.policy, o.park
  from shortlisted as s
  join offers as o on s.link_id = o.link_id
  left join leanings as l on l.seat = s.seat and l.place = o.place
  left join barred as b on b.link_id = s.link_id and b.enterprise_id = s.enterprise_id and b.district_id = o.district_id
  cross join profile as p
  cross join weighted as w
  where b.enterprise_id is null
),
-- narrow, because all of it is put in order
scored as (
  select
    seat, list, presence, activities,
    placement + scale + expansion + presence + origin + youth + signals + ties + gap + activities + specialisation + neighbours + affinity + focus + zone + slot + policy + park as score
  from met
),
ranked as (
  select *, row_number() over (partition by list order by score desc, seat) as rank from scored
),
final as (
  select
    cast(o.link_id as varchar) as link_id,
    cast(o.district_id as varchar) as district_id, -- adcode
    cast(r.rank as bigint) as rank, -- from 1
    cast(s.enterprise_id as varchar) as enterprise_id,
    cast(s.name as varchar) as name,
    cast(s.province as varchar) as province,
    cast(r.score as double) as score, -- sum of the parts, log-odds scale
    cast(s.placement as double) as placement,
    cast(s.scale as double) as scale,
    cast(s.expansion as double) as expansion,
    cast(r.presence as double) as presence,
    cast(s.origin as double) as origin,
    cast(s.youth as double) as youth,
    cast(s.signals as double) as signals,
    cast(s.ties as double) as ties,
    cast(s.gap as double) as gap,
    cast(r.activities as double) as activities,
    cast(o.specialisation as double) as specialisation,
    cast(o.neighbours as double) as neighbours,
    cast(o.affinity as double) as affinity,
    cast(o.focus as double) as focus,
    cast(o.zone as double) as zone,
    cast(o.slot as double) as slot,
    cast(o.policy as double) as policy,
    cast(o.park as double) as park,
    cast(c.prefecture as varchar) as prefecture,
    cast(c.registered_on as date) as registered_on,
    cast(c.capital_cny as double) as capital_cny, -- CNY
    cast(c.evidence as varchar) as evidence,
    cast(c.source_file as varchar) as source_file,
    cast(c.source_sheet as varchar) as source_sheet,
    cast(c.source_line as bigint) as source_line,
    cast(params.profile_hash as varchar) as profile_hash,
    cast(params.models_hash as varchar) as models_hash
  from ranked as r
  join offers as o on o.list = r.list
  join shortlisted as s on s.seat = r.seat
  -- what a list says of a company is looked up for those on it alone
  join match.candidate as c on c.link_id = s.link_id and c.enterprise_id = s.enterprise_id
  cross join params
  where r.rank <= params.top and (params.link_id is null or c.link_id = params.link_id)
)
select * from final order by link_id, district_id, rank
