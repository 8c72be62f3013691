-- Amounts: «1,600(万人民币元)», «70.0000(万美元)», «约5亿元», «1.2亿美元». A bare number has no unit and is not an amount.
-- Result: {amount: in whole currency units, currency: ISO 4217}. Variables: currencies (name → code), rates (`USD-2019` → CNY for one unit).

create or replace macro clean_number(x) as
  try_cast(regexp_extract(replace(x, ',', ''), '^[约近达共计]*([-+]?\d+(\.\d+)?([eE][-+]?\d+)?)\s*(亩|平方米|㎡|m2|人|台|吨|%)?$', 1) as double);

create or replace macro money_factor(unit) as
  case unit when '亿' then 1e8 when '千万' then 1e7 when '百万' then 1e6 when '万' then 1e4 when '千' then 1e3 when '元' then 1 end;

-- The currency words of a cell: what is left of it without figures, brackets and the unit.
create or replace macro currency_words(t) as replace(regexp_replace(t, '[\d.,()约近达共计亿千百万+-]', '', 'g'), '元', '');

create or replace macro money_currency(t) as
  case when currency_words(t) in ('', '人民币', 'RMB', 'CNY', '¥') then 'CNY'
  else coalesce(getvariable('currencies')[currency_words(t)], getvariable('currencies')[currency_words(t) || '元']) end;

create or replace macro money_unit(t) as regexp_extract(t, '\d\(?(亿|千万|百万|万|千|元)', 1);

create or replace macro money_figure(t) as try_cast(replace(regexp_extract(t, '(-?[\d,]+(\.\d+)?)', 1), ',', '') as double);

-- Nine registry amounts in ten end in one of these ways; telling them by their last signs spares the search for words.
create or replace macro is_figure_first(x) as ascii(x) between 48 and 57;

create or replace macro is_plain_cny(x) as
  ends_with(x, '(万元人民币)') or ends_with(x, '(万人民币元)') or ends_with(x, '(万)') or ends_with(x, '(万元)') or ends_with(x, '(万元(人民币))');

create or replace macro clean_money(x) as
  case
  when x is null then null
  when is_figure_first(x) and is_plain_cny(x) then {'amount': try_cast(replace(split_part(x, '(', 1), ',', '') as double) * 1e4, 'currency': 'CNY'}
  when is_figure_first(x) and (ends_with(x, '万人民币') or ends_with(x, '万元人民币')) then {'amount': try_cast(replace(split_part(x, '万', 1), ',', '') as double) * 1e4, 'currency': 'CNY'}
  when money_factor(money_unit(x)) is not null and money_currency(x) is not null
  then {'amount': money_figure(x) * money_factor(money_unit(x)), 'currency': money_currency(x)} end;

-- CNY at the annual average rate of the year (the nearest year that data/reference/money has; 1990 for an unknown day).
create or replace macro to_cny(money, happened_on) as
  case when money.currency = 'CNY' then money.amount
  when money.currency is not null then money.amount * getvariable('rates')[money.currency || '-' || cast(greatest(coalesce(year(happened_on), 1990), 1978) as varchar)] end;
