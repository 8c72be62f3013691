-- One row a filing of a company of which more than one filing speaks: the lists of companies, and the lists of projects
-- that name it as investor (they know name and credit code only). filing 1 is the company's main source: the newest row of
-- a company list, the fuller of two; the order of loads and of rows does not matter.
-- by company: lake.enterprises, lake.identity, lake.investor, lake.projects
with listed as (
  select
    coalesce(i.entity_id, e.enterprise_id) as enterprise_id, 'enterprises' as library, e.name, e.name_key, e.credit_code, e.registered_on,
    e.company_type, e.status, e.capital_cny, e.capital_currency, e.scope, e.products, e.industry_code, e.province, e.prefecture,
    e.district_id, e.address, e.as_of, e.source_file, e.source_sheet, e.source_line, e.load_id, e.row_hash, len(e.issues) as issues
  from lake.enterprises as e
  left join lake.identity as i on i.enterprise_id = e.enterprise_id
),
counted as (
  select enterprise_id, count(*) as rows_listed
  from listed
  group by enterprise_id
),
invested as (
  select v.entity_id as enterprise_id, p.investor_name, v.name_key, p.investor_credit_code, p.as_of, p.source_file, p.source_sheet,
    p.source_line, p.load_id, p.row_hash, len(p.issues) as issues
  from lake.investor as v
  join lake.projects as p on p.load_id = v.load_id and p.source_sheet = v.source_sheet and p.source_line = v.source_line
),
several as (
  select c.enterprise_id
  from counted as c
  where c.rows_listed > 1 or c.enterprise_id in (select enterprise_id from invested)
),
filings as (
  select l.*
  from listed as l
  where l.enterprise_id in (select enterprise_id from several)
  union all
  select
    n.enterprise_id, 'projects', n.investor_name, n.name_key, n.investor_credit_code, null, null, null, null, null, null, null, null, null,
    null, null, null, n.as_of, n.source_file, n.source_sheet, n.source_line, n.load_id, n.row_hash, n.issues
  from invested as n
  where n.enterprise_id in (select enterprise_id from several)
),
measured as (
  select
    *,
    cast(credit_code is not null and registered_on is not null and company_type is not null as integer) as registered,
    cast(credit_code is not null as integer) + cast(registered_on is not null as integer) + cast(company_type is not null as integer)
      + cast(capital_cny is not null as integer) + cast(scope is not null as integer) + cast(products is not null as integer)
      + cast(industry_code is not null as integer) + cast(address is not null as integer) as filled
  from filings
),
final as (
  select
    cast(enterprise_id as varchar) as enterprise_id,
    cast(row_number() over (partition by enterprise_id
      order by library, as_of desc, filled desc, registered desc, row_hash, load_id, source_sheet, source_line) as bigint) as filing, -- from 1
    cast(library as varchar) as library,
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
    cast(as_of as date) as as_of,
    cast(load_id as varchar) as load_id,
    cast(source_file as varchar) as source_file,
    cast(source_sheet as varchar) as source_sheet,
    cast(source_line as bigint) as source_line,
    cast(registered as bigint) as registered, -- 1 = reads like a registration record
    cast(issues as bigint) as issues -- cells that could not be read
  from measured
)
select * from final order by enterprise_id, filing
