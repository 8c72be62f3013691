-- One row a fact of a company whose sources differ or whose main source is silent: where its value comes from, as of when,
-- and by which rule. Every other fact comes from the main source, which enterprise.current names.
-- by company: enterprise.filing, enterprise.claim
with final as (
  select
    cast(c.enterprise_id as varchar) as enterprise_id,
    cast(c.fact as varchar) as fact,
    cast(r.title as varchar) as title,
    cast(c.value as varchar) as value,
    cast(c.rule as varchar) as rule, -- registered, newest, most, fullest, soundest; only = no other source speaks; main = main source
    cast(c.sources as bigint) as sources, -- filings that say so
    cast(f.as_of as date) as as_of,
    cast(f.library as varchar) as library,
    cast(f.load_id as varchar) as load_id,
    cast(f.source_file as varchar) as source_file,
    cast(f.source_sheet as varchar) as source_sheet,
    cast(f.source_line as bigint) as source_line
  from enterprise.claim as c
  join enterprise.filing as f on f.enterprise_id = c.enterprise_id and f.filing = c.filing
  join reference.survivorship as r on r.fact = c.fact
  where c.rank = 1
)
select * from final order by enterprise_id, fact
