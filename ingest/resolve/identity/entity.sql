-- One row an id that belongs to a company of another id: named by its credit code, else by its smallest id. Every other id
-- is a company of its own.
create or replace temp table entity as
with joined as (
  select n.enterprise_id, n.credit_code, c.cluster_id
  from named as n
  join resolve.cluster as c on c.record_id = n.record_id
),
company as (
  select cluster_id, coalesce(min(credit_code), min(enterprise_id)) as entity_id
  from joined
  group by cluster_id
),
moved as (
  select j.enterprise_id, min(c.entity_id) as entity_id
  from joined as j
  join company as c on c.cluster_id = j.cluster_id
  group by j.enterprise_id
)
select enterprise_id, entity_id
from moved
where entity_id <> enterprise_id;
