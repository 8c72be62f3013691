-- One row a link × district × place on its list: who stands there, and what of its score belongs to this company in this district.
with params as (
  select
    cast($top as bigint) as top,
    cast($weights as varchar) as weights -- JSON {factor: weight}, NULL = the profile's
),
profile as (
  select * from reference.profile
),
weighted as (
  select
    coalesce(cast(json_extract(params.weights, '$.presence') as double), p.presence_weight) as presence,
    coalesce(cast(json_extract(params.weights, '$.activities') as double), p.activities_weight) as activities
  from profile as p
  cross join params
),
merits as (
  select seat, link_id, enterprise_id, city_presence, chongqing_districts, score from match.merit
),
places as (
  select district_id, row_number() over (order by district_id) as place from (select distinct district_id from match.offer) as d
),
offers as (
  select o.link_id, o.district_id, o.score, d.place, row_number() over () as list
  from match.offer as o
  join places as d on o.district_id = d.district_id
),
barred as (
  select distinct link_id, enterprise_id, district_id from match.gate where veto and district_id is not null
),
-- what the activities of a company add for a district: log-odds to two decimals, counted in whole numbers, which add up to
-- the same in any order
named as (
  select m.seat, unnest(c.activities) as activity
  from merits as m
  join match.candidate as c on c.link_id = m.link_id and c.enterprise_id = m.enterprise_id
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
met as (
  select
    m.seat, o.list, m.score as merit, o.score as offer,
    w.presence * scaled(m.city_presence + cast(list_contains(m.chongqing_districts, o.district_id) as integer), p.presence_low, p.presence_high) as presence,
    -- unknown activities neither speak for the district nor against it
    w.activities * scaled(coalesce(l.leaning, 0), p.activities_low, p.activities_high) as activities
  from merits as m
  join offers as o on m.link_id = o.link_id
  left join leanings as l on l.seat = m.seat and l.place = o.place
  left join barred as b on b.link_id = m.link_id and b.enterprise_id = m.enterprise_id and b.district_id = o.district_id
  cross join profile as p
  cross join weighted as w
  where b.enterprise_id is null
),
scored as (
  select seat, list, presence, activities, merit + offer + presence + activities as score from met
),
ranked as (
  select *, row_number() over (partition by list order by score desc, seat) as rank from scored
),
final as (
  select
    cast(o.link_id as varchar) as link_id,
    cast(o.district_id as varchar) as district_id, -- adcode
    cast(r.rank as bigint) as rank, -- from 1
    cast(r.seat as bigint) as seat, -- of match.merit
    cast(r.score as double) as score, -- sum of the parts, log-odds scale
    cast(r.presence as double) as presence,
    cast(r.activities as double) as activities
  from ranked as r
  join offers as o on o.list = r.list
  cross join params
  where r.rank <= params.top
)
select * from final order by link_id, district_id, rank
