-- One row a document number: the latest filing (newest data date, then earlier load); a text without a filing stands
-- as 待复核. Whether it may be relied on is judged on the newest data day of the library, not on the day of the build.
with filings as (
  select
    *,
    row_number() over (partition by policy_id order by as_of desc, load_sequence, row_hash) as preference,
    count(*) over (partition by policy_id) as filings
  from lake.policies
),
texts as (
  select policy_id, max(title) as title, max(as_of) as as_of, min(source_file) as source_file
  from lake.policy_texts
  group by policy_id
),
today as (
  select max(as_of) as day
  from (select as_of from lake.policies union all select as_of from lake.policy_texts) as days
),
named as (
  select policy_id, unnest(chains) as chain from filings where preference = 1
),
words as (
  -- a chain or a link may be named whole, by id, or by the part that everybody says (集成电路 for 芯·集成电路)
  select n.policy_id, l.link_id
  from named as n
  join reference.chain as c on n.chain in (c.name, c.chain_id) or (length(n.chain) >= 2 and contains(c.name, n.chain))
  join reference.link as l on c.chain_id = l.chain_id
  union
  select n.policy_id, l.link_id
  from named as n
  join reference.link as l on n.chain in (l.name, l.link_id)
  union
  select n.policy_id, t.link_id
  from named as n
  join reference.link_term as t on n.chain = t.term and t.kind in ('name', 'synonym')
),
resolved as (
  select policy_id, list(distinct link_id order by link_id) as link_ids from words group by policy_id
),
filed as (
  select
    f.policy_id, f.status, f.status_reason, f.title, f.issuer, f.level, f.issued_on, f.effective_on, f.expires_on, f.places, f.district_ids,
    f.chains, case when f.chains is null then null else coalesce(r.link_ids, cast([] as varchar[])) end as link_ids,
    f.industries, f.sizes, f.min_investment_cny, f.min_intensity_cny_per_mu, f.conditions, f.instruments, f.standard, f.cap, f.cap_cny,
    f.legal_basis, f.basis_kind, f.reviewed_on, f.review_conclusion, f.review_body, f.exception_ground, f.exception_alternative,
    f.exception_ends, f.exception_until, f.filing_number, f.summary, f.filings, f.as_of, f.source_file, f.source_line
  from filings as f
  left join resolved as r on f.policy_id = r.policy_id
  where f.preference = 1
),
only_text as (
  select
    t.policy_id, '待复核' as status, '政策库无此文号，只有文本' as status_reason, coalesce(nullif(t.title, ''), t.policy_id) as title,
    null as issuer, null as level, null as issued_on, null as effective_on, null as expires_on, null as places,
    cast([] as varchar[]) as district_ids, null as chains, cast([] as varchar[]) as link_ids, null as industries, null as sizes,
    null as min_investment_cny, null as min_intensity_cny_per_mu, null as conditions, null as instruments, null as standard, null as cap,
    null as cap_cny, null as legal_basis, null as basis_kind, null as reviewed_on, null as review_conclusion, null as review_body,
    null as exception_ground, null as exception_alternative, null as exception_ends, null as exception_until, null as filing_number,
    null as summary, 0 as filings, t.as_of, t.source_file, 1 as source_line
  from texts as t
  where not exists (select 1 from filed as f where f.policy_id = t.policy_id)
),
every as (
  select * from filed union all select * from only_text
),
judged as (
  select
    e.*,
    case
      when e.status <> '有效' then e.status || coalesce('：' || e.status_reason, '')
      when e.effective_on > t.day then '尚未施行'
      when e.expires_on < t.day then '有效期已过'
      when e.exception_until < t.day then '例外规定的期限已过'
      when e.exception_ground is not null then '有效（适用例外规定）'
      else '有效'
    end as standing
  from every as e
  cross join today as t
),
final as (
  select
    cast(policy_id as varchar) as policy_id,
    cast(status as varchar) as status, -- 有效, 待复核, 停止执行, 废止
    cast(standing as varchar) as standing,
    cast(standing in ('有效', '有效（适用例外规定）') as boolean) as in_force,
    cast(title as varchar) as title,
    cast(issuer as varchar) as issuer,
    cast(level as varchar) as level,
    cast(issued_on as date) as issued_on,
    cast(effective_on as date) as effective_on,
    cast(expires_on as date) as expires_on,
    cast(places as varchar[]) as places,
    cast(district_ids as varchar[]) as district_ids, -- NULL = the whole city
    cast(chains as varchar[]) as chains,
    cast(link_ids as varchar[]) as link_ids, -- NULL = any
    cast(industries as varchar[]) as industries,
    cast(sizes as varchar[]) as sizes,
    cast(min_investment_cny as double) as min_investment_cny, -- CNY
    cast(min_intensity_cny_per_mu as double) as min_intensity_cny_per_mu, -- CNY a mu
    cast(conditions as varchar) as conditions,
    cast(instruments as varchar[]) as instruments,
    cast(standard as varchar) as standard,
    cast(cap as varchar) as cap,
    cast(cap_cny as double) as cap_cny, -- CNY
    cast(legal_basis as varchar) as legal_basis,
    cast(basis_kind as varchar) as basis_kind,
    cast(reviewed_on as date) as reviewed_on,
    cast(review_conclusion as varchar) as review_conclusion,
    cast(review_body as varchar) as review_body,
    cast(exception_ground as varchar) as exception_ground,
    cast(exception_alternative as varchar) as exception_alternative,
    cast(exception_ends as varchar) as exception_ends,
    cast(exception_until as date) as exception_until,
    cast(filing_number as varchar) as filing_number,
    cast(summary as varchar) as summary,
    cast(filings as bigint) as filings,
    cast(as_of as date) as as_of,
    cast(source_file as varchar) as source_file,
    cast(source_line as bigint) as source_line
  from judged
)
select * from final order by policy_id
