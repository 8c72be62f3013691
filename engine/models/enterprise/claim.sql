-- One row a value that some source gives for a fact of a company, where its sources differ or its main source is silent.
-- rank 1 is what the golden record takes. value_key is what must differ for two values to be two: punctuation does not.
-- by company: enterprise.filing
with rules as (
  select fact, first, second, third
  from reference.survivorship
),
filings as (
  select
    enterprise_id, filing, library, name, name_key, credit_code, registered_on, company_type, status, capital_cny, capital_currency,
    scope, products, industry_code, province, prefecture, district_id, address, as_of, registered, issues
  from enterprise.filing
),
spoken as (
  select enterprise_id, filing, 'name' as fact, name as value, name_key as value_key from filings
  union all
  select enterprise_id, filing, 'credit_code', credit_code, credit_code from filings
  union all
  select enterprise_id, filing, 'registered_on', cast(registered_on as varchar), cast(registered_on as varchar) from filings
  union all
  select enterprise_id, filing, 'company_type', company_type, company_type from filings
  union all
  select enterprise_id, filing, 'status', status, status from filings
  union all
  select enterprise_id, filing, 'capital', cast(cast(round(capital_cny) as decimal(18, 0)) as varchar) || ' CNY', cast(round(capital_cny) as varchar) from filings
  union all
  select enterprise_id, filing, 'scope', scope, regexp_replace(scope, '[^\p{L}\p{N}]', '', 'g') from filings
  union all
  select enterprise_id, filing, 'products', products, regexp_replace(products, '[^\p{L}\p{N}]', '', 'g') from filings
  union all
  select enterprise_id, filing, 'industry_code', industry_code, industry_code from filings
  union all
  select enterprise_id, filing, 'place', concat_ws(' ', province, prefecture), concat_ws(' ', province, coalesce(district_id, prefecture))
  from filings where province is not null or prefecture is not null
  union all
  select enterprise_id, filing, 'address', address, regexp_replace(address, '[^\p{L}\p{N}]', '', 'g') from filings
),
contested as (
  select enterprise_id, fact
  from spoken
  where value is not null
  group by enterprise_id, fact
  having min(value_key) <> max(value_key) or min(filing) > 1
),
measured as (
  select
    s.enterprise_id, s.fact, s.value, s.value_key, s.filing, r.first, r.second, r.third, f.registered,
    date_diff('day', date '1970-01-01', f.as_of) as newest,
    count(*) over (partition by s.enterprise_id, s.fact, s.value_key) as most,
    length(s.value) as fullest,
    -f.issues as soundest,
    cast(f.library = 'enterprises' as integer) as listed
  from spoken as s
  join contested as c on c.enterprise_id = s.enterprise_id and c.fact = s.fact
  join filings as f on f.enterprise_id = s.enterprise_id and f.filing = s.filing
  join rules as r on r.fact = s.fact
  where s.value is not null
),
keyed as (
  select
    enterprise_id, fact, value, value_key, filing, most, first, second, third,
    case first when 'listed' then listed when 'registered' then registered when 'newest' then newest when 'most' then most when 'fullest' then fullest else soundest end as key_1,
    case second when 'listed' then listed when 'registered' then registered when 'newest' then newest when 'most' then most when 'fullest' then fullest else soundest end as key_2,
    case third when 'listed' then listed when 'registered' then registered when 'newest' then newest when 'most' then most when 'fullest' then fullest else soundest end as key_3
  from measured
),
best as (
  select
    *,
    row_number() over (partition by enterprise_id, fact, value_key order by key_1 desc, key_2 desc, key_3 desc, filing) as place_in_value
  from keyed
),
ranked as (
  select
    *,
    row_number() over (partition by enterprise_id, fact order by key_1 desc, key_2 desc, key_3 desc, filing) as place,
    lead(key_1) over (partition by enterprise_id, fact order by key_1 desc, key_2 desc, key_3 desc, filing) as next_1,
    lead(key_2) over (partition by enterprise_id, fact order by key_1 desc, key_2 desc, key_3 desc, filing) as next_2,
    lead(key_3) over (partition by enterprise_id, fact order by key_1 desc, key_2 desc, key_3 desc, filing) as next_3
  from best
  where place_in_value = 1
),
final as (
  select
    cast(enterprise_id as varchar) as enterprise_id,
    cast(fact as varchar) as fact,
    cast(place as bigint) as rank, -- from 1
    cast(value as varchar) as value,
    cast(filing as bigint) as filing,
    cast(most as bigint) as sources, -- filings that say so
    cast(case when next_1 is null then 'only' when key_1 <> next_1 then first when key_2 <> next_2 then second
      when key_3 <> next_3 then third else 'main' end as varchar) as rule -- by which it stands before the next; main = nothing told them apart
  from ranked
)
select * from final order by enterprise_id, fact, rank
