-- Events that files tell of, as rows of ledger.event: lake.events under the platform's words, and what lake.projects says of
-- signing, start and production where no event does. What a later file repeats is known since the first; a changed amount
-- is a revision from the day of that file. An unknown word for an event is left out. A contract counts as formal unless it
-- calls itself a framework (框架, 战略, 意向).
with words as (
  select word, kind from (select unnest(from_json($words, '[{"word":"varchar","kind":"varchar"}]'), recursive := true)) as w
),
projects as (
  select
    project_id, any_value(district_id) as district_id, any_value(investor_name) as investor, any_value(contract_class) as class_text,
    min(signed_on) as signed_on, min(as_of) as known_on, arg_min(agreed_investment_cny, as_of) as amount_cny, any_value(land_mu) as land_mu,
    arg_min(agreed_start_on, as_of) as agreed_start_on, min(started_on) as started_on, min(produced_on) as produced_on, any_value(source_file) as source
  from lake.projects group by project_id
),
told as (
  select e.project_id, w.kind, e.happened_on, e.amount_cny, min(coalesce(e.known_on, e.as_of)) as known_on, arg_min(e.evidence_grade, e.as_of) as evidence_grade,
    any_value(e.source_file) as source, any_value(e.note) as note
  from lake.events as e
  join words as w on w.word = e.kind
  where e.project_id is not null and e.happened_on is not null
  group by e.project_id, w.kind, e.happened_on, e.amount_cny
),
amounts as (
  select project_id, agreed_investment_cny as amount_cny, min(as_of) as known_on, any_value(source_file) as source
  from lake.projects where agreed_investment_cny is not null group by project_id, agreed_investment_cny
),
implied as (
  select project_id, 'contract' as kind, signed_on as happened_on, amount_cny, known_on, source from projects where signed_on is not null
  union all
  select project_id, 'start' as kind, started_on, cast(null as double), known_on, source from projects where started_on is not null
  union all
  select project_id, 'production' as kind, produced_on, cast(null as double), known_on, source from projects where produced_on is not null
),
everything as (
  select project_id, kind, happened_on, amount_cny, known_on, evidence_grade, source, note from told
  union all
  select i.project_id, i.kind, i.happened_on, i.amount_cny, i.known_on, null, i.source, null
  from implied as i anti join told as t on t.project_id = i.project_id and t.kind = i.kind
  union all
  select a.project_id, 'contract_revision', a.known_on, a.amount_cny, a.known_on, null, a.source, null
  from amounts as a join projects as p on p.project_id = a.project_id
  where p.signed_on is not null and a.known_on > p.known_on and a.amount_cny <> p.amount_cny
),
final as (
  select
    md5(concat_ws('|', e.project_id, e.kind, cast(e.happened_on as varchar), cast(e.amount_cny as varchar), e.source))[1:24] as event_id,
    e.project_id, p.district_id, e.kind, e.happened_on,
    cast(greatest(e.known_on, e.happened_on) as timestamp) as known_at,
    cast(greatest(e.known_on, e.happened_on) as timestamp) as recorded_at,
    case when e.kind = 'contract' then coalesce(e.amount_cny, p.amount_cny) else e.amount_cny end as amount_cny,
    'file' as actor, e.source, e.note, e.evidence_grade,
    case when e.kind in ('stall', 'termination', 'transfer') then e.note end as cause,
    case when e.kind = 'contract' then case when regexp_matches(coalesce(p.class_text, ''), '框架|战略|意向') then 'framework' else 'formal' end end as contract_class,
    case when e.kind = 'contract' then p.investor end as investor,
    case when e.kind = 'contract' then p.land_mu end as land_mu,
    case when e.kind = 'contract' then p.agreed_start_on end as agreed_start_on
  from everything as e
  left join projects as p on e.project_id = p.project_id
)
select * from final
