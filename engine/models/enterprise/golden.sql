-- One row a company of which more than one filing speaks: of every fact the value that survives (enterprise.claim), else
-- what its main source or, where all agree, any source says.
-- by company: enterprise.filing, enterprise.claim
with winners as (
  select
    enterprise_id,
    max(case when fact = 'name' then filing end) as name_from, max(case when fact = 'credit_code' then filing end) as code_from,
    max(case when fact = 'registered_on' then filing end) as registered_from, max(case when fact = 'company_type' then filing end) as type_from,
    max(case when fact = 'status' then filing end) as status_from, max(case when fact = 'capital' then filing end) as capital_from,
    max(case when fact = 'scope' then filing end) as scope_from, max(case when fact = 'products' then filing end) as products_from,
    max(case when fact = 'industry_code' then filing end) as industry_from, max(case when fact = 'place' then filing end) as place_from,
    max(case when fact = 'address' then filing end) as address_from
  from enterprise.claim
  where rank = 1
  group by enterprise_id
),
merged as (
  select
    f.enterprise_id,
    max(case when f.filing = coalesce(w.name_from, 1) then f.name end) as name,
    max(case when f.filing = coalesce(w.name_from, 1) then f.name_key end) as name_key,
    max(case when f.filing = coalesce(w.code_from, 1) then f.credit_code end) as credit_code,
    max(case when f.filing = coalesce(w.registered_from, 1) then f.registered_on end) as registered_on,
    max(case when f.filing = coalesce(w.type_from, 1) then f.company_type end) as company_type,
    max(case when f.filing = coalesce(w.status_from, 1) then f.status end) as status,
    max(case when f.filing = coalesce(w.capital_from, 1) then f.capital_cny end) as capital_cny,
    max(case when f.filing = coalesce(w.capital_from, 1) then f.capital_currency end) as capital_currency,
    max(case when f.filing = coalesce(w.scope_from, 1) then f.scope end) as scope,
    max(case when f.filing = coalesce(w.products_from, 1) then f.products end) as products,
    max(case when f.filing = coalesce(w.industry_from, 1) then f.industry_code end) as industry_code,
    max(case when f.filing = coalesce(w.place_from, 1) then f.province end) as province,
    max(case when f.filing = coalesce(w.place_from, 1) then f.prefecture end) as prefecture,
    max(case when f.filing = coalesce(w.place_from, 1) then f.district_id end) as district_id,
    max(case when f.filing = coalesce(w.address_from, 1) then f.address end) as address,
    max(case when f.filing = 1 then f.as_of end) as as_of,
    max(case when f.filing = 1 then f.source_file end) as source_file,
    max(case when f.filing = 1 then f.source_sheet end) as source_sheet,
    max(case when f.filing = 1 then f.source_line end) as source_line,
    count(*) filter (where f.library = 'enterprises') as filings
  from enterprise.filing as f
  left join winners as w on w.enterprise_id = f.enterprise_id
  group by f.enterprise_id
),
final as (
  select
    cast(enterprise_id as varchar) as enterprise_id,
    cast(name as varchar) as name,
    cast(name_key as varchar) as name_key,
    cast(credit_code as varchar) as credit_code,
    cast(registered_on as date) as registered_on,
    cast(company_type as varchar) as company_type,
    cast(status as varchar) as status,
    cast(capital_cny as double) as capital_cny, -- CNY
    cast(capital_currency as varchar) as capital_currency,
    cast(scope as varchar) as scope,
    cast(products as varchar) as products,
    cast(industry_code as varchar) as industry_code,
    cast(province as varchar) as province,
    cast(prefecture as varchar) as prefecture,
    cast(district_id as varchar) as district_id,
    cast(address as varchar) as address,
    cast(as_of as date) as as_of, -- of the main source
    cast(source_file as varchar) as source_file,
    cast(source_sheet as varchar) as source_sheet,
    cast(source_line as bigint) as source_line,
    cast(filings as bigint) as filings -- rows of company lists
  from merged
)
select * from final order by enterprise_id
