-- One row an id under which a company was filed and that is not its own: a list without codes, or another spelling.
-- Ids once printed go on leading to the company that they joined.
-- by company: lake.enterprises, lake.identity, lake.investor, lake.projects
with moved as (
  select enterprise_id, entity_id
  from lake.identity
  where enterprise_id <> entity_id
),
spelled as (
  select enterprise_id, name
  from lake.enterprises
  union all
  select v.enterprise_id, p.investor_name
  from lake.investor as v
  join lake.projects as p on p.load_id = v.load_id and p.source_sheet = v.source_sheet and p.source_line = v.source_line
),
filed as (
  select enterprise_id, min(name) as name
  from spelled
  where enterprise_id in (select enterprise_id from moved)
  group by enterprise_id
),
final as (
  select
    cast(m.enterprise_id as varchar) as alias_id,
    cast(m.entity_id as varchar) as enterprise_id,
    cast(coalesce(f.name, '') as varchar) as name
  from moved as m
  left join filed as f on f.enterprise_id = m.enterprise_id
)
select * from final order by alias_id
