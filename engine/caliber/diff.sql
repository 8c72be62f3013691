-- One row a project whose part in the figure differs between two releases, largest change first, with the events that did it.
-- Reads `increment_before` and `increment_after`.
, before as (
  select project_key, key, sum(num) as num, sum(den) as den from increment_before
  where day <= cast($on as date) and ($from is null or day >= cast($from as date))
  group by project_key, key
),
after as (
  select project_key, key, sum(num) as num, sum(den) as den from increment_after
  where day <= cast($on as date) and ($from is null or day >= cast($from as date))
  group by project_key, key
),
changed as (
  select
    coalesce(a.project_key, b.project_key) as project_key, coalesce(a.key, b.key) as key,
    coalesce(b.num, 0) as numerator_before, coalesce(a.num, 0) as numerator_after,
    coalesce(b.den, 0) as denominator_before, coalesce(a.den, 0) as denominator_after
  from before as b
  full join after as a on a.project_key is not distinct from b.project_key and a.key = b.key
  where coalesce(b.num, 0) <> coalesce(a.num, 0) or coalesce(b.den, 0) <> coalesce(a.den, 0)
),
news as (
  select project_key, any_value(project_id) as project_id, list(event_id order by known_at, event_id) as event_ids, list(distinct kind order by kind) as kinds
  from ledger.known
  where (known_at > cast($as_known_before as timestamp) and known_at <= cast($as_known as timestamp))
    or (superseded_at > cast($as_known_before as timestamp) and superseded_at <= cast($as_known as timestamp))
  group by project_key
)
select
  n.project_id, group_name(c.key, $by_key) as key, c.numerator_before, c.numerator_after, c.denominator_before, c.denominator_after,
  coalesce(n.event_ids, []) as event_ids, coalesce(n.kinds, []) as kinds
from changed as c
left join news as n on c.project_key is not distinct from n.project_key
order by abs(c.denominator_after - c.denominator_before) + abs(c.numerator_after - c.numerator_before) desc, n.project_id
