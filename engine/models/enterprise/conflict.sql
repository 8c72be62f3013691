-- One row a value that did not survive, beside the one that did, each with its source.
-- by company: enterprise.filing, enterprise.claim
with kept as (
  select c.enterprise_id, c.fact, c.value, c.rule, f.as_of, f.source_file, f.source_sheet, f.source_line
  from enterprise.claim as c
  join enterprise.filing as f on f.enterprise_id = c.enterprise_id and f.filing = c.filing
  where c.rank = 1
),
other as (
  select c.enterprise_id, c.fact, c.value, c.rank, c.sources, f.as_of, f.source_file, f.source_sheet, f.source_line
  from enterprise.claim as c
  join enterprise.filing as f on f.enterprise_id = c.enterprise_id and f.filing = c.filing
  where c.rank > 1
),
final as (
  select
    cast(o.enterprise_id as varchar) as enterprise_id,
    cast(o.fact as varchar) as fact,
    cast(r.title as varchar) as title,
    cast(k.value as varchar) as value,
    cast(k.as_of as date) as as_of,
    cast(k.source_file as varchar) as source_file,
    cast(k.source_sheet as varchar) as source_sheet,
    cast(k.source_line as bigint) as source_line,
    cast(k.rule as varchar) as rule,
    cast(o.rank as bigint) as other_rank, -- from 2
    cast(o.value as varchar) as other_value,
    cast(o.sources as bigint) as other_sources, -- filings that say so
    cast(o.as_of as date) as other_as_of,
    cast(o.source_file as varchar) as other_source_file,
    cast(o.source_sheet as varchar) as other_source_sheet,
    cast(o.source_line as bigint) as other_source_line
  from other as o
  join kept as k on k.enterprise_id = o.enterprise_id and k.fact = o.fact
  join reference.survivorship as r on r.fact = o.fact
)
select * from final order by enterprise_id, fact, other_rank
