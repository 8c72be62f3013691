-- What calibers are made of. Parameters: as_known, an instant; lists as varchar[]; days as date; amounts in CNY; refused, the
-- grades that do not count, as one text. A scan compares columns with constants, one by one: by these a sorted table is skipped;
-- an `in` is a filter of its own, after which DuckDB thinks the rows few and joins from the wrong side. Keys of projects,
-- districts and groups are small numbers: grouping by text takes twice as long.
-- Every `…_increments` macro gives the same rows: on `day`, `project_key` in group `key` adds `n` projects, `num` to the
-- numerator and `den` to the denominator. A figure is their sum up to a day; a series is their running sum.

-- Rows of ledger.known as known at an instant: nothing that was learned later, nothing that had been corrected by then.
create or replace temp macro stands(known_at, known_until, as_known) as
  known_at <= as_known and known_until > as_known;

create or replace temp macro known_events(as_known) as table
  select * from ledger.known where stands(known_at, known_until, as_known);

-- Rows of ledger.known with evidence of a grade that counts.
create or replace temp macro proven(grade, refused) as
  refused = '' or (grade <> refused[1] and grade <> refused[2] and grade <> refused[3] and grade <> refused[4]);

-- The first day of a kind of event, by project.
create or replace temp macro first_days(as_known, of_kind, refused) as table
  select project_key, min(happened_on) as first_on from ledger.known where stands(known_at, known_until, as_known) and kind = of_kind and proven(grade, refused) group by project_key;

-- One row a project with a contract of the cohort: amount (original or current), place now, group.
create or replace temp macro cohort_contracts(as_known, classes, origins, excluded, min_amount_cny, basis, by_key, in_district) as table
  with contracts as (
    select
      project_key, project_id, district_id, district_key, happened_on as signed_on, amount_cny, agreed_start_on, agreed_production_on,
      agreed_tax_y1_cny, agreed_tax_y2_cny, agreed_tax_y3_cny
    from ledger.known
    where stands(known_at, known_until, as_known) and kind = 'contract' and list_contains(classes, coalesce(contract_class, 'framework'))
      and list_contains(origins, investor_origin) and not list_contains(excluded, project_class) and amount_cny >= min_amount_cny
  ),
  revisions as (
    select project_key, arg_max(amount_cny, (happened_on, known_at)) as revised_cny
    from ledger.known where stands(known_at, known_until, as_known) and kind = 'contract_revision' group by project_key
  ),
  transfers as (
    select project_key, arg_max(district_id, (happened_on, known_at)) as moved_to, arg_max(district_key, (happened_on, known_at)) as moved_to_key
    from ledger.known where stands(known_at, known_until, as_known) and kind = 'transfer' group by project_key
  ),
  placed as (
    select c.* replace (
      coalesce(t.moved_to, c.district_id) as district_id,
      coalesce(t.moved_to_key, c.district_key) as district_key,
      case when basis = 'current' then coalesce(r.revised_cny, c.amount_cny) else c.amount_cny end as amount_cny
    )
    from contracts as c
    left join revisions as r on c.project_key = r.project_key
    left join transfers as t on c.project_key = t.project_key
  )
  select *, case by_key when 'district' then district_key when 'signing_year' then cast(year(signed_on) as integer) else 0 end as key
  from placed
  where in_district is null or district_id = in_district;

