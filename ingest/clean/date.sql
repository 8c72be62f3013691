-- Dates as offices write them. Outside 1900–2100 is not a date. A period (month, quarter, half, year) is no day: what happened
-- stands on its first day (clean_date), what was promised or ends on its last (deadline_of), and date_period says that it
-- was a period, so that nobody reckons days from it.

create or replace macro date_of(y, m, d) as
  case when try_cast(y as integer) between 1900 and 2100 then try_cast(y || '-' || lpad(m, 2, '0') || '-' || lpad(d, 2, '0') as date) end;

-- A time of day behind the day is dropped before blanks are («2024/5/6 0:00:00»); «24年5月» is of this century.
create or replace macro without_time(x) as
  case when contains(x, ':') then regexp_replace(x, '(\s|T|日)\s*\d{1,2}:[\d:.]+Z?$', '')
  when regexp_matches(x, '^\d\d\s*年') then '20' || x else x end;

-- 'year', 'half', 'quarter' or 'month' where the cell names no day.
create or replace macro date_period(t) as
  case when length(t) = 10 and t[5] = '-' then null
  when regexp_full_match(t, '\d{4}[-/.年]\d{1,2}(月|月份)?([上中下]旬|初|中|底|末)?|(19|20)\d\d(0[1-9]|1[0-2])|\d{4}年?(底|末)') then 'month'
  when regexp_full_match(t, '\d{4}[-年]?(第?[1-4一二三四](季度|季)|Q[1-4])') then 'quarter'
  when regexp_full_match(t, '\d{4}年?[上下]半年') then 'half'
  when regexp_full_match(t, '\d{4}年?') then 'year' end;

create or replace macro date_in_words(t) as
  case
  when regexp_full_match(t, '\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}(日|号)?') then date_of(left(t, 4), regexp_extract(t, '^\d{4}\D(\d{1,2})', 1), regexp_extract(t, '^\d{4}\D\d{1,2}\D(\d{1,2})', 1))
  when regexp_full_match(t, '\d{4}[-/.年]\d{1,2}(月|月份)?([上中下]旬|初|中|底|末)?') then date_of(left(t, 4), regexp_extract(t, '^\d{4}\D(\d{1,2})', 1), '1')
  when regexp_full_match(t, '\d{4}[-年]?第?[1-4一二三四](季度|季)') then date_of(left(t, 4), cast(3 * ((strpos('1234一二三四', regexp_extract(t, '([1-4一二三四])季', 1)) - 1) % 4) + 1 as varchar), '1')
  when regexp_full_match(t, '\d{4}[-年]?Q[1-4]') then date_of(left(t, 4), cast(3 * (cast(right(t, 1) as integer) - 1) + 1 as varchar), '1')
  when regexp_full_match(t, '\d{4}年?[上下]半年') then date_of(left(t, 4), case when contains(t, '上') then '1' else '7' end, '1')
  when regexp_full_match(t, '\d{4}年?(底|末)') then date_of(left(t, 4), '12', '31')
  when regexp_full_match(t, '\d{4}年?') then date_of(left(t, 4), '1', '1')
  when regexp_full_match(t, '(19|20)\d{6}') then date_of(left(t, 4), substr(t, 5, 2), substr(t, 7, 2))
  when regexp_full_match(t, '(19|20)\d\d(0[1-9]|1[0-2])') then date_of(left(t, 4), substr(t, 5, 2), '1')
  when regexp_full_match(t, '[2-6]\d{4}(\.\d+)?') then date '1899-12-30' + cast(floor(cast(t as double)) as integer)
  end;

create or replace macro clean_date(x) as
  case when length(x) = 10 and try_cast(x as date) between date '1900-01-01' and date '2100-12-31' then try_cast(x as date) else date_in_words(x) end;

-- The last day of the period, of what clean_date made its first.
create or replace macro deadline_of(day, period) as
  case period
  when 'month' then last_day(day)
  when 'quarter' then last_day(day + interval 2 month)
  when 'half' then last_day(day + interval 5 month)
  when 'year' then last_day(day + interval 11 month)
  else day end;
