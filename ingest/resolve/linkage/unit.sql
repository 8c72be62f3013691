-- One row a unit: the records that credit code and normalised full name have already joined, seen as one company.
-- The most telling spelling stands for the unit: with a place, with a form, long.
create or replace table resolve.unit as
with ranked as (
  select r.*, u.unit,
    row_number() over (partition by u.unit order by (r.place <> '')::integer + (r.form <> '')::integer desc, strlen(r.flat) desc, r.i) as place_in_unit,
    count(*) over (partition by u.unit) as records,
    max(r.code) over (partition by u.unit) as unit_code,
    max(r.city) over (partition by u.unit) as unit_city,
    max(r.capital) over (partition by u.unit) as unit_capital,
    min(r.day) over (partition by u.unit) as unit_day,
    case when count(r.list) over (partition by u.unit) = count(*) over (partition by u.unit)
      and min(r.list) over (partition by u.unit) = max(r.list) over (partition by u.unit) then r.list end as unit_list
  from resolve.record as r
  join resolve.unit_of as u on u.i = r.i
)
select unit, records, unit_code as code, unit_city as city, unit_capital as capital, unit_day as day, unit_list as list,
  place, province, string_split(place, ' ') as stems, brand, trade, core, form, grouped, branch, flat,
  regexp_replace(flat, '[^0-9一二三四五六七八九十百甲乙丙丁]', '', 'g') as numerals,
  regexp_replace(branch, '[^东西南北]', '', 'g') as compass
from ranked
where place_in_unit = 1;
