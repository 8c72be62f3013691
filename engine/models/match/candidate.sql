-- One row an enterprise × link: may it be called, and what speaks for it whatever the district. Gates are never offset by a score.
with scored as (
  select
    p.enterprise_id, p.link_id, p.score, p.evidence,
    max(p.score) over (partition by p.enterprise_id, l.version) as best
  from chain.placement as p
  join reference.link as l on p.link_id = l.link_id
),
placements as (
  -- a company whose words point more clearly to another link of the same chain version loses half the difference:
  -- a maker of packaging machines says «packaging» too
  select enterprise_id, link_id, score - 0.5 * (best - score) as score, evidence from scored
),
enterprises as (
  select enterprise_id, name, kind, status, province, prefecture, registered_on, capital_cny from enterprise.current
),
propensities as (
  select enterprise_id, scale, expansion, chongqing_branches, chongqing_districts, age_years, origin from investor.propensity
),
leanings as (
  select enterprise_id, leaning from investor.leaning
),
gaps as (
  select link_id, need from chain.gap
),
final as (
  select
    cast(p.link_id as varchar) as link_id,
    cast(p.enterprise_id as varchar) as enterprise_id,
    cast(e.name as varchar) as name,
    cast(e.province as varchar) as province,
    cast(e.prefecture as varchar) as prefecture,
    cast(e.registered_on as date) as registered_on,
    cast(e.capital_cny as double) as capital_cny, -- CNY
    cast(case
      when e.kind not in ('company', 'plant') then 'not_a_company'
      when regexp_matches(coalesce(e.status, ''), '注销|吊销|迁出|清算') then 'not_active'
      when e.province = '重庆' then 'local'
    end as varchar) as gate, -- NULL = may be called
    cast(p.score as double) as placement, -- log-odds, less half of what the company's best link has more
    cast(i.scale as double) as scale, -- log10 CNY
    cast(i.expansion as double) as expansion, -- provinces
    cast(least(i.chongqing_branches, 1) as double) as presence, -- 1 = has a branch in Chongqing
    cast(i.origin as double) as origin, -- 0 to 1
    cast(-coalesce(i.age_years, 15) as double) as youth, -- minus years
    cast(g.need as double) as gap, -- 0 to 1
    cast(i.chongqing_districts as varchar[]) as chongqing_districts, -- adcodes of its branches
    cast(n.leaning as double[]) as leaning, -- log-odds, one a district in order of adcode; NULL = its activities are unknown here
    cast(p.evidence as varchar) as evidence
  from placements as p
  join enterprises as e on p.enterprise_id = e.enterprise_id
  join propensities as i on p.enterprise_id = i.enterprise_id
  left join leanings as n on p.enterprise_id = n.enterprise_id
  left join gaps as g on p.link_id = g.link_id
)
select * from final order by link_id, placement desc, enterprise_id
