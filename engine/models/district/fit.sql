-- One row a link × district: what the district has to offer the link: counts, neighbours on the chain, the fitted model, focus, zones, parks.
with links as (
  select link_id, version, chain_id from reference.link
),
districts as (
  select district_id, area_group_opinion from reference.district
),
chains as (
  select chain_id, name from reference.chain
),
flows as (
  select from_link as link_id, to_link as neighbour, criticality from reference.flow
  union all
  select to_link as link_id, from_link as neighbour, criticality from reference.flow
),
local as (
  select link_id, district_id, companies from chain.local
),
pairs as (
  select l.link_id, l.version, l.chain_id, d.district_id, d.area_group_opinion, coalesce(c.companies, 0) as companies
  from links as l
  cross join districts as d
  left join local as c on c.link_id = l.link_id and c.district_id = d.district_id
),
totals as (
  select
    *,
    sum(companies) over (partition by link_id) as link_total,
    sum(companies) over (partition by district_id, version) as district_total,
    sum(companies) over (partition by version) as city_total
  from pairs
),
clusters as (
  select
    *,
    -- logarithm of the location quotient inside the city, with three expected companies as prior
    ln((companies + 3.0) / (3.0 + district_total * (link_total * 1.0 / nullif(city_total, 0)))) as specialisation
  from totals
),
nearby as (
  select f.link_id, c.district_id, sum(f.criticality * ln(1 + c.companies)) as neighbours
  from flows as f
  join local as c on c.link_id = f.neighbour
  group by f.link_id, c.district_id
),
fitted as (
  -- what each part adds stands in district.part
  select link_id, district_id, sum(adds) as affinity from district.part group by link_id, district_id
),
zones as (
  select zd.district_id, max(case when z.level like '国家级%' then 1.0 else 0.5 end) as zone
  from reference.zone_district as zd
  join reference.zone as z on zd.zone_id = z.zone_id
  where z.valid_to is null
  group by zd.district_id
),
focuses as (
  select area_group_opinion, chain_id, max(stance) as focus
  from (
    select area_group_opinion, unnest(string_split(chain_ids, '|')) as chain_id,
      case stance when 'focus' then 1.0 when 'suitable' then 0.5 else 0.0 end as stance
    from reference.area_focus
  ) as f
  group by area_group_opinion, chain_id
),
slots as (
  select link_id, district_id, max(case kind when '主导' then 1.0 else 0.6 end) as slot
  from district.slot
  where counts and link_id is not null and district_id is not null
  group by link_id, district_id
),
policies as (
  -- that a reviewed policy is in force counts, never how many or how much they give
  select link_id, district_id, in_force from policy.coverage where in_force > 0
),
parks as (
  select l.link_id, p.district_id, sum(coalesce(p.free_land_mu, 0)) as park_land_mu, count(*) as parks
  from park.current as p
  join links as l on true
  join chains as c on c.chain_id = l.chain_id
  where list_contains(p.chains, c.name) or list_contains(p.chains, left(c.name, 1))
  group by l.link_id, p.district_id
),
final as (
  select
    cast(k.link_id as varchar) as link_id,
    cast(k.district_id as varchar) as district_id, -- adcode
    cast(k.companies as bigint) as companies, -- placed in the link and registered in the district
    cast(coalesce(k.specialisation, 0) as double) as specialisation, -- log location quotient
    cast(coalesce(n.neighbours, 0) as double) as neighbours, -- sum of criticality × log(1 + companies) over linked links
    cast(coalesce(a.affinity, 0) as double) as affinity, -- log-odds, 0 = an average district
    cast(coalesce(f.focus, 0) as double) as focus, -- 0 to 1, Opinion (四)
    cast(coalesce(z.zone, 0) as double) as zone, -- 1 national, 0.5 municipal, 0 none
    cast(coalesce(t.slot, 0) as double) as slot, -- 1 主导, 0.6 特色, 0 neither
    cast(case when y.in_force > 0 then 1 else 0 end as double) as policy, -- 1 = a reviewed policy in force covers the link
    cast(coalesce(p.park_land_mu, 0) as double) as park_land_mu, -- mu free in parks that lead in this chain
    cast(coalesce(p.parks, 0) as bigint) as parks
  from clusters as k
  left join nearby as n on n.link_id = k.link_id and n.district_id = k.district_id
  left join fitted as a on a.link_id = k.link_id and a.district_id = k.district_id
  left join zones as z on z.district_id = k.district_id
  left join focuses as f on f.area_group_opinion = k.area_group_opinion and f.chain_id = k.chain_id
  left join slots as t on t.link_id = k.link_id and t.district_id = k.district_id
  left join policies as y on y.link_id = k.link_id and y.district_id = k.district_id
  left join parks as p on p.link_id = k.link_id and p.district_id = k.district_id
)
select * from final order by link_id, district_id
