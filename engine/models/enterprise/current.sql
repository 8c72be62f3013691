-- One row a company or branch: the latest filing of each identity.
-- Several offices file the same company, with its credit code or without (lake.identity says which filings are one
-- company); the newest data date wins, then the fuller row, then the row's own hash: the order of loads does not matter.
with filings as (
  select
    coalesce(i.entity_id, e.enterprise_id) as entity_id, e.as_of, e.row_hash, e.load_id, e.source_sheet, e.source_line,
    cast(e.credit_code is not null as integer) + cast(e.scope is not null as integer) + cast(e.capital_cny is not null as integer)
      + cast(e.registered_on is not null as integer) + cast(e.address is not null as integer) as filled
  from lake.enterprises as e
  left join lake.identity as i on i.enterprise_id = e.enterprise_id
),
preferred as (
  select
    entity_id, load_id, source_sheet, source_line,
    row_number() over (partition by entity_id order by as_of desc, filled desc, row_hash, load_id, source_sheet, source_line) as preference,
    count(*) over (partition by entity_id) as filings
  from filings
),
latest as (
  select e.*, p.entity_id, p.filings
  from lake.enterprises as e
  join preferred as p on e.load_id = p.load_id and e.source_sheet = p.source_sheet and e.source_line = p.source_line
  where p.preference = 1
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
    cast(entity_id as varchar) as enterprise_id,
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
