-- One row a group × month × fold: what the month adds. Months before the first asked for are one row. Folds (0 to 9, by
-- project) let the caller leave out a tenth of the projects at a time; counts need none. Reads `increment`.
, months as (
  select
    key,
    greatest(year(day) * 12 + month(day) - 1, cast($first_month as bigint)) as month,
    case when project_key is null then -1 when cast($folded as boolean) then project_key % 10 else 0 end as fold,
    n, num, den
  from increment
  where year(day) * 12 + month(day) - 1 <= cast($last_month as bigint)
)
select key, month, fold, sum(n) as n, sum(num) as num, sum(den) as den -- month: 12 × year + month − 1
from months
group by key, month, fold
