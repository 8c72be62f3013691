-- One row an enterprise × link: may it be called, and what speaks for it whatever the district. Gates are never offset by a score.
-- by company: chain.placement, chain.company, investor.propensity, enterprise.activity, match.gate
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
  select enterprise_id, name, kind, status, province, prefecture, registered_on, capital_cny, source_file, source_sheet, source_line from chain.company
),
propensities as (
  select enterprise_id, scale, expansion, chongqing_branches, chongqing_districts, age_years, origin, signals, ties from investor.propensity
),
activities as (
  select enterprise_id, activities from enterprise.activity
),
rules as (
  -- rules that hold everywhere; those of a district stand in match.gate
  select link_id, enterprise_id, min_by(rule, rule) as rule, min_by(reason, rule) as reason, min_by(document, rule) as document,
    min_by(source_file, rule) as source_file, min_by(source_line, rule) as source_line
  from match.gate
  where veto and district_id is null
  group by link_id, enterprise_id
),
gates as (
  select
    p.link_id, p.enterprise_id,
    case
      when e.kind not in ('company', 'plant') then 'not_a_company'
      when regexp_matches(coalesce(e.status, ''), '注销|吊销|迁出|清算') then 'not_active'
      when e.province = '重庆' then 'local'
      when x.rule is not null then 'restricted'
    end as gate
  from placements as p
  join enterprises as e on p.enterprise_id = e.enterprise_id
  left join rules as x on x.link_id = p.link_id and x.enterprise_id = p.enterprise_id
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
    cast(g.gate as varchar) as gate, -- NULL = may be called
    cast(case g.gate
      when 'not_a_company' then '主体类别 ' || e.kind
      when 'not_active' then '经营状态 ' || e.status
      when 'local' then '所在省份 ' || e.province
      when 'restricted' then x.rule || ' ' || x.reason
    end as varchar) as gate_rule,
    cast(case
      when g.gate = 'restricted' then x.document || '，' || x.source_file || ' 第 ' || x.source_line || ' 行'
      when g.gate is not null then e.source_file || ' 第 ' || e.source_line || ' 行'
    end as varchar) as gate_source,
    cast(p.score as double) as placement, -- log-odds, less half of what the company's best link has more
    cast(i.scale as double) as scale, -- log10 CNY
    cast(i.expansion as double) as expansion, -- provinces
    cast(least(i.chongqing_branches, 1) as double) as presence, -- 1 = has a branch in Chongqing
    cast(i.origin as double) as origin, -- 0 to 1
    cast(-coalesce(i.age_years, 15) as double) as youth, -- minus years
    cast(i.signals as double) as signals, -- worth of its dated signs
    cast(i.ties as double) as ties, -- local companies tied to it, an anchor counts twice
    cast(i.chongqing_districts as varchar[]) as chongqing_districts, -- adcodes of its branches
    cast(a.activities as bigint[]) as activities, -- NULL = it names none
    cast(p.evidence as varchar) as evidence,
    cast(e.source_file as varchar) as source_file,
    cast(e.source_sheet as varchar) as source_sheet,
    cast(e.source_line as bigint) as source_line
  from placements as p
  join enterprises as e on p.enterprise_id = e.enterprise_id
  join propensities as i on p.enterprise_id = i.enterprise_id
  join gates as g on g.link_id = p.link_id and g.enterprise_id = p.enterprise_id
  left join rules as x on x.link_id = p.link_id and x.enterprise_id = p.enterprise_id
  left join activities as a on p.enterprise_id = a.enterprise_id
)
select * from final order by link_id, placement desc, enterprise_id
