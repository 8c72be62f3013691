-- One row a company × link × district × rule: a rule of the 负面清单 whose keyword stands in the company's name or in the
-- words that placed it, where the rule holds. district_id NULL = everywhere. A gate is never offset by a score.
-- by company: chain.placement, chain.company
with rules as (
  select
    rule_id, stance, title, unnest(keywords) as keyword, district_id, area_group, document, source_file, source_sheet, source_line
  from lake.restrictions
  where keywords is not null and unit_id is null
    and coalesce(valid_from, as_of) <= as_of and coalesce(valid_to, as_of) >= as_of
),
spoken as (
  select p.link_id, p.enterprise_id, e.name, p.evidence
  from chain.placement as p
  join chain.company as e on e.enterprise_id = p.enterprise_id
),
hit as (
  select
    s.link_id, s.enterprise_id, r.rule_id, r.stance, r.title, r.district_id, r.area_group, r.document,
    r.source_file, r.source_sheet, r.source_line, min(r.keyword) as keyword
  from rules as r
  join spoken as s on contains(s.name, r.keyword) or contains(s.evidence, r.keyword)
  where length(r.keyword) >= 2
  group by
    s.link_id, s.enterprise_id, r.rule_id, r.stance, r.title, r.district_id, r.area_group, r.document, r.source_file, r.source_sheet,
    r.source_line
),
districts as (
  select district_id, area_group_opinion from reference.district
),
final as (
  select
    cast(h.link_id as varchar) as link_id,
    cast(h.enterprise_id as varchar) as enterprise_id,
    cast(coalesce(h.district_id, d.district_id) as varchar) as district_id, -- adcode; NULL = everywhere
    cast(h.stance = '禁止' as boolean) as veto, -- false = to be known, keeps nobody out
    cast(h.rule_id as varchar) as rule,
    cast(h.title || '（' || h.keyword || '）' as varchar) as reason,
    cast(h.document as varchar) as document,
    cast(h.source_file as varchar) as source_file,
    cast(h.source_sheet as varchar) as source_sheet,
    cast(h.source_line as bigint) as source_line
  from hit as h
  left join districts as d on h.area_group = d.area_group_opinion and h.district_id is null
)
select * from final order by link_id, enterprise_id, district_id nulls first, rule, source_line
