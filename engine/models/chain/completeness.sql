-- One row a chain: how much of it the city has, what is missing, and how many of its inner flows run within the city.
with params as (
  select cast($absent_below as double) as absent_below -- companies; fewer count as absent
),
links as (
  select
    l.link_id, l.version, l.chain_id, l.stage, g.verdict, g.local_companies,
    g.local_companies >= params.absent_below as present, s.single_supplier_risk, s.outside_dependence, s.anchors
  from reference.link as l
  join chain.gap as g on l.link_id = g.link_id
  join chain.standing as s on l.link_id = s.link_id
  cross join params
),
-- the worth of a link to its chain: what others take from it and it takes from others
worth as (
  select link_id, sum(criticality) as worth
  from (
    select from_link as link_id, criticality from chain.connection
    union all
    select to_link as link_id, criticality from chain.connection
  ) as ends
  group by link_id
),
inner_flows as (
  select u.chain_id, count(*) as flows, count(*) filter (where u.present and d.present) as closed_flows
  from chain.connection as c
  join links as u on c.from_link = u.link_id
  join links as d on c.to_link = d.link_id and u.chain_id = d.chain_id
  group by u.chain_id
),
counted as (
  select
    l.chain_id, l.version,
    count(*) as links,
    count(*) filter (where l.present) as present,
    sum(coalesce(w.worth, 1)) filter (where l.present) / sum(coalesce(w.worth, 1)) as weighted,
    avg(cast(l.present as integer)) filter (where l.stage = '上游') as upstream,
    avg(cast(l.present as integer)) filter (where l.stage = '中游') as midstream,
    avg(cast(l.present as integer)) filter (where l.stage = '下游') as downstream,
    count(*) filter (where l.verdict = '补') as to_fill,
    count(*) filter (where l.verdict = '强') as to_strengthen,
    count(*) filter (where l.verdict = '延') as to_extend,
    count(*) filter (where l.single_supplier_risk) as single_supplier_links,
    avg(l.outside_dependence) as outside_dependence,
    sum(l.anchors) as anchors,
    sum(l.local_companies) as local_placements
  from links as l
  left join worth as w on l.link_id = w.link_id
  group by l.chain_id, l.version
),
final as (
  select
    cast(c.chain_id as varchar) as chain_id,
    cast(c.version as varchar) as version,
    cast(c.links as bigint) as links,
    cast(c.present as bigint) as present, -- links with enough local companies
    cast(coalesce(c.weighted, 0) as double) as completeness, -- 0 to 1, present links by the criticality of their flows
    cast(c.upstream as double) as upstream, -- 0 to 1, share of links of the stage that are present; NULL = the chain has none
    cast(c.midstream as double) as midstream,
    cast(c.downstream as double) as downstream,
    cast(coalesce(f.flows, 0) as bigint) as inner_flows, -- between links of the chain
    cast(coalesce(f.closed_flows, 0) as bigint) as closed_flows, -- with both ends present in the city
    cast(c.to_fill as bigint) as to_fill, -- 补
    cast(c.to_strengthen as bigint) as to_strengthen, -- 强
    cast(c.to_extend as bigint) as to_extend, -- 延
    cast(c.single_supplier_links as bigint) as single_supplier_links,
    cast(coalesce(c.outside_dependence, 0) as double) as outside_dependence, -- 0 to 1, mean over links
    cast(c.anchors as bigint) as anchors, -- link × anchor
    cast(c.local_placements as bigint) as local_placements -- link × local company
  from counted as c
  left join inner_flows as f on c.chain_id = f.chain_id
)
select * from final order by version, chain_id
