-- One row an upstream link → downstream link: the flows of the reference graph, and those that the user's product relations tell of.
-- A flow is believed from pairs of products alone only where enough different pairs say so and few say the opposite; it then
-- counts least. Pairs also confirm flows of the reference graph.
with rules as (
  select least_pairs, direction_ratio, found_criticality from reference.chain_rules
),
products as (
  select product, link_id from chain.product_link
),
pairs as (
  select distinct u.link_id as from_link, d.link_id as to_link, r.head || '→' || r.tail as pair
  from lake.relations as r
  join products as u on r.head = u.product
  join products as d on r.tail = d.product
  where r.relation = '上游于' and u.link_id <> d.link_id
),
counted as (
  select from_link, to_link, count(*) as pairs, array_to_string(list(pair order by length(pair), pair)[1:3], '；') as examples
  from pairs
  group by from_link, to_link
),
weighed as (
  select c.from_link, c.to_link, c.pairs, c.examples, coalesce(o.pairs, 0) as opposite
  from counted as c
  left join counted as o on o.from_link = c.to_link and o.to_link = c.from_link
),
believed as (
  select w.*
  from weighed as w
  cross join rules
  where w.pairs >= rules.least_pairs and w.pairs >= rules.direction_ratio * w.opposite
),
told as (
  select from_link, to_link, what, criticality from reference.flow
),
joined as (
  select
    coalesce(t.from_link, b.from_link) as from_link,
    coalesce(t.to_link, b.to_link) as to_link,
    t.what, t.criticality, b.examples as found_examples,
    case when b.from_link is null then 'reference' when t.from_link is null then 'relations' else 'both' end as basis
  from told as t
  full join believed as b on t.from_link = b.from_link and t.to_link = b.to_link
),
final as (
  select
    cast(j.from_link as varchar) as from_link,
    cast(j.to_link as varchar) as to_link,
    cast(coalesce(j.what, j.found_examples) as varchar) as what,
    cast(coalesce(j.criticality, rules.found_criticality) as bigint) as criticality, -- 1 to 3
    cast(j.basis as varchar) as basis, -- reference, relations, both
    cast(coalesce(w.pairs, 0) as bigint) as pairs, -- different pairs of products that tell of it
    cast(coalesce(w.examples, '') as varchar) as examples
  from joined as j
  cross join rules
  left join weighed as w on w.from_link = j.from_link and w.to_link = j.to_link
)
select * from final order by from_link, to_link
