-- One row a group: the figure's parts up to a day (or within a period), with what its interval needs. Reads `increment`.
, projects as (
  select key, project_key, min(signed_on) as signed_on, sum(num) as num, sum(den) as den, max(n) as counted
  from increment
  where day <= cast($on as date) and ($from is null or day >= cast($from as date))
  group by key, project_key
)
select
  group_name(p.key, $by_key) as key,
  cast(coalesce(sum(counted), 0) as integer) as n, -- projects in the denominator; of a task, projects that brought money
  coalesce(sum(num), 0) as numerator, -- projects or CNY
  coalesce(sum(den), 0) as denominator, -- projects or CNY
  coalesce(sum(num * num) filter (where project_key is not null), 0) as num_num,
  coalesce(sum(num * den) filter (where project_key is not null), 0) as num_den,
  coalesce(sum(den * den) filter (where project_key is not null), 0) as den_den,
  list_sum(max(num, 3)) as top3, -- what the three largest projects bring to the numerator
  median(date_diff('month', signed_on, cast($on as date))) filter (where counted > 0) as median_age_months,
  case when count(*) <= $resampled then list(num order by project_key) end as nums, -- one entry a project, for the bootstrap
  case when count(*) <= $resampled then list(den order by project_key) end as dens,
  case when count(*) <= $resampled then list(project_key is null order by project_key) end as fixed
from projects as p
group by p.key
order by key
