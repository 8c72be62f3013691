-- One row a placed enterprise: what speaks for it investing away from home: size, branches elsewhere, ties to Chongqing, youth, origin, dated signs.
-- No outcome stands behind these weights yet: a score, not a probability.
-- by company: chain.company, investor.presence, investor.signal, investor.tie
with companies as (
  select enterprise_id, name_key, capital_cny, capital_currency, province, registered_on, as_of from chain.company
),
presence as (
  select name_key, branches, provinces, chongqing_branches, districts from investor.presence
),
origins as (
  select province, max(priority) as priority from reference.origin group by province
),
signs as (
  select enterprise_id, sum(worth) as signals, max(happened_on) as latest_signal_on from investor.signal group by enterprise_id
),
tied as (
  select enterprise_id, sum(counts) as ties
  from (select enterprise_id, local_id, max(case when with_anchor then 2 else 1 end) as counts from investor.tie group by enterprise_id, local_id) as t
  group by enterprise_id
),
final as (
  select
    cast(c.enterprise_id as varchar) as enterprise_id,
    cast(log10(greatest(coalesce(c.capital_cny, 1e5), 1e4)) as double) as scale, -- log10 of registered capital in CNY; unknown counts as 100,000
    cast(coalesce(p.provinces, 0) as double) as expansion, -- provinces with branches of its own
    cast(coalesce(p.chongqing_branches, 0) as bigint) as chongqing_branches,
    cast(coalesce(p.districts, []) as varchar[]) as chongqing_districts, -- adcodes
    cast(date_diff('day', c.registered_on, c.as_of) / 365.25 as double) as age_years, -- on the data date of its own filing
    cast(coalesce(o.priority, 0) as double) as origin, -- 0 to 1, Opinion (六)
    cast(coalesce(c.capital_currency, 'CNY') <> 'CNY' as boolean) as foreign_capital,
    cast(coalesce(s.signals, 0) as double) as signals, -- sum of what its dated signs are worth on the newest data date
    cast(s.latest_signal_on as date) as latest_signal_on,
    cast(coalesce(t.ties, 0) as double) as ties -- local companies tied to it, an anchor counts twice
  from companies as c
  left join presence as p on c.name_key = p.name_key
  left join origins as o on c.province = o.province
  left join signs as s on c.enterprise_id = s.enterprise_id
  left join tied as t on c.enterprise_id = t.enterprise_id
)
select * from final order by enterprise_id
