-- One row a link of the chain graph: what the city has of it, and the word for what is missing.
-- 补 = (nearly) absent though local companies downstream need it; 强 = present, but fewer than the local companies that buy from it;
-- 延 = absent, nobody here needs it yet, but its suppliers are here; 稳 = present in the measure of local demand; 无 = neither it nor its neighbours.
-- The word and the need come from local facts alone: companies elsewhere move the location quotient beside it, never a score.
with params as (
  select
    cast($placed_at as double) as placed_at,
    cast($absent_below as double) as absent_below -- companies; fewer count as absent
),
links as (
  select link_id, version, chain_id from reference.link
),
flows as (
  select from_link, to_link, criticality from chain.connection
),
placed as (
  select p.link_id, e.province = '重庆' as is_local, e.capital_cny
  from chain.placement as p
  join chain.company as e on p.enterprise_id = e.enterprise_id
  cross join params
  where p.score >= params.placed_at and e.kind in ('company', 'plant')
),
strength as (
  select
    l.link_id, l.version,
    count(p.link_id) filter (where p.is_local) as local_companies,
    count(p.link_id) as all_companies,
    coalesce(sum(p.capital_cny) filter (where p.is_local), 0) as local_capital_cny,
    coalesce(max(p.capital_cny) filter (where p.is_local), 0) as local_largest_cny
  from links as l
  left join placed as p on l.link_id = p.link_id
  group by l.link_id, l.version
),
shares as (
  select
    *,
    sum(local_companies) over (partition by version) as local_total,
    sum(all_companies) over (partition by version) as all_total
  from strength
),
neighbours as (
  select
    s.link_id,
    coalesce((select sum(d.local_companies) from flows as f join strength as d on f.to_link = d.link_id where f.from_link = s.link_id), 0) as local_downstream,
    coalesce((select sum(u.local_companies) from flows as f join strength as u on f.from_link = u.link_id where f.to_link = s.link_id), 0) as local_upstream
  from strength as s
),
measured as (
  select
    s.*, n.local_downstream, n.local_upstream,
    -- location quotient with one expected company as prior: 1 = as strong as in the provinces of the data
    (s.local_companies + 1.0) / (1.0 + s.all_companies * (s.local_total * 1.0 / nullif(s.all_total, 0))) as location_quotient,
    -- local makers for each local company that buys from the link
    s.local_companies * 1.0 / nullif(n.local_downstream, 0) as supply_ratio,
    -- share of local registered capital in the largest company: supply that hangs on one firm
    case when s.local_capital_cny > 0 then s.local_largest_cny / s.local_capital_cny end as largest_share
  from shares as s
  join neighbours as n on s.link_id = n.link_id
),
judged as (
  select
    *,
    case
      when local_companies < absent_below and local_downstream >= absent_below then '补'
      when local_companies >= absent_below and supply_ratio < 1 then '强'
      when local_companies < absent_below and local_upstream >= absent_below then '延'
      when local_companies >= absent_below then '稳'
      else '无'
    end as verdict
  from measured
  cross join params
),
final as (
  select
    cast(link_id as varchar) as link_id,
    cast(verdict as varchar) as verdict, -- 补, 强, 延, 稳, 无
    cast(case verdict when '补' then 1 when '强' then 0.4 + 0.4 * (1 - supply_ratio) when '延' then 0.4 else 0 end as double) as need, -- 0 to 1
    cast(local_companies as bigint) as local_companies,
    cast(all_companies as bigint) as all_companies, -- in all provinces of the data
    cast(location_quotient as double) as location_quotient, -- 1 = as strong as elsewhere
    cast(supply_ratio as double) as supply_ratio, -- local companies of the link / local companies that buy from it
    cast(local_downstream as bigint) as local_downstream, -- local companies in links that buy from this one
    cast(local_upstream as bigint) as local_upstream, -- local companies in links that sell to this one
    cast(local_capital_cny as double) as local_capital_cny, -- CNY
    cast(largest_share as double) as largest_share -- 0 to 1
  from judged
)
select * from final order by link_id
