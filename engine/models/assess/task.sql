-- One row a unit, year and indicator: target and reported figure. A later sheet replaces an earlier one of the same day of
-- issue; sheets issued on other days stand beside each other, so that a past day sees the target of its time.
with tasks as (
  select * from lake.tasks
),
zones as (
  select zone_id, name, short_name from reference.zone
),
districts as (
  select district_id, name, short_name from reference.district
),
named as (
  select
    t.year, coalesce(d.district_id, z.zone_id, t.unit) as unit, t.indicator, t.target, t.reported, coalesce(t.issued_on, t.as_of) as known_on,
    t.source_file, t.source_sheet, t.source_line, t.row_hash, t.as_of, t.load_sequence
  from tasks as t
  left join districts as d on t.unit = d.name or t.unit = d.short_name
  left join zones as z on t.unit = z.name or t.unit = z.short_name
),
preferred as (
  select *, row_number() over (partition by year, unit, indicator, known_on order by as_of desc, load_sequence desc, row_hash) as preference
  from named
),
final as (
  select
    cast(year as bigint) as year,
    cast(unit as varchar) as unit,
    cast(indicator as varchar) as indicator,
    cast(target as double) as target, -- CNY, share or count
    cast(reported as double) as reported, -- the same unit
    cast(known_on as date) as known_on,
    cast(source_file as varchar) as source_file,
    cast(source_sheet as varchar) as source_sheet,
    cast(source_line as bigint) as source_line
  from preferred
  where preference = 1
)
select * from final order by year, unit, indicator, known_on
