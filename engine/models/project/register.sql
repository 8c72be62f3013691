-- One row a project of which anything is known: where it stands, since when, what is due next and what holds it up.
-- The stage is the furthest step that stands, whatever its evidence; the evidence stands beside it. Days count to the day
-- of the newest news in the ledger, not to today: the same ledger gives the same register.
with all_events as (
  select
    event_id, project_id, district_id, kind, happened_on, known_at, superseded_at, amount_cny, grade, cause, contract_class, investor, land_mu,
    agreed_start_on, agreed_completion_on, agreed_production_on
  from ledger.known
),
causes as (
  select position, cause, title, word from rule.stuck_cause
),
lists as (
  select project_id, name, link, park, investor_name, as_of, source_file, row_hash from lake.projects
),
news as (
  select cast(max(known_at + interval 8 hour) as date) as data_on from all_events
),
events as (
  select * from all_events where superseded_at is null and project_id is not null
),
named as (
  select
    project_id, arg_max(name, (as_of, source_file, row_hash)) as name, arg_max(link, (as_of, source_file, row_hash)) as link,
    arg_max(park, (as_of, source_file, row_hash)) as park, arg_max(investor_name, (as_of, source_file, row_hash)) as investor
  from lists
  group by project_id
),
contracts as (
  select
    project_id, min(happened_on) as signed_on, arg_min(amount_cny, happened_on) as signed_amount_cny, arg_min(contract_class, happened_on) as contract_class,
    arg_min(investor, happened_on) as investor, arg_min(land_mu, happened_on) as land_mu, arg_min(agreed_start_on, happened_on) as agreed_start_on,
    arg_min(agreed_completion_on, happened_on) as agreed_completion_on, arg_min(agreed_production_on, happened_on) as agreed_production_on
  from events
  where kind = 'contract'
  group by project_id
),
steps as (
  select
    project_id,
    min(happened_on) as first_on,
    arg_max(district_id, (kind = 'transfer', happened_on, known_at)) filter (where district_id is not null) as district_id,
    arg_max(amount_cny, (happened_on, known_at)) filter (where kind = 'contract_revision') as revised_cny,
    coalesce(sum(amount_cny) filter (where kind = 'arrival'), 0) as arrived_cny,
    min(happened_on) filter (where kind = 'first_talk') as first_talk_on,
    min(happened_on) filter (where kind = 'negotiation') as negotiation_on,
    min(happened_on) filter (where kind in ('registration', 'filing', 'land', 'eia', 'energy_review', 'safety_review', 'permit')) as prepared_on,
    min(happened_on) filter (where kind = 'start') as started_on,
    min(happened_on) filter (where kind = 'completion') as completed_on,
    min(happened_on) filter (where kind = 'production') as produced_on,
    min(happened_on) filter (where kind = 'capacity') as capacity_on,
    max(happened_on) filter (where kind = 'termination') as terminated_on,
    max(happened_on) filter (where kind = 'stall') as stall_on,
    max(happened_on) filter (where kind in ('resume', 'completion', 'production', 'capacity')) as moved_on,
    arg_max(cause, (happened_on, known_at)) filter (where kind in ('stall', 'termination')) as cause_text,
    count(*) as events,
    cast(max(known_at + interval 8 hour) as date) as last_known_on
  from events
  group by project_id
),
corrections as (
  select project_id, count(distinct corrects) as corrected from ledger.event where corrects is not null and project_id is not null group by project_id
),
staged as (
  select
    s.*, c.signed_on, c.signed_amount_cny, c.contract_class, c.investor, c.land_mu, c.agreed_start_on, c.agreed_completion_on, c.agreed_production_on,
    case
      when s.terminated_on is not null then '终止' when s.capacity_on is not null then '达产' when s.produced_on is not null then '投产'
      when s.completed_on is not null then '竣工' when s.started_on is not null then '在建'
      when c.signed_on is not null and s.prepared_on is not null then '前期' when c.signed_on is not null then '签约'
      when s.negotiation_on is not null then '洽谈' when s.first_talk_on is not null then '首谈' else '线索'
    end as stage,
    case
      when s.terminated_on is not null then s.terminated_on when s.capacity_on is not null then s.capacity_on when s.produced_on is not null then s.produced_on
      when s.completed_on is not null then s.completed_on when s.started_on is not null then s.started_on
      when c.signed_on is not null and s.prepared_on is not null then greatest(s.prepared_on, c.signed_on) when c.signed_on is not null then c.signed_on
      when s.negotiation_on is not null then s.negotiation_on when s.first_talk_on is not null then s.first_talk_on else s.first_on
    end as stage_on,
    s.terminated_on is null and s.stall_on is not null and (s.moved_on is null or s.moved_on < s.stall_on) as stalled,
    s.terminated_on is not null or s.capacity_on is not null as done
  from steps as s
  left join contracts as c on c.project_id = s.project_id
),
graded as (
  select s.project_id, min(e.grade) as stage_grade
  from staged as s
  join events as e on e.project_id = s.project_id and e.happened_on = s.stage_on
    and e.kind = case s.stage when '终止' then 'termination' when '达产' then 'capacity' when '投产' then 'production' when '竣工' then 'completion'
      when '在建' then 'start' when '前期' then e.kind when '签约' then 'contract' when '洽谈' then 'negotiation' when '首谈' then 'first_talk' else e.kind end
  group by s.project_id
),
due as (
  select
    *,
    case
      when done or signed_on is null then null
      when started_on is null and completed_on is null and produced_on is null and agreed_start_on is not null then 'start'
      when completed_on is null and produced_on is null and agreed_completion_on is not null then 'completion'
      when produced_on is null and agreed_production_on is not null then 'production'
    end as next_milestone
  from staged
),
told as (
  select d.project_id, arg_min(c.cause, c.position) as cause, arg_min(c.title, c.position) as title
  from due as d
  join causes as c on contains(d.cause_text, c.word)
  where d.stalled or d.terminated_on is not null
  group by d.project_id
),
dated as (
  select
    d.*, n.data_on,
    case d.next_milestone when 'start' then d.agreed_start_on when 'completion' then d.agreed_completion_on when 'production' then d.agreed_production_on end as next_due_on
  from due as d
  cross join news as n
),
final as (
  select
    cast(d.project_id as varchar) as project_id,
    cast(coalesce(n.name, d.project_id) as varchar) as name,
    cast(d.district_id as varchar) as district_id, -- adcode
    cast(coalesce(d.investor, n.investor) as varchar) as investor,
    cast(n.link as varchar) as link,
    cast(n.park as varchar) as park,
    cast(d.contract_class as varchar) as contract_class,
    cast(d.signed_on as date) as signed_on,
    cast(d.signed_amount_cny as double) as signed_amount_cny, -- CNY
    cast(coalesce(d.revised_cny, d.signed_amount_cny) as double) as amount_cny, -- CNY
    cast(d.arrived_cny as double) as arrived_cny, -- CNY
    cast(d.land_mu as double) as land_mu, -- mu
    cast(d.stage as varchar) as stage,
    cast(d.stage_on as date) as stage_on,
    cast(greatest(0, date_diff('day', d.stage_on, d.data_on)) as bigint) as days_in_stage, -- days
    cast(coalesce(g.stage_grade, 'D') as varchar) as stage_grade, -- A to D
    cast(d.agreed_start_on as date) as agreed_start_on,
    cast(d.started_on as date) as started_on,
    cast(d.agreed_completion_on as date) as agreed_completion_on,
    cast(d.completed_on as date) as completed_on,
    cast(d.agreed_production_on as date) as agreed_production_on,
    cast(d.produced_on as date) as produced_on,
    cast(d.capacity_on as date) as capacity_on,
    cast(d.terminated_on as date) as terminated_on,
    cast(d.next_milestone as varchar) as next_milestone,
    cast(d.next_due_on as date) as next_due_on,
    cast(case when d.next_due_on < d.data_on then date_diff('day', d.next_due_on, d.data_on) end as bigint) as overdue_days, -- days
    cast(d.stalled as boolean) as stalled,
    cast(case when d.stalled then d.stall_on end as date) as stalled_on,
    cast(case when d.stalled then greatest(0, date_diff('day', d.stall_on, d.data_on)) end as bigint) as stalled_days, -- days
    cast(case when d.stalled or d.terminated_on is not null then coalesce(t.cause, case when d.cause_text is null then 'unstated' else 'other' end) end as varchar) as cause,
    cast(case when d.stalled or d.terminated_on is not null then coalesce(t.title, case when d.cause_text is null then '未说明' else '其他' end) end as varchar) as cause_title,
    cast(case when d.stalled or d.terminated_on is not null then d.cause_text end as varchar) as cause_text,
    cast(case when not d.done and d.produced_on is null then greatest(0, date_diff('day', d.last_known_on, d.data_on)) end as bigint) as silent_days, -- days
    cast(case when not d.done and d.signed_on is not null and d.arrived_cny = 0 then greatest(0, date_diff('day', d.signed_on, d.data_on)) end as bigint) as unpaid_days, -- days
    cast(d.events as bigint) as events,
    cast(coalesce(k.corrected, 0) as bigint) as corrected,
    cast(d.last_known_on as date) as last_known_on,
    cast(d.data_on as date) as data_on
  from dated as d
  left join named as n on n.project_id = d.project_id
  left join graded as g on g.project_id = d.project_id
  left join told as t on t.project_id = d.project_id
  left join corrections as k on k.project_id = d.project_id
)
select * from final order by project_id
