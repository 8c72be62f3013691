-- Dates as offices write them. A period (month, quarter, half, year) is read as its first day; outside 1900–2100 is not a date.

create or replace macro date_of(y, m, d) as
  case when try_cast(y as integer) between 1900 and 2100 then try_cast(y || '-' || lpad(m, 2, '0') || '-' || lpad(d, 2, '0') as date) end;

create or replace macro date_in_words(t) as
  case
  when regexp_full_match(t, '\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}(日|号)?(T?\d{1,2}:.*)?') then date_of(left(t, 4), regexp_extract(t, '^\d{4}\D(\d{1,2})', 1), regexp_extract(t, '^\d{4}\D\d{1,2}\D(\d{1,2})', 1))
  when regexp_full_match(t, '\d{4}[-/.年]\d{1,2}(月|月份)?') then date_of(left(t, 4), regexp_extract(t, '^\d{4}\D(\d{1,2})', 1), '1')
  when regexp_full_match(t, '\d{4}年?第?[1-4一二三四](季度|季)') then date_of(left(t, 4), cast(3 * ((strpos('1234一二三四', regexp_extract(t, '([1-4一二三四])季', 1)) - 1) % 4) + 1 as varchar), '1')
  when regexp_full_match(t, '\d{4}年?[上下]半年') then date_of(left(t, 4), case when contains(t, '上') then '1' else '7' end, '1')
  when regexp_full_match(t, '\d{4}年(底|末)') then date_of(left(t, 4), '12', '31')
  when regexp_full_match(t, '\d{4}年?') then date_of(left(t, 4), '1', '1')
  when regexp_full_match(t, '(19|20)\d{6}') then date_of(left(t, 4), substr(t, 5, 2), substr(t, 7, 2))
  when regexp_full_match(t, '[2-6]\d{4}(\.\d+)?') then date '1899-12-30' + cast(floor(cast(t as double)) as integer)
  end;

create or replace macro clean_date(x) as
  case when length(x) = 10 and try_cast(x as date) between date '1900-01-01' and date '2100-12-31' then try_cast(x as date) else date_in_words(x) end;
