-- One row a project × rule of data/rules/supervision.json that it breaks: who must be told, and why.
with projects as (
  select
    project_id, name, district_id, investor, amount_cny, stage, next_milestone, cause, cause_title, cause_text,
    overdue_days, stalled_days, silent_days, unpaid_days
  from project.register
  where signed_on is not null
),
rules as (
  select rule_id, title, title_en, measure, milestone, at_least, escalate_to from rule.escalation
),
measured as (
  select
    p.*, r.rule_id, r.title, r.title_en, r.escalate_to, r.at_least, r.milestone,
    case r.measure when 'overdue_days' then p.overdue_days when 'stalled_days' then p.stalled_days when 'silent_days' then p.silent_days else p.unpaid_days end as days
  from projects as p
  cross join rules as r
),
final as (
  select
    cast(project_id as varchar) as project_id,
    cast(rule_id as varchar) as rule_id,
    cast(title as varchar) as title,
    cast(title_en as varchar) as title_en,
    cast(escalate_to as varchar) as escalate_to, -- district or city
    cast(name as varchar) as name,
    cast(district_id as varchar) as district_id, -- adcode
    cast(investor as varchar) as investor,
    cast(amount_cny as double) as amount_cny, -- CNY
    cast(stage as varchar) as stage,
    cast(days as bigint) as days, -- days
    cast(at_least as double) as at_least, -- days
    cast(cause as varchar) as cause,
    cast(cause_title as varchar) as cause_title,
    cast(cause_text as varchar) as cause_text
  from measured
  where days >= at_least and (milestone is null or milestone = next_milestone)
)
select * from final order by escalate_to, amount_cny desc nulls last, project_id, rule_id
