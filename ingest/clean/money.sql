-- Amounts: «1,600(万人民币元)», «70.0000(万美元)», «约5亿元», «1.2亿美元». A bare number has no unit and is not an amount.
-- clean_money gives the amount in whole units of its currency, clean_currency the currency (ISO 4217); both or neither. Variables: currencies (name → code), rates (`USD-2019` → CNY for one unit).

create or replace macro clean_number(x) as
  try_cast(regexp_extract(replace(x, ',', ''), '^[约近达共计]*([-+]?\d+(\.\d+)?([eE][-+]?\d+)?)\s*(亩|平方米|㎡|m2|人|台|吨|%)?$', 1) as double);

create or replace macro money_factor(unit) as
  case unit when '亿' then 1e8 when '千万' then 1e7 when '百万' then 1e6 when '万' then 1e4 when '千' then 1e3 when '元' then 1 end;

-- The currency words of a cell: what is left of it without figures, brackets and the unit.
create or replace macro currency_words(t) as replace(regexp_replace(t, '[\d.,()约近达共计亿千百万+-]', '', 'g'), '元', '');

create or replace macro money_currency(t) as
  coalesce(getvariable('currencies')[currency_words(t)], getvariable('currencies')[currency_words(t) || '元']);

create or replace macro money_unit(t) as regexp_extract(t, '\d\(?(亿|千万|百万|万|千|元)', 1);

create or replace macro money_figure(t) as try_cast(replace(regexp_extract(t, '(-?[\d,]+(\.\d+)?)', 1), ',', '') as double);

-- Nine registry amounts in ten end in one of these ways; telling them by their last signs spares the search for words.
create or replace macro is_plain_cny(x) as
  ascii(x) between 48 and 57 and (ends_with(x, '(万元人民币)') or ends_with(x, '(万人民币元)') or ends_with(x, '(万)') or ends_with(x, '(万元)')
    or ends_with(x, '(万元(人民币))') or ends_with(x, '万人民币') or ends_with(x, '万元人民币'));

-- What is left for the search: NULL for plain amounts. A column of its own, because the planner computes an expression that
-- stands in two branches of a CASE for every row, chosen or not.
create or replace macro odd_money(x) as
  case
  -- «11,0000000(万元人民币)»: a group of seven digits has lost the point before its four decimals (11,000.0000)
  when contains(x, ',') and regexp_matches(x, ',\d{4}') then regexp_replace(x, '(,\d{3})(\d{4})(\D|$)', '\1.\2\3')
  when not is_plain_cny(x) then x end;

create or replace macro clean_money(x, odd) as
  case
  when odd is null then try_cast(replace(rtrim(x, '()万元人民币'), ',', '') as double) * 1e4
  when money_currency(odd) is not null then money_figure(odd) * money_factor(money_unit(odd)) end;

create or replace macro clean_currency(x, odd) as
  case
  when odd is null then case when x is not null then 'CNY' end
  when money_factor(money_unit(odd)) is not null and money_figure(odd) is not null then money_currency(odd) end;

-- CNY at the annual average rate of the year (the nearest year that data/reference/money has; 1990 for an unknown day).
create or replace macro to_cny(amount, currency, happened_on) as
  case when currency = 'CNY' then amount
  when currency is not null then amount * getvariable('rates')[currency || '-' || cast(greatest(coalesce(year(happened_on), 1990), 1978) as varchar)] end;
