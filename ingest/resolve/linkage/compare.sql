-- One row a candidate pair with the level that every comparison reaches; −1 = nothing to compare. Levels are explained
-- in comparisons.ts. Pairs whose credit codes differ are not candidates.
create or replace table resolve.compared as
with core_use as (select core, branch, count(*) as units from resolve.unit group by core, branch),
capital_use as (select capital, count(*) as units from resolve.unit where capital is not null group by capital),
sides as (
  select c.l, c.r, c.near, c.rule,
    a.core as core_l, b.core as core_r, a.brand as brand_l, b.brand as brand_r, a.trade as trade_l, b.trade as trade_r,
    a.form as form_l, b.form as form_r, a.grouped as grouped_l, b.grouped as grouped_r, a.branch as branch_l, b.branch as branch_r, a.flat as flat_l, b.flat as flat_r,
    a.place as place_l, b.place as place_r, a.stems as stems_l, b.stems as stems_r, a.province as province_l, b.province as province_r,
    a.city as city_l, b.city as city_r, a.capital as capital_l, b.capital as capital_r, a.records + b.records as records
  from resolve.candidate as c
  join resolve.unit as a on a.unit = c.l
  join resolve.unit as b on b.unit = c.r
  where a.code is null or b.code is null or a.code = b.code
),
levels as (
  select s.l, s.r, s.rule, s.near, s.place_l, s.place_r,
    s.core_l = s.core_r and s.branch_l = s.branch_r as same_core, u.units as core_units,
    case
      when s.core_l = s.core_r and s.branch_l = s.branch_r then case when u.units = 2 then 7 when u.units <= 4 then 6 else 5 end
      when s.near and s.branch_l <> s.branch_r then 2
      when s.near then case when least(length(s.flat_l), length(s.flat_r)) >= 12 then 4 else 3 end
      when s.rule = 3 then 1
      else 0 end as core,
    case when s.core_l = s.core_r or s.brand_l = '' or s.brand_r = '' then -1
      when s.brand_l = s.brand_r then 2
      when starts_with(s.brand_l, s.brand_r) or starts_with(s.brand_r, s.brand_l) then 1
      else 0 end as brand,
    case when s.core_l = s.core_r or s.trade_l = '' or s.trade_r = '' then -1
      when s.trade_l = s.trade_r then 2
      when contains(s.trade_l, s.trade_r) or contains(s.trade_r, s.trade_l) then 1
      else 0 end as trade,
    case when s.form_l = '' or s.form_r = '' then 1 when s.form_l = s.form_r and s.grouped_l = s.grouped_r then 2 else 0 end as form,
    case when s.place_l = s.place_r and s.place_l <> '' then 3
      when s.place_l = '' and s.place_r = '' then -1
      when s.place_l = '' or s.place_r = '' then 2
      when list_has_any(s.stems_l, s.stems_r) then 1
      else 0 end as place,
    case when s.city_l = s.city_r then 3
      when s.city_l is not null and s.city_r is not null then 0
      when list_contains(s.stems_l, s.city_r) or list_contains(s.stems_r, s.city_l) then 2
      else -1 end as city,
    case when s.capital_l is null or s.capital_r is null then -1
      when abs(s.capital_l - s.capital_r) <= 0.001 * s.capital_l then case when k.units <= 20 then 3 when k.units <= 0.005 * (select count(*) from resolve.unit) then 2 else 1 end
      else 0 end as capital,
    case when s.records = 2 then 1 else 0 end as alone
  from sides as s
  left join core_use as u on u.core = s.core_l and u.branch = s.branch_l
  left join capital_use as k on k.capital = s.capital_l
)
select l, r, rule, same_core, core_units, core, brand, trade, form, place, city, capital, alone,
  cast(0 as integer) as rival
from levels;
