-- One row an expert under a pseudonym, the latest filing. No employer, no holdings: a title and an employer together are a name.
with filings as (
  select
    expert_id, fields, chains, title, term_from, term_to, times_served, consent,
    row_number() over (partition by expert_id order by as_of desc, load_sequence, row_hash) as preference
  from lake.experts
),
final as (
  select
    cast(expert_id as varchar) as expert_id,
    cast(fields as varchar[]) as fields,
    cast(chains as varchar[]) as chains,
    cast(title as varchar) as title,
    cast(term_from as date) as term_from,
    cast(term_to as date) as term_to,
    cast(times_served as bigint) as times_served,
    cast(consent as boolean) as consent
  from filings
  where preference = 1
)
select * from final order by expert_id
