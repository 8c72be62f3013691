-- One row a link × district × rule that keeps the link out of the district (veto) or is to be known beside it. A gate is
-- never offset by a score. Rules of a 三线一单 unit hold only for a project that names the unit; shares of a district never veto.
with links as (
  select link_id, chain_id, name, gbt_codes, core_activity from reference.link
),
chains as (
  select chain_id, name from reference.chain
),
districts as (
  select district_id, area_group_opinion from reference.district
),
rules as (
  select
    rule_id, stance, title, industry_codes, links, area, district_id, area_group, unit_id, document,
    source_file, source_sheet, source_line
  from lake.restrictions
  where coalesce(valid_from, as_of) <= as_of and coalesce(valid_to, as_of) >= as_of
),
by_link as (
  select distinct r.*, l.link_id
  from rules as r
  join links as l on true
  join chains as c on c.chain_id = l.chain_id
  where list_contains(r.links, l.name) or list_contains(r.links, l.link_id) or list_contains(r.links, c.name)
    or len(list_filter(coalesce(r.industry_codes, []), lambda code: length(code) >= 2 and regexp_matches('|' || l.gbt_codes, '\|' || code))) > 0
),
restricted as (
  select
    b.link_id, d.district_id, b.unit_id, 'restriction' as gate, b.stance = '禁止' as veto,
    b.rule_id as rule, b.title as reason, b.document, b.source_file, b.source_sheet, b.source_line
  from by_link as b
  join districts as d
    on (b.district_id is null or b.district_id = d.district_id) and (b.area_group is null or b.area_group = d.area_group_opinion)
),
parks as (
  select
    district_id, count(*) as parks, sum(coalesce(free_land_mu, 0)) as land, sum(coalesce(free_plant_m2, 0)) as plants,
    count(free_land_mu) + count(free_plant_m2) as stated,
    arg_min(source_file, source_line) as source_file, arg_min(source_sheet, source_line) as source_sheet, min(source_line) as source_line
  from park.current
  where district_id is not null
  group by district_id
),
full_parks as (
  -- only where parks were filed with their land: an unknown park is no full park
  select * from parks where stated > 0 and land = 0 and plants = 0
),
landless as (
  select
    l.link_id, p.district_id, cast(null as varchar) as unit_id, 'land' as gate, true as veto,
    'park.full' as rule, p.parks || ' 个园区均无可供工业用地和标准厂房' as reason, '园区' as document,
    p.source_file, p.source_sheet, p.source_line
  from links as l
  cross join full_parks as p
  where l.core_activity = 'make'
),
final as (
  select
    cast(g.link_id as varchar) as link_id,
    cast(g.district_id as varchar) as district_id, -- adcode
    cast(g.unit_id as varchar) as unit_id, -- 三线一单 unit; NULL = the whole district
    cast(g.gate as varchar) as gate, -- restriction, land
    cast(g.veto as boolean) as veto, -- false = to be known, keeps nobody out
    cast(g.rule as varchar) as rule,
    cast(g.reason as varchar) as reason,
    cast(g.document as varchar) as document,
    cast(g.source_file as varchar) as source_file,
    cast(g.source_sheet as varchar) as source_sheet,
    cast(g.source_line as bigint) as source_line
  from (select * from restricted union all select * from landless) as g
)
select * from final order by link_id, district_id, unit_id nulls first, gate, rule, source_line
