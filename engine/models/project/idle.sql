-- One row a project that was approved and not started for longer than data/rules/supervision.json allows: what is to be cleared
-- (清理), by cause, with what it holds. Terminated projects are out: their exit is on record.
with projects as (
  select project_id, name, district_id, investor, signed_on, amount_cny, land_mu, arrived_cny, started_on, completed_on, produced_on, terminated_on, cause, cause_title, cause_text, data_on
  from project.register
),
rules as (
  select approved_by, idle_months from rule.clearing
),
approvals as (
  select k.project_id, k.kind, max(k.happened_on) as happened_on, any_value(r.idle_months) as idle_months
  from ledger.known as k
  join rules as r on r.approved_by = k.kind
  where k.superseded_at is null and k.project_id is not null
  group by k.project_id, k.kind
),
approved as (
  select project_id, max(happened_on) as approved_on, list(kind order by kind) as approvals, any_value(idle_months) as allowed_months
  from approvals
  group by project_id
),
held as (
  select project_id, bool_or(kind = 'land') as land, bool_or(kind = 'energy_review') as energy
  from ledger.known
  where superseded_at is null and kind in ('land', 'energy_review')
  group by project_id
),
idle as (
  select p.*, a.approved_on, a.approvals, a.allowed_months, date_diff('day', a.approved_on, p.data_on) / 30.4375 as months
  from projects as p
  join approved as a on a.project_id = p.project_id
  where p.started_on is null and p.completed_on is null and p.produced_on is null and p.terminated_on is null
),
final as (
  select
    cast(i.project_id as varchar) as project_id,
    cast(i.name as varchar) as name,
    cast(i.district_id as varchar) as district_id, -- adcode
    cast(i.investor as varchar) as investor,
    cast(i.signed_on as date) as signed_on,
    cast(i.amount_cny as double) as amount_cny, -- CNY
    cast(i.approved_on as date) as approved_on,
    cast(i.approvals as varchar[]) as approvals, -- kinds of event
    cast(i.months as double) as idle_months, -- months
    cast(case when h.land then i.land_mu end as double) as land_held_mu, -- mu
    cast(coalesce(h.energy, false) as boolean) as energy_reviewed,
    cast(i.arrived_cny as double) as arrived_cny, -- CNY
    cast(coalesce(i.cause, 'unstated') as varchar) as cause,
    cast(coalesce(i.cause_title, '未说明') as varchar) as cause_title,
    cast(i.cause_text as varchar) as cause_text
  from idle as i
  left join held as h on h.project_id = i.project_id
  where i.months >= i.allowed_months
)
select * from final order by idle_months desc, project_id
