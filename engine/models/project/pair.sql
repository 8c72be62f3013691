-- One row a pair of project codes that may be one project: filed by two districts, signed again, coded twice, or phases of
-- one. score is the sum of its parts (data/rules/project-pair.json), no probability; a person decides, and the newest
-- decision that nobody took back stands beside the pair.
with rules as (
  select *
  from reference.project_pair_rules
),
investors as (
  select load_id, source_sheet, source_line, entity_id
  from lake.investor
),
filings as (
  select
    p.project_id, p.name, p.investor_name, v.entity_id as investor_id, p.district_id, p.link, p.industry_code, p.signed_on,
    p.agreed_investment_cny, p.land_mu,
    row_number() over (partition by p.project_id order by p.as_of desc, p.row_hash, p.load_id, p.source_line) as place
  from lake.projects as p
  left join investors as v on v.load_id = p.load_id and v.source_sheet = p.source_sheet and v.source_line = p.source_line
),
described as (
  select
    f.*,
    regexp_extract(f.name, r.phases) as phase,
    regexp_replace(regexp_replace(f.name, r.generic || '|' || r.phases, '', 'g'), '[^\p{L}\p{N}]', '', 'g') as subject
  from filings as f
  cross join rules as r
  where f.place = 1
),
keys as (
  select project_id, 'i' || investor_id as key from described where investor_id is not null
  union all
  select project_id, 's' || subject from described where length(subject) >= 4
),
crowded as (
  select key
  from keys
  group by key
  having count(*) > 200
),
candidates as (
  select distinct a.project_id as left_id, b.project_id as right_id
  from keys as a
  join keys as b on b.key = a.key and a.project_id < b.project_id
  where a.key not in (select key from crowded)
),
sides as (
  select
    c.left_id, c.right_id, a.name as left_name, b.name as right_name, a.district_id as left_district_id, b.district_id as right_district_id,
    a.signed_on as left_signed_on, b.signed_on as right_signed_on, a.agreed_investment_cny as left_investment_cny,
    b.agreed_investment_cny as right_investment_cny, a.investor_name as left_investor, b.investor_name as right_investor,
    a.investor_id = b.investor_id as investor_equal, a.subject = b.subject as subject_equal,
    jaccard(a.subject, b.subject) as likeness, coalesce(a.link, a.industry_code) = coalesce(b.link, b.industry_code) as link_equal,
    a.phase <> b.phase and a.phase <> '' and b.phase <> '' as phases_differ,
    least(a.agreed_investment_cny, b.agreed_investment_cny) / nullif(greatest(a.agreed_investment_cny, b.agreed_investment_cny), 0) as ratio,
    a.land_mu = b.land_mu as land_equal, a.district_id = b.district_id as place_equal,
    abs(date_diff('day', a.signed_on, b.signed_on)) as days
  from candidates as c
  join described as a on a.project_id = c.left_id
  join described as b on b.project_id = c.right_id
),
weighed as (
  select
    s.*,
    case when s.investor_equal then r.same_investor else 0 end as investor_part,
    case when s.subject_equal then r.same_subject when s.likeness >= 0.6 then r.near_subject else r.other_subject end as name_part,
    case when s.link_equal then r.same_link when not s.link_equal then r.other_link else 0 end as link_part,
    case when s.ratio >= 0.9 then r.amount_within_10 when s.ratio >= 0.8 then r.amount_within_20 when s.ratio >= 0.5 then r.amount_within_50
      when s.ratio is not null then r.amount_beyond else 0 end as amount_part,
    case when s.land_equal then r.same_land when not s.land_equal then r.other_land else 0 end as land_part,
    case when s.place_equal then r.same_place else 0 end as place_part,
    case when s.days <= 30 then r.within_30_days when s.days > r.within_days then r.beyond_days else 0 end as time_part,
    r.propose_at
  from sides as s
  cross join rules as r
),
scored as (
  select *, investor_part + name_part + link_part + amount_part + land_part + place_part + time_part as score
  from weighed
),
spoken as (
  select d.left_id, d.right_id, d.verdict, d.relation, d.sequence,
    row_number() over (partition by d.left_id, d.right_id order by d.sequence desc) as place
  from ledger.identity_decision as d
  where d.subject = 'project' and d.verdict <> 'undo'
    and not exists (select 1 from ledger.identity_decision as u where u.verdict = 'undo' and u.undoes = d.sequence)
),
final as (
  select
    cast(s.left_id as varchar) as left_id,
    cast(s.right_id as varchar) as right_id,
    cast(case when s.phases_differ then 'phase' when s.place_equal and s.days <= 7 then 'code' when s.place_equal then 'repeat' else 'double' end as varchar) as kind, -- phase 分期, code 一项多码, repeat 重复签约, double 两地填报
    cast(s.score as double) as score,
    cast(s.left_name as varchar) as left_name,
    cast(s.right_name as varchar) as right_name,
    cast(s.left_investor as varchar) as left_investor,
    cast(s.right_investor as varchar) as right_investor,
    cast(s.left_district_id as varchar) as left_district_id,
    cast(s.right_district_id as varchar) as right_district_id,
    cast(s.left_signed_on as date) as left_signed_on,
    cast(s.right_signed_on as date) as right_signed_on,
    cast(s.left_investment_cny as double) as left_investment_cny, -- CNY
    cast(s.right_investment_cny as double) as right_investment_cny, -- CNY
    cast(s.investor_part as double) as investor_part,
    cast(s.name_part as double) as name_part,
    cast(s.link_part as double) as link_part,
    cast(s.amount_part as double) as amount_part,
    cast(s.land_part as double) as land_part,
    cast(s.place_part as double) as place_part,
    cast(s.time_part as double) as time_part,
    cast(coalesce(d.verdict, 'review') as varchar) as outcome, -- review, same, different
    cast(d.relation as varchar) as relation -- as the person named it
  from scored as s
  left join spoken as d on d.left_id = s.left_id and d.right_id = s.right_id and d.place = 1
  where s.score >= s.propose_at or d.verdict is not null
)
select * from final order by score desc, left_id, right_id
