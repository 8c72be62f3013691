-- One row a pair that was linked or waits for a person, both sides as they were compared. Pairs with one id on both sides
-- (two names of one credit code) say nothing to anybody and are left out.
create or replace temp table pair as
with decided as (
  select left_id, right_id, min(verdict) as verdict
  from resolve.merge_log
  where method = 'person' and undone_by is null
  group by left_id, right_id
),
found as (
  select left_id, right_id, method, probability, outcome
  from resolve.pair
  union all
  select d.left_id, d.right_id, 'person', null, d.verdict
  from decided as d
  where not exists (select 1 from resolve.pair as p where p.left_id = d.left_id and p.right_id = d.right_id)
),
sides as (
  select least(a.enterprise_id, b.enterprise_id) as left_id, greatest(a.enterprise_id, b.enterprise_id) as right_id,
    a.enterprise_id < b.enterprise_id as kept, a.record_id as record_a, b.record_id as record_b,
    a.name as name_a, b.name as name_b, a.city as city_a, b.city as city_b, a.capital_cny as capital_a, b.capital_cny as capital_b,
    a.registered_on as day_a, b.registered_on as day_b, f.method, f.probability, coalesce(d.verdict, f.outcome) as outcome
  from found as f
  join named as a on a.record_id = f.left_id
  join named as b on b.record_id = f.right_id
  left join decided as d on d.left_id = f.left_id and d.right_id = f.right_id
  where a.enterprise_id <> b.enterprise_id
)
select s.left_id, s.right_id,
  case when kept then name_a else name_b end as left_name, case when kept then name_b else name_a end as right_name,
  case when kept then city_a else city_b end as left_city, case when kept then city_b else city_a end as right_city,
  case when kept then capital_a else capital_b end as left_capital_cny, case when kept then capital_b else capital_a end as right_capital_cny,
  case when kept then day_a else day_b end as left_registered_on, case when kept then day_b else day_a end as right_registered_on,
  -- link: joined by rule; review: a person is asked; same, different: a person has decided
  s.outcome, s.method, s.probability, coalesce(e.evidence, '') as evidence
from sides as s
left join evidence as e on e.left_id = s.record_a and e.right_id = s.record_b;
