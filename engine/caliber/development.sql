-- One row a group × signing month × age in months: what came at that age, and (age 0) what was signed. Reads `increment`.
select
  group_name(i.key, $by_key) as key,
  cast(date_diff('month', date '1970-01-01', signed_on) as integer) as cohort,
  cast(greatest(0, date_diff('month', signed_on, day)) as integer) as age, -- months, by calendar month
  sum(num) as num, -- projects or CNY
  sum(den) as den -- projects or CNY, where the denominator is what was signed
from increment as i
where project_key is not null and day <= cast($on as date)
group by i.key, cohort, age
order by key, cohort, age -- sums of the reader come out the same to the last digit
