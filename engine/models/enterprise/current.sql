-- One row a company or branch: its golden record. A company of which one filing speaks is that filing; where several do
-- (lake.identity says which filings are one company), enterprise.golden has settled every fact by the rules of survivorship.
-- by company: lake.enterprises, lake.identity, enterprise.golden
with listed as (
  select
    coalesce(i.entity_id, e.enterprise_id) as enterprise_id, e.name, e.name_key, e.credit_code, e.registered_on, e.company_type, e.status,
    e.capital_cny, e.capital_currency, e.scope, e.products, e.industry_code, e.province, e.prefecture, e.district_id, e.address,
    e.as_of, e.source_file, e.source_sheet, e.source_line
  from lake.enterprises as e
  left join lake.identity as i on i.enterprise_id = e.enterprise_id
),
single as (
  select l.*, 1 as filings
  from listed as l
  where l.enterprise_id not in (select enterprise_id from enterprise.golden)
),
merged as (
  select
    enterprise_id, name, name_key, credit_code, registered_on, company_type, status, capital_cny, capital_currency, scope, products,
    industry_code, province, prefecture, district_id, address, as_of, source_file, source_sheet, source_line, filings
  from enterprise.golden
),
latest as (
  select * from single
  union all
  select * from merged
),
described as (
  select
    *,
    case
      when regexp_matches(name, '(代表处|办事处|联络处)$') then 'representative'
      when regexp_matches(name, '(分公司|分店|分厂|分行|分院|分部|分社|支行|支公司|营业部|营业厅|门市部?|经销部|售后服务站|专卖店|加油站|项目部|车间)$')
        or contains(coalesce(company_type, ''), '分支机构') or contains(coalesce(company_type, ''), '分公司') then 'branch'
      when regexp_matches(name, '(合作社|联合社)$') then 'cooperative'
      when regexp_matches(name, '(公司|集团)$') then 'company'
      when regexp_matches(name, '(厂|研究院|研究所|设计院)$') then 'plant'
      else 'other'
    end as kind
  from latest
),
final as (
  select
    cast(enterprise_id as varchar) as enterprise_id,
    cast(name as varchar) as name,
    cast(name_key as varchar) as name_key,
    cast(kind as varchar) as kind, -- company, plant, branch, representative, cooperative, other
    cast(case when kind = 'branch' then nullif(regexp_extract(name_key, '^(.*?(股份有限公司|有限责任公司|有限公司|集团公司)).+$', 1), '') end as varchar) as parent_key, -- name_key of the company that a branch belongs to
    cast(credit_code as varchar) as credit_code,
    cast(registered_on as date) as registered_on,
    cast(company_type as varchar) as company_type,
    cast(status as varchar) as status,
    cast(capital_cny as double) as capital_cny, -- CNY, at registration
    cast(capital_currency as varchar) as capital_currency, -- ISO 4217
    cast(scope as varchar) as scope,
    cast(products as varchar) as products,
    cast(industry_code as varchar) as industry_code, -- GB/T 4754-2017
    cast(province as varchar) as province,
    cast(prefecture as varchar) as prefecture,
    cast(district_id as varchar) as district_id, -- adcode, Chongqing only
    cast(address as varchar) as address,
    cast(as_of as date) as as_of,
    cast(source_file as varchar) as source_file,
    cast(source_sheet as varchar) as source_sheet,
    cast(source_line as bigint) as source_line,
    cast(filings as bigint) as filings -- how many accepted rows speak of this identity
  from described
)
select * from final order by enterprise_id
