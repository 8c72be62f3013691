-- One row a filed relation between companies of which the lists hold at least one: who sells to, invests in, controls, works with whom.
-- A name is a company of the lists by its full name, else by a short name that plainly stands for it (lake.mention).
with companies as (
  select name_key, enterprise_id, name, province
  from (
    select name_key, enterprise_id, name, province, row_number() over (partition by name_key order by filings desc, enterprise_id) as preference
    from enterprise.current
  ) as c
  where preference = 1
),
known as (
  select m.mention_key, m.way, c.enterprise_id, c.name, c.province
  from lake.mention as m
  join companies as c on m.name_key = c.name_key
),
filed as (
  select head, relation, tail, head_key, tail_key, dated_on, share_pct, evidence, as_of, source_file, source_sheet, source_line, row_hash
  from lake.relations
  where relation in ('供给', '投资', '控股', '并购', '合资', '合作', '竞争')
),
joined as (
  select
    f.*,
    h.enterprise_id as head_id, h.name as head_name, h.province as head_province, h.way as head_way,
    t.enterprise_id as tail_id, t.name as tail_name, t.province as tail_province, t.way as tail_way,
    row_number() over (partition by f.head_key, f.relation, f.tail_key order by f.dated_on desc nulls last, f.as_of desc, f.source_file, f.row_hash) as preference
  from filed as f
  left join known as h on f.head_key = h.mention_key
  left join known as t on f.tail_key = t.mention_key
  where h.enterprise_id is not null or t.enterprise_id is not null
),
final as (
  select
    cast(head_id as varchar) as head_id, -- NULL = not in the lists
    cast(coalesce(head_name, head) as varchar) as head_name,
    cast(head_province as varchar) as head_province,
    cast(relation as varchar) as relation, -- 供给, 投资, 控股, 并购, 合资, 合作, 竞争; head → tail
    cast(tail_id as varchar) as tail_id, -- NULL = not in the lists
    cast(coalesce(tail_name, tail) as varchar) as tail_name,
    cast(tail_province as varchar) as tail_province,
    cast(coalesce(head_way, '') = 'short' or coalesce(tail_way, '') = 'short' as boolean) as by_short_name,
    cast(dated_on as date) as dated_on,
    cast(share_pct as double) as share_pct, -- per cent, as filed
    cast(coalesce(evidence, source_file) as varchar) as source,
    cast(source_file as varchar) as source_file,
    cast(source_line as bigint) as source_line
  from joined
  where preference = 1 and coalesce(head_id, '') <> coalesce(tail_id, '')
)
select * from final order by head_name, relation, tail_name
