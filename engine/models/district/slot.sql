-- One row an industry of the 产业地图: which area it belongs to, whether it lies within the limit of that area, and the
-- link it speaks of. 主导 2 an area, 两江新区 and 高新区 3; 特色 4 (Chongqing's 产业地图 of 2023). What stands beyond the limit is kept, and does not count.
with filed as (
  select area, district_id, industry, kind, document, source_file, source_sheet, source_line, load_sequence
  from lake.industry_map
  where coalesce(valid_from, as_of) <= as_of and coalesce(valid_to, as_of) >= as_of
),
single as (
  -- the same industry filed twice is one; the later load wins
  select
    *,
    row_number() over (partition by area, kind, industry order by load_sequence desc, source_sheet, source_line) as version
  from filed
),
placed as (
  select
    *,
    row_number() over (partition by area, kind order by load_sequence desc, source_sheet, source_line) as position,
    case
      when kind = '特色' then 4
      when regexp_matches(area, '两江新区|重庆高新区|高新技术产业开发区|^高新区$') then 3
      else 2
    end as allowed
  from single
  where version = 1
),
chains as (
  select chain_id, name from reference.chain
),
links as (
  select link_id, chain_id, name from reference.link
),
named as (
  select distinct t.link_id, t.term from reference.link_term as t where t.kind in ('name', 'synonym')
),
meant as (
  select distinct p.industry, l.link_id
  from (select distinct industry from placed) as p
  join links as l on true
  join chains as c on c.chain_id = l.chain_id
  left join named as n on n.link_id = l.link_id and n.term = p.industry
  where n.term is not null or l.name = p.industry or c.name = p.industry
    or split_part(c.name, '·', 2) = p.industry or regexp_replace(p.industry, '(产业|产业链|产业集群|集群)$', '') in (l.name, c.name, split_part(c.name, '·', 2))
),
final as (
  select
    cast(p.area as varchar) as area, -- as filed
    cast(p.district_id as varchar) as district_id, -- adcode
    cast(p.industry as varchar) as industry,
    cast(p.kind as varchar) as kind, -- 主导, 特色
    cast(p.position as bigint) as position, -- within area and kind
    cast(p.allowed as bigint) as allowed, -- industries that the area may name
    cast(p.position <= p.allowed as boolean) as counts,
    cast(m.link_id as varchar) as link_id, -- NULL = no link of the chain graph bears that name
    cast(p.document as varchar) as document,
    cast(p.source_file as varchar) as source_file,
    cast(p.source_sheet as varchar) as source_sheet,
    cast(p.source_line as bigint) as source_line
  from placed as p
  left join meant as m on m.industry = p.industry
)
select * from final order by area, kind, position, link_id
