-- Edges that need no weighing: equal credit code; equal normalised full name with a place in it. A name without a place
-- is not a full name: 华宇商贸有限公司 exists in many cities. A full name under two credit codes links nobody.
create or replace table resolve.exact as
with by_code as (
  select min(i) over (partition by code) as l, i as r, 'credit_code' as method from resolve.record where code is not null
),
by_name as (
  select min(i) over same as l, i as r, 'full_name' as method, min(code) over same as least_code, max(code) over same as greatest_code
  from resolve.record where place <> '' and form <> ''
  window same as (partition by hash(key), key)
),
edge as (
  select l, r, method from by_code where l <> r
  union all
  select l, r, method from by_name where l <> r and least_code is not distinct from greatest_code
)
select l, r, min(method) as method from edge group by l, r;
