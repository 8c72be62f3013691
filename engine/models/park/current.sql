-- One row a park: the latest filing (newest data date, then earlier load; how the list was sorted does not matter).
with filings as (
  select
    park_id, name, district_id, level, chains, free_land_mu, free_plant_m2, standard_land, as_of, source_file, source_sheet, source_line,
    row_number() over (partition by park_id order by as_of desc, load_sequence, row_hash) as preference
  from lake.parks
),
final as (
  select
    cast(park_id as varchar) as park_id,
    cast(name as varchar) as name,
    cast(district_id as varchar) as district_id,
    cast(level as varchar) as level,
    cast(chains as varchar[]) as chains,
    cast(free_land_mu as double) as free_land_mu, -- mu
    cast(free_plant_m2 as double) as free_plant_m2, -- m²
    cast(standard_land as boolean) as standard_land,
    cast(as_of as date) as as_of,
    cast(source_file as varchar) as source_file,
    cast(source_sheet as varchar) as source_sheet,
    cast(source_line as bigint) as source_line
  from filings
  where preference = 1
)
select * from final order by park_id
