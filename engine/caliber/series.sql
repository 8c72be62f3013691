-- One row a group × month × fold: what the month adds. Months before the first asked for are one row. Folds (0 to 9, by
-- project) let the caller leave out a tenth of the projects at a time; counts need none. Reads `increment`.
, months as (
  select
    key,
    greatest(date_diff('month', date '1970-01-01', day), cast($first_month as bigint)) as month,
    case when project_key is null then -1 when cast($folded as boolean) then project_key % 10 else 0 end as fold,
    n, num, den
  from increment
  where day <= cast($on as date)
)
select key, month, fold, sum(n) as n, sum(num) as num, sum(den) as den -- month: whole months since January 1970
from months
group by key, month, fold
