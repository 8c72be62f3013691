-- One row a company or branch that stands on some link, as the registers know it: a small part of enterprise.current, without its texts.
-- by company: enterprise.current, chain.placement
with final as (
  select
    cast(enterprise_id as varchar) as enterprise_id,
    cast(name as varchar) as name,
    cast(name_key as varchar) as name_key,
    cast(kind as varchar) as kind, -- company, plant, branch, representative, cooperative, other
    cast(credit_code as varchar) as credit_code,
    cast(registered_on as date) as registered_on,
    cast(company_type as varchar) as company_type,
    cast(status as varchar) as status,
    cast(capital_cny as double) as capital_cny, -- CNY, at registration
    cast(capital_currency as varchar) as capital_currency, -- ISO 4217
    cast(province as varchar) as province,
    cast(prefecture as varchar) as prefecture,
    cast(district_id as varchar) as district_id, -- adcode, Chongqing only
    cast(as_of as date) as as_of,
    cast(source_file as varchar) as source_file,
    cast(source_sheet as varchar) as source_sheet,
    cast(source_line as bigint) as source_line
  from enterprise.current
  where enterprise_id in (select enterprise_id from chain.placement)
)
select * from final order by enterprise_id
