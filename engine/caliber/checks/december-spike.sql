-- One row a district, year and kind (contracts, starts, arrivals) with far more events in December than in its other months.
with params as (
  select cast($as_known as timestamp) as as_known, cast($times as double) as times, cast($least_events as bigint) as least_events
),
years as (
  select
    e.district_id, year(e.happened_on) as in_year, e.kind,
    count(*) filter (where month(e.happened_on) = 12) as december,
    count(*) filter (where month(e.happened_on) < 12) / 11.0 as other_mean,
    count(*) as events,
    list(e.event_id order by e.event_id) filter (where month(e.happened_on) = 12) as event_ids,
    list(distinct e.project_id order by e.project_id) filter (where month(e.happened_on) = 12) as project_ids
  from params as p, known_events(p.as_known) as e
  where e.kind in ('contract', 'start', 'arrival') and e.happened_on <= make_date(year(cast(p.as_known as date)), 12, 31)
  group by e.district_id, year(e.happened_on), e.kind
)
select y.district_id, y.project_ids, cast(y.december as double) as figure, p.times * y.other_mean as bound, y.event_ids -- events
from years as y
cross join params as p
where y.events >= p.least_events and y.december > p.times * y.other_mean
order by y.december - p.times * y.other_mean desc, y.district_id, y.in_year, y.kind
