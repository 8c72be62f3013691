-- One row a project: the zone or park it lies in and the industry that says which department answers for it. Where several
-- files speak of a project, the newest data date wins. A park that bears the name of a zone of the reference is that zone.
with projects as (
  select project_id, arg_max(park, (as_of, -load_sequence, row_hash)) as park, arg_max(industry_code, (as_of, -load_sequence, row_hash)) as industry_code, arg_max(link, (as_of, -load_sequence, row_hash)) as link
  from lake.projects
  group by project_id
),
zones as (
  select zone_id, name, short_name, level from reference.zone
),
parks as (
  select name, any_value(level) as level from lake.parks group by name
),
links as (
  select name, any_value(string_split(gbt_codes, '|')[1]) as industry_code from reference.link group by name
),
final as (
  select
    cast(p.project_id as varchar) as project_id,
    cast(coalesce(z.zone_id, p.park) as varchar) as unit_id,
    cast(coalesce(z.name, p.park) as varchar) as unit_name,
    cast(coalesce(z.level, k.level) as varchar) as level,
    cast(coalesce(p.industry_code, l.industry_code) as varchar) as industry_code -- GB/T 4754-2017
  from projects as p
  left join zones as z on p.park = z.name or p.park = z.short_name
  left join parks as k on p.park = k.name
  left join links as l on p.link = l.name
)
select * from final order by project_id
