-- One row a district with parks: what its parks still have to give. NULL = nobody filed it.
with parks as (
  select district_id, free_land_mu, free_plant_m2 from park.current where district_id is not null
),
final as (
  select
    cast(district_id as varchar) as district_id, -- adcode
    cast(count(*) as bigint) as parks,
    cast(sum(free_land_mu) as double) as land, -- mu of industrial land
    cast(sum(free_plant_m2) as double) as plants -- m² of standard plants
  from parks
  group by district_id
)
select * from final order by district_id
