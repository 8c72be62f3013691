-- Arrivals asked of a district for a year (lake.tasks), as rows of ledger.event, on the first day of the year, known since the
-- sheet was issued. A later sheet with another figure takes the place of the one before.
with districts as (
  select district_id, name, short_name from reference.district
),
asked as (
  select
    d.district_id, make_date(t.year, 1, 1) as happened_on, t.target as amount_cny, min(coalesce(t.issued_on, t.as_of)) as known_on,
    arg_min(concat_ws('#', t.source_file, nullif(t.source_sheet, ''), cast(t.source_line as varchar)), (coalesce(t.issued_on, t.as_of), t.source_line)) as source
  from lake.tasks as t
  join districts as d on t.unit = d.name or t.unit = d.short_name
  where contains(t.indicator, '到位') and not contains(t.indicator, '率') and t.target > 0
  group by d.district_id, t.year, t.target
),
final as (
  select
    md5(concat_ws('|', 'task', district_id, cast(happened_on as varchar), cast(amount_cny as varchar)))[1:24] as event_id,
    district_id, 'task' as kind, happened_on, cast(known_on as timestamp) as known_at, cast(known_on as timestamp) as recorded_at,
    amount_cny, 'file' as actor, source
  from asked
)
select *, lag(event_id) over (partition by district_id, happened_on order by known_at, event_id) as corrects
from final
