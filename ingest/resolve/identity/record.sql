-- Over `filed`: one row an id and a spelling of its name: what the lists of companies say, and the investors that lists of projects name.
-- An id under several names (a renamed company) has a row for each; the first keeps the id, which decisions refer to.
create or replace table named as
with spelled as (
  select enterprise_id, name_key, min(name) as name, min(credit_code) as credit_code, min(city) as city,
    max(capital_cny) as capital_cny, min(registered_on) as registered_on,
    case when min(load_id) = max(load_id) then min(load_id) end as list
  from filed
  group by enterprise_id, name_key
)
select
  case when row_number() over (partition by enterprise_id order by name_key) = 1 then enterprise_id
    else enterprise_id || '~' || name_key end as record_id,
  enterprise_id, name, credit_code, city, capital_cny, registered_on, list
from spelled;
