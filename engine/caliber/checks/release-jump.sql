-- One row a district and past signing year whose contract total changed between two releases, with the contracts that did it.
with params as (
  select
    cast($as_known as timestamp) as as_known, cast($as_known_before as timestamp) as before,
    cast($share as double) as share, cast($least_amount_cny as double) as least_amount_cny
),
contracts as (
  select
    e.event_id, e.project_id, e.district_id, year(e.happened_on) as signing_year, e.amount_cny,
    e.known_at <= p.before and (e.superseded_at is null or e.superseded_at > p.before) as was,
    e.known_at <= p.as_known and (e.superseded_at is null or e.superseded_at > p.as_known) as is_now
  from ledger.known as e
  cross join params as p
  where e.kind = 'contract' and e.happened_on <= cast(p.before as date)
),
totals as (
  select
    district_id, signing_year,
    coalesce(sum(amount_cny) filter (where was), 0) as total_before,
    coalesce(sum(amount_cny) filter (where is_now), 0) as total_now,
    list(distinct project_id order by project_id) filter (where was <> is_now) as project_ids,
    list(event_id order by event_id) filter (where was <> is_now) as event_ids
  from contracts
  group by district_id, signing_year
)
select t.district_id, t.project_ids, t.total_now as figure, t.total_before as bound, t.event_ids -- CNY
from totals as t
cross join params as p
where abs(t.total_now - t.total_before) > p.share * greatest(t.total_before, 1) and abs(t.total_now - t.total_before) >= p.least_amount_cny
order by abs(t.total_now - t.total_before) desc, t.district_id, t.signing_year
