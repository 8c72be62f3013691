-- One row a group × cell: what a month adds for a fold of projects. Months before the first asked for are one month. Folds
-- (1 to 10, by project) let the caller leave out a tenth of the projects at a time; counts need one only; 0 = no project.
-- Cell: 11 × months since the first + fold. Reads `increment`.
, cells as (
  select
    key,
    cast(
      11 * greatest(date_diff('month', date '1970-01-01', day) - cast($first_month as integer), 0)
      + case when project_key is null then 0 when cast($folded as boolean) then 1 + project_key % 10 else 1 end
    as integer) as cell,
    n, num, den
  from increment
  where day <= cast($on as date)
)
select key, cell, sum(n) as n, sum(num) as num, sum(den) as den
from cells
group by key, cell
