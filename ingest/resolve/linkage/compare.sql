-- One row a candidate pair with the level that every comparison reaches, −1 = nothing to compare. Levels are ids,
-- not ranks; what each is worth is fitted. Pairs whose credit codes differ are not candidates, nor are names that are only
-- alike in two cities: the same brand in another region is another company.
create or replace table resolve.compared as
with core_use as (select core, branch, count(*) as units from resolve.unit group by core, branch),
sides as (
  select a.core = b.core and a.branch = b.branch as same_core, c.l, c.r, c.near, c.rule,
    a.core as core_l, b.core as core_r, a.brand as brand_l, b.brand as brand_r, a.trade as trade_l, b.trade as trade_r,
    a.form as form_l, b.form as form_r, a.grouped as grouped_l, b.grouped as grouped_r, a.branch as branch_l, b.branch as branch_r, a.flat as flat_l, b.flat as flat_r,
    a.place as place_l, b.place as place_r, a.stems as stems_l, b.stems as stems_r, a.province as province_l, b.province as province_r,
    a.city as city_l, b.city as city_r, a.capital as capital_l, b.capital as capital_r, a.day as day_l, b.day as day_r, a.records + b.records as records
  from resolve.candidate as c
  join resolve.unit as a on a.unit = c.l
  join resolve.unit as b on b.unit = c.r
  where (a.code is null or b.code is null or a.code = b.code)
    -- 第一 is not 第二, 城东分公司 is not 城西分公司: where both have such a sign and it differs, they are two companies
    and not (c.near and a.numerals <> '' and b.numerals <> '' and a.numerals <> b.numerals)
    and not (c.near and a.compass <> '' and b.compass <> '' and a.compass <> b.compass)
),
levels as (
  select s.l, s.r, s.rule, s.near, s.same_core,
    -- 8 the only two units with this core, 7 one of up to four, 6 of more; nearly one text: 5 same brand, 4 a brand of
    -- three or more characters differs, 3 a shorter one does, 2 the branch differs; 1 one is a short form of the other
    case
      when s.same_core then case when u.units = 2 then 8 when u.units <= 4 then 7 else 6 end
      when s.near and s.branch_l <> s.branch_r then 2
      when s.near and s.brand_l = s.brand_r then 5
      when s.near then case when least(length(s.brand_l), length(s.brand_r)) >= 3 then 4 else 3 end
      when s.rule = 3 then 1
      else 0 end as core,
    case when s.same_core or not s.near then -1 when length(s.flat_l) = length(s.flat_r) then 0 else 1 end as edit,
    case when s.same_core or s.near or s.brand_l = '' or s.brand_r = '' then -1
      when s.brand_l = s.brand_r then 2
      when starts_with(s.brand_l, s.brand_r) or starts_with(s.brand_r, s.brand_l) then 1
      else 0 end as brand,
    case when s.same_core or s.near or s.trade_l = '' or s.trade_r = '' then -1
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
      when abs(s.capital_l - s.capital_r) <= 0.001 * s.capital_l then coalesce(k.level, 3)
      else 0 end as capital,
    -- day of registration: 2 the same day, 1 the same year where one side knows no more, 0 another day
    case when s.day_l is null or s.day_r is null then -1
      when s.day_l = s.day_r then 2
      when left(s.day_l, 4) = left(s.day_r, 4) and (ends_with(s.day_l, '-01-01') or ends_with(s.day_r, '-01-01')) then 1
      else 0 end as day,
    s.records = 2 as alone
  from sides as s
  left join core_use as u on u.core = s.core_l and u.branch = s.branch_l
  left join resolve.capital_use as k on k.capital = s.capital_l
)
select l, r, rule, same_core, case when same_core then 'core' when near then 'near' else 'short' end as stratum, core, edit, brand, trade, form, place, city, capital, day, alone,
  same_core and core = 8 and form <> 0 and place <> 0 and city <> 0 and day <> 0 as unique_core
from levels
where same_core or city <> 0;