-- Projects that reached all of kind_1 to kind_3 (null = none; no kind_1 = being signed is enough): counted (or weighed) from the later of base and reaching, until `unless`.
create or replace temp macro milestone_increments(as_known, classes, origins, excluded, min_amount_cny, basis, by_key, in_district, signed_from, signed_to, kind_1, kind_2, kind_3, unless_kind, refused, base, due, grace_days, weight) as table
  with contracts as (
    select * from cohort_contracts(as_known, classes, origins, excluded, min_amount_cny, basis, by_key, in_district)
    where (signed_from is null or signed_on >= signed_from) and (signed_to is null or signed_on <= signed_to)
  ),
  reached as (
    select a.project_key, greatest(a.first_on, b.first_on, c.first_on) as reached_on
    from first_days(as_known, kind_1, refused) as a
    left join first_days(as_known, kind_2, refused) as b on a.project_key = b.project_key
    left join first_days(as_known, kind_3, refused) as c on a.project_key = c.project_key
    where (kind_2 is null or b.first_on is not null) and (kind_3 is null or c.first_on is not null)
  ),
  produced as (
    select project_key, first_on as produced_on from first_days(as_known, 'production', '') where base = 'production'
  ),
  ended as (
    select project_key, first_on as ended_on from first_days(as_known, unless_kind, '')
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
      case when kind_1 is null then c.signed_on else r.reached_on end as reached_on,
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
-- `since`: of money before that day nobody asks; null = of all. The contracts stand in each place anew: so a join knows the range
-- of their keys and finds a row by its place, not by its hash.
create or replace temp macro money_increments(as_known, classes, origins, excluded, min_amount_cny, basis, by_key, in_district, signed_from, signed_to, refused, money_kind, against, since) as table
  with contracts as not materialized (
    select * from cohort_contracts(as_known, classes, origins, excluded, min_amount_cny, basis, by_key, in_district)
    where (signed_from is null or signed_on >= signed_from) and (signed_to is null or signed_on <= signed_to)
  ),
  money as (
    select c.key, c.project_key, c.signed_on, e.happened_on as day, e.amount_cny
    from ledger.known as e
    join contracts as c on e.project_key = c.project_key
    where stands(known_at, known_until, as_known) and kind = money_kind and proven(grade, refused)
      and (since is null or against = 'task' or happened_on >= since)
  ),
  agreed as (
    select project_key, min(happened_on) as first_due_on
    from ledger.known where stands(known_at, known_until, as_known) and kind = 'instalment' and against = 'instalment' group by project_key
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
  from ledger.known as e
  join contracts as c on e.project_key = c.project_key
  join agreed as a on a.project_key = c.project_key
  where stands(known_at, known_until, as_known) and e.kind = 'instalment' and against = 'instalment'
  union all
  select case by_key when 'district' then district_key else 0 end as key, cast(null as integer) as project_key, cast(null as date) as signed_on, happened_on as day, cast(0 as double) as n, cast(0 as double) as num, amount_cny as den
  from ledger.known
  where stands(known_at, known_until, as_known) and kind = 'task' and against = 'task' and (in_district is null or district_id = in_district);

-- Tax of the nth year of production against the promise for it, on the day on which that year is over.
create or replace temp macro promise_increments(as_known, classes, origins, excluded, min_amount_cny, basis, by_key, in_district, signed_from, signed_to, refused, nth_year) as table
  with contracts as (
    select *, case nth_year when 1 then agreed_tax_y1_cny when 2 then agreed_tax_y2_cny else agreed_tax_y3_cny end as promised_cny
    from cohort_contracts(as_known, classes, origins, excluded, min_amount_cny, basis, by_key, in_district)
    where (signed_from is null or signed_on >= signed_from) and (signed_to is null or signed_on <= signed_to)
  ),
  produced as (
    select project_key, min(happened_on) as produced_on from ledger.known where stands(known_at, known_until, as_known) and kind = 'production' group by project_key
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
    from ledger.known as e
    join due as d on e.project_key = d.project_key and e.happened_on >= d.from_on and e.happened_on < d.over_on
    where stands(known_at, known_until, as_known) and kind = 'tax' and proven(grade, refused)
    group by d.project_key
  )
  select d.key, d.project_key, d.signed_on, d.over_on as day, cast(1 as double) as n, coalesce(p.paid_cny, 0) as num, d.promised_cny as den
  from due as d
  left join paid as p on d.project_key = p.project_key;

-- The group of a key as doors name it: adcode, signing year, or '' for all and for a task that no signing year has.
create or replace temp macro group_name(key, by_key) as
  case by_key when 'district' then (select p.district_id from ledger.place as p where p.district_key = key) when 'signing_year' then case when key > 0 then cast(key as varchar) else '' end else '' end;
