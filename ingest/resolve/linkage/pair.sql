-- One row a pair of records that this run links or puts up for review, with how. rank orders the cascade.
create or replace table resolve.pair as
with edges as (
  select l, r, method, case when method = 'credit_code' then 1 else 2 end as rank, cast(null as double) as weight, cast(null as double) as probability, 'link' as outcome
  from resolve.exact
  union all
  select l, r, method, case when method = 'unique_core' then 3 else 4 end, weight, probability, outcome
  from resolve.scored where outcome is not null
)
select a.record_id as left_id, b.record_id as right_id, e.method, e.rank, e.weight, e.probability, e.outcome
from edges as e
join resolve.record as a on a.i = e.l
join resolve.record as b on b.i = e.r;
