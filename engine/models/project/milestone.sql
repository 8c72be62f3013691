-- One row a project × what is due next: the next agreed step (start, completion, production), and every agreed instalment
-- that the money arrived so far does not cover. Days count to the newest news in the ledger, as in project.register; the
-- next rule of data/rules/supervision.json says when somebody must be told if nothing happens. Terminated projects owe nothing.
with projects as (
  select project_id, name, district_id, investor, stage, arrived_cny, next_milestone, next_due_on, data_on
  from project.register
  where terminated_on is null
),
rules as (
  select title, title_en, milestone, at_least, escalate_to from rule.escalation where measure = 'overdue_days'
),
instalments as (
  select project_id, happened_on as due_on, sum(amount_cny) as amount_cny
  from ledger.known
  where superseded_at is null and kind = 'instalment' and project_id is not null
  group by project_id, happened_on
),
running as (
  select
    project_id, due_on, amount_cny,
    sum(amount_cny) over (partition by project_id order by due_on rows between unbounded preceding and current row) as agreed_cny
  from instalments
),
due as (
  select project_id, next_milestone as milestone, next_due_on as due_on, cast(null as double) as open_cny
  from projects
  where next_milestone is not null
  union all
  select r.project_id, 'instalment' as milestone, r.due_on, least(r.amount_cny, r.agreed_cny - p.arrived_cny) as open_cny
  from running as r
  join projects as p on p.project_id = r.project_id
  where r.agreed_cny > p.arrived_cny
),
late as (
  select d.*, date_diff('day', d.due_on, p.data_on) as days_late
  from due as d
  join projects as p on p.project_id = d.project_id
),
next_rule as (
  select
    l.project_id, l.milestone, l.due_on,
    min(r.at_least) as at_least, arg_min(r.title, r.at_least) as title, arg_min(r.title_en, r.at_least) as title_en, arg_min(r.escalate_to, r.at_least) as escalate_to
  from late as l
  join rules as r on r.milestone = l.milestone and r.at_least > l.days_late
  group by l.project_id, l.milestone, l.due_on
),
final as (
  select
    cast(l.project_id as varchar) as project_id,
    cast(l.milestone as varchar) as milestone, -- start, completion, production, instalment
    cast(l.due_on as date) as due_on,
    cast(-l.days_late as bigint) as days_left, -- days; below 0 = overdue
    cast(l.open_cny as double) as open_cny, -- CNY
    cast(p.name as varchar) as name,
    cast(p.district_id as varchar) as district_id, -- adcode
    cast(p.investor as varchar) as investor,
    cast(p.stage as varchar) as stage,
    cast(n.title as varchar) as rule_title,
    cast(n.title_en as varchar) as rule_title_en,
    cast(n.escalate_to as varchar) as escalate_to, -- district or city
    cast(l.due_on + cast(n.at_least as integer) as date) as escalates_on,
    cast(p.data_on as date) as data_on
  from late as l
  join projects as p on p.project_id = l.project_id
  left join next_rule as n on n.project_id = l.project_id and n.milestone = l.milestone and n.due_on = l.due_on
)
select * from final order by due_on, project_id, milestone
