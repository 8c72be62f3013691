-- What calibers are made of. Parameters: as_known, an instant; lists as varchar[]; days as date; amounts in CNY. Elements of
-- lists are named one by one where a scan filters by them: they fold to constants, by which a sorted table is skipped.
-- Every `…_increments` macro gives the same rows: on `day`, `project_key` in group `key` adds `n` projects, `num` to the
-- numerator and `den` to the denominator. A figure is their sum up to a day; a series is their running sum.

-- Events as known at an instant: nothing that was learned later, nothing that had been corrected by then.
create or replace temp macro known_events(as_known) as table
  select * from ledger.known
  where known_at <= as_known and (superseded_at is null or superseded_at > as_known);

-- One row a project with a contract of the cohort: amount (original or current), place now, group.
create or replace temp macro cohort_contracts(as_known, classes, origins, excluded, min_amount_cny, basis, by_key, in_district) as table
  with contracts as (
    select
      project_key, project_id, district_id, happened_on as signed_on, amount_cny, agreed_start_on, agreed_production_on,
      agreed_tax_y1_cny, agreed_tax_y2_cny, agreed_tax_y3_cny
    from known_events(as_known)
    where kind = 'contract' and list_contains(classes, coalesce(contract_class, 'framework'))
      and list_contains(origins, investor_origin) and not list_contains(excluded, project_class) and amount_cny >= min_amount_cny
  ),
  revisions as (
    select project_key, arg_max(amount_cny, (happened_on, known_at)) as revised_cny
    from known_events(as_known) where kind = 'contract_revision' group by project_key
  ),
  transfers as (
    select project_key, arg_max(district_id, (happened_on, known_at)) as moved_to
    from known_events(as_known) where kind = 'transfer' group by project_key
  ),
  placed as (
    select c.* replace (
      coalesce(t.moved_to, c.district_id) as district_id,
      case when basis = 'current' then coalesce(r.revised_cny, c.amount_cny) else c.amount_cny end as amount_cny
    )
    from contracts as c
    left join revisions as r on c.project_key = r.project_key
    left join transfers as t on c.project_key = t.project_key
  )
  select *, case by_key when 'district' then district_id when 'signing_year' then cast(year(signed_on) as varchar) else '' end as key
  from placed
  where in_district is null or district_id = in_district;

-- Projects that reached all of `required`: counted (or weighed) from the later of base and reaching, until `unless`.
create or replace temp macro milestone_increments(as_known, classes, origins, excluded, min_amount_cny, basis, by_key, in_district, signed_from, signed_to, required, unless_kind, grades, base, due, grace_days, weight) as table
  with contracts as (
    select * from cohort_contracts(as_known, classes, origins, excluded, min_amount_cny, basis, by_key, in_district)
    where (signed_from is null or signed_on >= signed_from) and (signed_to is null or signed_on <= signed_to)
  ),
  firsts as (
    select
      project_key,
      min(happened_on) filter (where kind = required[1]) as first_on,
      min(happened_on) filter (where kind = coalesce(required[2], required[1])) as second_on,
      min(happened_on) filter (where kind = coalesce(required[3], required[1])) as third_on
    from known_events(as_known)
    where len(required) > 0 and kind in (coalesce(required[1], ''), coalesce(required[2], required[1], ''), coalesce(required[3], required[1], ''))
      and grade in (grades[1], coalesce(grades[2], grades[1]), coalesce(grades[3], grades[1]), coalesce(grades[4], grades[1]))
    group by project_key
  ),
  reached as (
    select project_key, greatest(first_on, second_on, third_on) as reached_on
    from firsts
    where first_on is not null and second_on is not null and third_on is not null
  ),
  produced as (
    select project_key, min(happened_on) as produced_on
    from known_events(as_known) where kind = 'production' and base = 'production' group by project_key
  ),
  ended as (
    select project_key, min(happened_on) as ended_on
    from known_events(as_known) where unless_kind <> '' and kind = unless_kind group by project_key
  ),
  lives as (
    select
      c.project_key, c.key, c.signed_on,
      case weight when 'amount' then c.amount_cny else 1 end as worth,
      case base
        when 'contract' then c.signed_on
        when 'production' then p.produced_on
        else (case due when 'agreed_start_on' then c.agreed_start_on else c.agreed_production_on end) + cast(grace_days as integer)
      end as base_on,
      case when len(required) = 0 then c.signed_on else r.reached_on end as reached_on,
      e.ended_on
    from contracts as c
    left join reached as r on c.project_key = r.project_key
    left join produced as p on c.project_key = p.project_key
    left join ended as e on c.project_key = e.project_key
  ),
  spans as (
    select *, case when base <> 'due' or reached_on <= base_on then greatest(base_on, reached_on) end as enters_on
    from lives
    where base_on is not null
  )
  select key, project_key, signed_on, base_on as day, cast(1 as double) as n, cast(0 as double) as num, cast(worth as double) as den from spans
  union all
  select key, project_key, signed_on, enters_on as day, cast(0 as double) as n, cast(worth as double) as num, cast(0 as double) as den from spans
  where enters_on is not null and reached_on is not null and (ended_on is null or ended_on > enters_on)
  union all
  select key, project_key, signed_on, ended_on as day, cast(0 as double) as n, cast(-worth as double) as num, cast(0 as double) as den from spans
  where enters_on is not null and reached_on is not null and ended_on > enters_on;

