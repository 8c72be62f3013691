-- One row a group: what each month adds for each fold of projects, as four lists beside each other. Folds (1 to 10, by project)
-- let the caller leave out a tenth of the projects at a time; counts need one only; 0 = no project. Months before the first
-- asked for are one month. Cell: (folds + 1) × months since the first + fold; null = after the day asked for. Reads `increment`.
, placed as (
  select
    key,
    case
      when day < cast($first as date) then 0
      when day <= cast($on as date) then date_diff('month', cast($first as date), day)
    end as month,
    project_key % cast($folds as integer) as fold,
    n, num, den
  from increment
),
sums as (
  select key, month, fold, sum(n) as n, sum(num) as num, sum(den) as den
  from placed
  group by key, month, fold
),
cells as (
  select
    group_name(s.key, $by_key) as key,
    cast((cast($folds as integer) + 1) * month + coalesce(1 + fold, 0) as double) as cell,
    n, num, den
  from sums as s
)
select
  key,
  list(cell) filter (where cell is not null) as cells,
  list(n) filter (where cell is not null) as ns,
  list(num) filter (where cell is not null) as nums,
  list(den) filter (where cell is not null) as dens
from cells
group by key
