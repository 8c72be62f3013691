-- Events that files tell of, as rows of ledger.event: lake.events under the platform's words, and what lake.projects says of
-- signing, start and production where no event does. What a later file repeats is known since the first; a changed amount
-- is a revision from the day of that file. An unknown word for an event is left out. A contract counts as formal unless it
-- calls itself a framework (框架, 战略, 意向). `source` is file, sheet and line: the way back to the cell.
with words as (
  select word, kind from (select unnest(from_json($words, '[{"word":"varchar","kind":"varchar"}]'), recursive := true)) as w
),
filings as (
  select *, concat_ws('#', source_file, nullif(source_sheet, ''), cast(source_line as varchar)) as place, (as_of, source_file, source_line) as told_at
  from lake.projects
),
projects as (
  select
    project_id, arg_max(district_id, told_at) as district_id, arg_max(investor_name, told_at) as investor, arg_max(contract_class, told_at) as class_text,
    min(signed_on) as signed_on, min(as_of) as known_on, arg_min(agreed_investment_cny, told_at) as amount_cny, arg_max(land_mu, told_at) as land_mu,
    arg_min(agreed_start_on, told_at) as agreed_start_on, min(started_on) as started_on, min(produced_on) as produced_on, arg_min(place, told_at) as source
  from filings group by project_id
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
implied as (
  select project_id, 'contract' as kind, signed_on as happened_on, amount_cny, known_on, source from projects where signed_on is not null
  union all
  select project_id, 'start' as kind, started_on, cast(null as double), known_on, source from projects where started_on is not null
  union all
  select project_id, 'production' as kind, produced_on, cast(null as double), known_on, source from projects where produced_on is not null
),
everything as (
  select project_id, kind, happened_on, amount_cny, known_on, concat_ws('#', first_told.source_file, nullif(first_told.source_sheet, ''), cast(first_told.source_line as varchar)) as source, first_told
  from told
  union all
  select i.project_id, i.kind, i.happened_on, i.amount_cny, i.known_on, i.source, null
  from implied as i anti join told as t on t.project_id = i.project_id and t.kind = i.kind
  union all
  select a.project_id, 'contract_revision', a.known_on, a.amount_cny, a.known_on, a.source, null
  from amounts as a join projects as p on p.project_id = a.project_id
  where p.signed_on is not null and a.known_on > p.known_on and a.amount_cny <> p.amount_cny
),
final as (
  select
    md5(concat_ws('|', e.project_id, e.kind, cast(e.happened_on as varchar), cast(e.amount_cny as varchar)))[1:24] as event_id,
    e.project_id, coalesce(first_told.district_id, p.district_id) as district_id, e.kind, e.happened_on,
    cast(greatest(e.known_on, e.happened_on) as timestamp) as known_at,
    cast(greatest(e.known_on, e.happened_on) as timestamp) as recorded_at,
    case when e.kind = 'contract' then coalesce(e.amount_cny, p.amount_cny) else e.amount_cny end as amount_cny,
    'file' as actor, e.source, first_told.note as note, first_told.evidence_grade as evidence_grade, first_told.evidence as evidence,
    case when e.kind in ('stall', 'termination', 'transfer') then coalesce(first_told.cause, first_told.note) end as cause,
    case when e.kind = 'contract' then case when regexp_matches(coalesce(first_told.contract_class, p.class_text, ''), '框架|战略|意向') then 'framework' else 'formal' end end as contract_class,
    case when e.kind = 'contract' then coalesce(first_told.investor_name, p.investor) end as investor,
    case when e.kind = 'contract' then coalesce(first_told.land_mu, p.land_mu) end as land_mu,
    case when e.kind = 'contract' then coalesce(first_told.agreed_start_on, p.agreed_start_on) end as agreed_start_on,
    case when e.kind = 'contract' then first_told.agreed_completion_on end as agreed_completion_on,
    case when e.kind = 'contract' then first_told.agreed_production_on end as agreed_production_on,
    case when e.kind = 'contract' then first_told.agreed_tax_y1_cny end as agreed_tax_y1_cny,
    case when e.kind = 'contract' then first_told.agreed_tax_y2_cny end as agreed_tax_y2_cny,
    case when e.kind = 'contract' then first_told.agreed_tax_y3_cny end as agreed_tax_y3_cny
  from everything as e
  left join projects as p on e.project_id = p.project_id
)
select * from final
