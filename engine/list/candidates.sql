-- One row a company that may be called for one link: what a list can be narrowed by, and what is measured of each company and,
-- for $district_id, of the company there. In any order.
select
  enterprise_id,
  coalesce(province, '') as province, -- '' = unknown
  coalesce(capital_cny, cast('nan' as double)) as capital_cny, -- CNY; NaN = unknown
  coalesce(cast(year(registered_on) as double), cast('nan' as double)) as founded, -- year; NaN = unknown
  placement,
  scale,
  expansion,
  presence + cast(list_contains(chongqing_districts, $district_id) as integer) as presence,
  origin,
  youth,
  signals,
  ties,
  (select need from chain.gap where link_id = $link_id) as gap,
  cast(coalesce(activities, []) as double[]) as activities
from match.candidate
where link_id = $link_id and gate is null
  and enterprise_id not in (select enterprise_id from match.gate where veto and link_id = $link_id and district_id = $district_id)
