-- One row a filed project that names an investor, with the company that it is.
create or replace temp table investor as
with filed as (
  select project_id, enterprise_id(investor_credit_code, investor_name) as enterprise_id, name_key(investor_name) as name_key,
    load_id, source_sheet, source_line
  from filed_project
  where investor_name is not null
)
select f.project_id, f.enterprise_id, coalesce(e.entity_id, f.enterprise_id) as entity_id, f.name_key, f.load_id, f.source_sheet, f.source_line
from filed as f
left join entity as e on e.enterprise_id = f.enterprise_id;