-- Money of kind `money_kind` against contract amounts, agreed instalments, or tasks (which belong to a district, not to a project).
create or replace temp macro money_increments(as_known, classes, origins, excluded, min_amount_cny, basis, by_key, in_district, signed_from, signed_to, grades, money_kind, against) as table
  with contracts as (
    select * from cohort_contracts(as_known, classes, origins, excluded, min_amount_cny, basis, by_key, in_district)
    where (signed_from is null or signed_on >= signed_from) and (signed_to is null or signed_on <= signed_to)
  ),
  money as (
    select c.key, c.project_key, c.signed_on, e.happened_on as day, e.amount_cny
    from known_events(as_known) as e
    join contracts as c on e.project_key = c.project_key
    where e.kind = money_kind and e.grade in (grades[1], coalesce(grades[2], grades[1]), coalesce(grades[3], grades[1]), coalesce(grades[4], grades[1]))
  ),
  agreed as (
    select project_key, min(happened_on) as first_due_on
    from known_events(as_known) where kind = 'instalment' and against = 'instalment' group by project_key
  )
  select m.key, m.project_key, m.signed_on, m.day, cast(0 as double) as n, m.amount_cny as num, cast(0 as double) as den
  from money as m
  left join agreed as a on m.project_key = a.project_key
  where against <> 'instalment' or a.first_due_on is not null
  union all
  select key, project_key, min(signed_on) as signed_on, min(day) as day, cast(1 as double) as n, cast(0 as double) as num, cast(0 as double) as den
  from money where against = 'task' group by key, project_key, year(day)
  union all
  select key, project_key, signed_on, signed_on as day, cast(1 as double) as n, cast(0 as double) as num, amount_cny as den
  from contracts where against = 'contract'
  union all
  select c.key, c.project_key, c.signed_on, e.happened_on as day, cast(case when e.happened_on = a.first_due_on then 1 else 0 end as double) as n, cast(0 as double) as num, e.amount_cny as den
  from known_events(as_known) as e
  join contracts as c on e.project_key = c.project_key
  join agreed as a on a.project_key = c.project_key
  where e.kind = 'instalment' and against = 'instalment'
  union all
  select case by_key when 'district' then district_id else '' end as key, cast(null as integer) as project_key, cast(null as date) as signed_on, happened_on as day, cast(0 as double) as n, cast(0 as double) as num, amount_cny as den
  from known_events(as_known)
  where kind = 'task' and against = 'task' and (in_district is null or district_id = in_district);

-- Tax of the nth year of production against the promise for it, on the day on which that year is over.
create or replace temp macro promise_increments(as_known, classes, origins, excluded, min_amount_cny, basis, by_key, in_district, signed_from, signed_to, grades, nth_year) as table
  with contracts as (
    select *, case nth_year when 1 then agreed_tax_y1_cny when 2 then agreed_tax_y2_cny else agreed_tax_y3_cny end as promised_cny
    from cohort_contracts(as_known, classes, origins, excluded, min_amount_cny, basis, by_key, in_district)
    where (signed_from is null or signed_on >= signed_from) and (signed_to is null or signed_on <= signed_to)
  ),
  produced as (
    select project_key, min(happened_on) as produced_on from known_events(as_known) where kind = 'production' group by project_key
  ),
  due as (
    select
      c.key, c.project_key, c.signed_on, c.promised_cny,
      cast(p.produced_on + to_years(cast(nth_year - 1 as integer)) as date) as from_on,
      cast(p.produced_on + to_years(cast(nth_year as integer)) as date) as over_on
    from contracts as c
    join produced as p on c.project_key = p.project_key
    where c.promised_cny > 0
  ),
  paid as (
    select d.project_key, sum(e.amount_cny) as paid_cny
    from known_events(as_known) as e
    join due as d on e.project_key = d.project_key and e.happened_on >= d.from_on and e.happened_on < d.over_on
    where e.kind = 'tax' and e.grade in (grades[1], coalesce(grades[2], grades[1]), coalesce(grades[3], grades[1]), coalesce(grades[4], grades[1]))
    group by d.project_key
  )
  select d.key, d.project_key, d.signed_on, d.over_on as day, cast(1 as double) as n, coalesce(p.paid_cny, 0) as num, d.promised_cny as den
  from due as d
  left join paid as p on d.project_key = p.project_key;
