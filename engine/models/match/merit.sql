-- One row a link × company that can come to stand on a list of $top: what speaks for it in every district, and what a list says of it.
with params as (
  select
    cast($link_id as varchar) as link_id, -- NULL = all links
    cast($enterprises as varchar) as enterprises, -- JSON list of enterprise_id, NULL = all
    cast($top as bigint) as top,
    cast($weights as varchar) as weights -- JSON {factor: weight}, NULL = the profile's
),
profile as (
  select * from reference.profile
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
    coalesce(cast(json_extract(params.weights, '$.activities') as double), p.activities_weight) as activities
  from profile as p
  cross join params
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
barred as (
  select link_id, count(distinct enterprise_id) as companies from match.gate where veto and district_id is not null group by link_id
),
gaps as (
  select link_id, need from chain.gap
),
parts as (
  select
    c.link_id, c.enterprise_id, c.presence as city_presence, c.chongqing_districts,
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
-- presence and activities alone differ between companies of one list from district to district, by at most their
-- weights: whoever is further behind the $top-th than that cannot enter the list
scores as (
  select *, placement + scale + expansion + origin + youth + signals + ties + gap as score from parts
),
-- companies of a link by steps of that score, each far smaller than what a district can add: cheaper than putting all in order
steps as (
  select link_id, floor(score * 256) / 256 as step, count(*) as companies
  from scores
  group by link_id, floor(score * 256)
),
bars as (
  -- companies barred in some district leave places on its list to those behind
  select s.link_id, coalesce(max(s.step) filter (where s.reached >= params.top + coalesce(b.companies, 0)), min(s.step)) as bar
  from (select *, sum(companies) over (partition by link_id order by step desc) as reached from steps) as s
  cross join params
  left join barred as b on b.link_id = s.link_id
  group by s.link_id
),
shortlisted as (
  select s.*
  from scores as s
  join bars as b on b.link_id = s.link_id
  cross join weighted as w
  where s.score + case when s.city_presence > 0 then w.presence else 0 end + w.activities >= b.bar - 1e-9
),
final as (
  select
    cast(row_number() over (order by s.link_id, s.enterprise_id) as bigint) as seat, -- in the order that breaks ties
    cast(s.link_id as varchar) as link_id,
    cast(s.enterprise_id as varchar) as enterprise_id,
    cast(c.name as varchar) as name,
    cast(c.province as varchar) as province,
    cast(s.city_presence as double) as city_presence, -- 0 or 1
    cast(s.chongqing_districts as varchar[]) as chongqing_districts, -- adcodes
    cast(s.score as double) as score, -- sum of its parts, log-odds scale
    cast(s.placement as double) as placement,
    cast(s.scale as double) as scale,
    cast(s.expansion as double) as expansion,
    cast(s.origin as double) as origin,
    cast(s.youth as double) as youth,
    cast(s.signals as double) as signals,
    cast(s.ties as double) as ties,
    cast(s.gap as double) as gap,
    cast(c.prefecture as varchar) as prefecture,
    cast(c.registered_on as date) as registered_on,
    cast(c.capital_cny as double) as capital_cny, -- CNY
    cast(c.evidence as varchar) as evidence,
    cast(c.source_file as varchar) as source_file,
    cast(c.source_sheet as varchar) as source_sheet,
    cast(c.source_line as bigint) as source_line
  from shortlisted as s
  -- what a list says of a company is looked up for those that can stand on it alone
  join match.candidate as c on c.link_id = s.link_id and c.enterprise_id = s.enterprise_id
  cross join params
  where params.link_id is null or c.link_id = params.link_id
)
select * from final order by seat
