-- One row a pair of filings that resolution joined, or that a person is asked about or has decided, with the evidence.
with pairs as (
  select
    left_id, right_id, left_name, right_name, left_city, right_city, left_capital_cny, right_capital_cny,
    left_registered_on, right_registered_on, outcome, method, probability, evidence
  from lake.identity_pair
),
final as (
  select
    cast(left_id as varchar) as left_id,
    cast(right_id as varchar) as right_id,
    cast(left_name as varchar) as left_name,
    cast(right_name as varchar) as right_name,
    cast(left_city as varchar) as left_city,
    cast(right_city as varchar) as right_city,
    cast(left_capital_cny as double) as left_capital_cny, -- CNY
    cast(right_capital_cny as double) as right_capital_cny, -- CNY
    cast(left_registered_on as date) as left_registered_on,
    cast(right_registered_on as date) as right_registered_on,
    cast(outcome as varchar) as outcome, -- link, review, same, different
    cast(method as varchar) as method,
    cast(probability as double) as probability, -- 0 to 1
    cast(evidence as varchar) as evidence
  from pairs
)
select * from final order by outcome, probability desc, left_id, right_id
