-- Events that files tell of, as rows of ledger.event: lake.events under the platform's words; of project lists (lake.projects)
-- and post-evaluations (lake.evaluations) what no event tells: steps with their day, money, promises. What a later file repeats is known since the first file that said it; a changed
-- amount is a revision from the day of that file. An unknown word for an event is left out. A contract counts as formal unless
-- it calls itself a framework (框架, 战略, 意向). A cumulative sum of arrivals becomes an arrival on the day of the file, of what was
-- added since the file before (grade C: the office's own statement). A post-evaluation is an official document (grade B).
-- `source` is file, sheet and line: the way back to the cell.
with words as (
  select word, kind from (select unnest(from_json($words, '[{"word":"varchar","kind":"varchar"}]'), recursive := true)) as w
),
filings as (
  select *, concat_ws('#', source_file, nullif(source_sheet, ''), cast(source_line as varchar)) as place, (as_of, source_file, source_line) as told_at
  from lake.projects
),
evaluations as (
  select *, concat_ws('#', source_file, nullif(source_sheet, ''), cast(source_line as varchar)) as place, (as_of, source_file, source_line) as told_at
  from lake.evaluations
),
projects as (
  select
    project_id, arg_max(district_id, told_at) as district_id, arg_max(investor_name, told_at) as investor, arg_max(contract_class, told_at) as class_text,
    min(signed_on) as signed_on, min(as_of) as known_on, arg_min(agreed_investment_cny, told_at) as amount_cny, arg_max(land_mu, told_at) as land_mu,
    arg_max(investor_province, told_at) as investor_province, arg_max(project_class, told_at) as project_class, arg_max(working_capital_cny, told_at) as working_capital_cny,
    arg_min(agreed_start_on, told_at) as agreed_start_on, arg_min(agreed_completion_on, told_at) as agreed_completion_on, arg_min(agreed_production_on, told_at) as agreed_production_on,
    arg_min(agreed_tax_y1_cny, told_at) as agreed_tax_y1_cny, arg_min(agreed_tax_y2_cny, told_at) as agreed_tax_y2_cny, arg_min(agreed_tax_y3_cny, told_at) as agreed_tax_y3_cny
  from filings group by project_id
),
promised as (
  select
    project_id, arg_max(district_id, told_at) as district_id,
    arg_min(agreed_start_on, told_at) as agreed_start_on, arg_min(agreed_completion_on, told_at) as agreed_completion_on, arg_min(agreed_production_on, told_at) as agreed_production_on,
    arg_min(agreed_tax_y1_cny, told_at) as agreed_tax_y1_cny, arg_min(agreed_tax_y2_cny, told_at) as agreed_tax_y2_cny, arg_min(agreed_tax_y3_cny, told_at) as agreed_tax_y3_cny
  from evaluations group by project_id
),
told as (
  select
    e.project_id, w.kind, e.happened_on, e.amount_cny, min(coalesce(e.known_on, e.as_of)) as known_on,
    arg_min(e, (coalesce(e.known_on, e.as_of), e.source_file, e.source_line)) as first_told
  from lake.events as e
  join words as w on w.word = e.kind
  where e.project_id is not null and e.happened_on is not null
  group by e.project_id, w.kind, e.happened_on, e.amount_cny
),
amounts as (
  select project_id, agreed_investment_cny as amount_cny, min(as_of) as known_on, arg_min(place, told_at) as source
  from filings where agreed_investment_cny is not null group by project_id, agreed_investment_cny
),
stated as (
  select project_id, as_of, place, told_at, unnest([
    {'kind': 'contract', 'happened_on': signed_on}, {'kind': 'registration', 'happened_on': registered_on}, {'kind': 'filing', 'happened_on': filing_on},
    {'kind': 'land', 'happened_on': land_on}, {'kind': 'eia', 'happened_on': eia_on}, {'kind': 'energy_review', 'happened_on': energy_review_on},
    {'kind': 'safety_review', 'happened_on': safety_review_on}, {'kind': 'permit', 'happened_on': permit_on}, {'kind': 'start', 'happened_on': started_on},
    {'kind': 'completion', 'happened_on': completed_on}, {'kind': 'production', 'happened_on': produced_on}, {'kind': 'capacity', 'happened_on': capacity_on},
    {'kind': 'termination', 'happened_on': terminated_on}
  ], recursive := true)
  from filings
  union all
  select project_id, as_of, place, told_at, unnest([
    {'kind': 'start', 'happened_on': started_on}, {'kind': 'completion', 'happened_on': completed_on}, {'kind': 'production', 'happened_on': produced_on}
  ], recursive := true)
  from evaluations
),
steps as (
  select project_id, kind, min(happened_on) as happened_on, min(as_of) as known_on, arg_min(place, told_at) as source
  from stated where happened_on is not null group by project_id, kind
),
sums as (
  select project_id, as_of, max(arrived_cny) as arrived_cny, arg_min(place, told_at) as source
  from filings where arrived_cny is not null group by project_id, as_of
),
added as (
  select project_id, as_of, source, arrived_cny - coalesce(max(arrived_cny) over (partition by project_id order by as_of rows between unbounded preceding and 1 preceding), 0) as amount_cny
  from sums
),
years as (
  select project_id, as_of, place, told_at, produced_on, unnest([
    {'nth': 1, 'amount_cny': tax_y1_cny}, {'nth': 2, 'amount_cny': tax_y2_cny}, {'nth': 3, 'amount_cny': tax_y3_cny}
  ], recursive := true)
  from evaluations where produced_on is not null
),
moneys as (
  select project_id, 'arrival' as kind, as_of as happened_on, amount_cny, as_of as known_on, source, 'C' as grade from added where amount_cny > 0
  union all
  -- on the last day of the year of production that it was paid in
  select project_id, 'tax' as kind, cast(min(produced_on) + to_years(cast(nth as integer)) as date) - 1, arg_max(amount_cny, told_at), min(as_of), arg_min(place, told_at), 'B'
  from years where amount_cny is not null group by project_id, nth
  union all
  select project_id, 'fixed_investment' as kind, min(coalesce(completed_on, produced_on, as_of)), arg_max(fixed_investment_cny, told_at), min(as_of), arg_min(place, told_at), 'B'
  from evaluations where fixed_investment_cny is not null group by project_id
),
implied as (
  select s.project_id, s.kind, s.happened_on, case when s.kind = 'contract' then p.amount_cny end as amount_cny, s.known_on, s.source, cast(null as varchar) as grade
  from steps as s left join projects as p on p.project_id = s.project_id
  union all
  select project_id, kind, happened_on, amount_cny, known_on, source, grade from moneys
),
everything as (
  select project_id, kind, happened_on, amount_cny, known_on, concat_ws('#', first_told.source_file, nullif(first_told.source_sheet, ''), cast(first_told.source_line as varchar)) as source, first_told.evidence_grade as grade, first_told
  from told
  union all
  select i.project_id, i.kind, i.happened_on, i.amount_cny, i.known_on, i.source, i.grade, null
  from implied as i anti join told as t on t.project_id = i.project_id and t.kind = i.kind
  union all
  select a.project_id, 'contract_revision', a.known_on, a.amount_cny, a.known_on, a.source, null, null
  from amounts as a join projects as p on p.project_id = a.project_id
  where p.signed_on is not null and a.known_on > p.known_on and a.amount_cny <> p.amount_cny
),
events as (
  select
    md5(concat_ws('|', e.project_id, e.kind, cast(e.happened_on as varchar), cast(e.amount_cny as varchar)))[1:24] as event_id,
    e.project_id, coalesce(first_told.district_id, p.district_id, v.district_id) as district_id, e.kind, e.happened_on,
    -- what was agreed is known before its day; nothing else is
    cast(case when e.kind = 'instalment' then e.known_on else greatest(e.known_on, e.happened_on) end as timestamp) as known_at,
    cast(case when e.kind = 'instalment' then e.known_on else greatest(e.known_on, e.happened_on) end as timestamp) as recorded_at,
    'file' as actor,
    case when e.kind = 'contract' then coalesce(e.amount_cny, p.amount_cny) else e.amount_cny end as amount_cny,
    e.source, first_told.note as note, e.grade as evidence_grade, first_told.evidence as evidence, nullif(first_told.corrects, '') as corrects,
    case when e.kind in ('stall', 'termination', 'transfer') then coalesce(first_told.cause, first_told.note) end as cause,
    case when e.kind = 'contract' then case when regexp_matches(coalesce(first_told.contract_class, p.class_text, ''), '框架|战略|意向') then 'framework' else 'formal' end end as contract_class,
    case when e.kind = 'contract' then coalesce(first_told.investor_name, p.investor) end as investor,
    case when e.kind = 'contract' then case when p.investor_province = '重庆' then 'in_city' when p.investor_province is not null then 'out_of_city' end end as investor_origin,
    case when e.kind = 'contract' then case
      when contains(p.project_class, '财政') then 'fiscal' when contains(p.project_class, '房地产') then 'real_estate'
      when regexp_matches(p.project_class, '(市|区|县)内搬迁') then 'intra_city_relocation' when regexp_matches(p.project_class, '后续|续期|[二三四]期') then 'later_phase'
    end end as project_class,
    case when e.kind = 'contract' then coalesce(first_told.land_mu, p.land_mu) end as land_mu,
    case when e.kind = 'contract' then p.working_capital_cny end as working_capital_cny,
    case when e.kind = 'contract' then coalesce(first_told.agreed_start_on, p.agreed_start_on, v.agreed_start_on) end as agreed_start_on,
    case when e.kind = 'contract' then coalesce(first_told.agreed_completion_on, p.agreed_completion_on, v.agreed_completion_on) end as agreed_completion_on,
    case when e.kind = 'contract' then coalesce(first_told.agreed_production_on, p.agreed_production_on, v.agreed_production_on) end as agreed_production_on,
    case when e.kind = 'contract' then coalesce(first_told.agreed_tax_y1_cny, p.agreed_tax_y1_cny, v.agreed_tax_y1_cny) end as agreed_tax_y1_cny,
    case when e.kind = 'contract' then coalesce(first_told.agreed_tax_y2_cny, p.agreed_tax_y2_cny, v.agreed_tax_y2_cny) end as agreed_tax_y2_cny,
    case when e.kind = 'contract' then coalesce(first_told.agreed_tax_y3_cny, p.agreed_tax_y3_cny, v.agreed_tax_y3_cny) end as agreed_tax_y3_cny
  from everything as e
  left join projects as p on e.project_id = p.project_id
  left join promised as v on e.project_id = v.project_id
)
select * from events
