-- Amounts: «1,600(万人民币元)», «70.0000(万美元)», «约5亿元», «1.2亿美元». A bare number has no unit and is not an amount.
-- Result: {amount: in whole currency units, currency: ISO 4217}. Variables: currencies (name → code), rates (code-year → CNY).

create or replace macro clean_number(x) as
  try_cast(regexp_extract(replace(narrow(clean_text(x)), ',', ''), '^[约近达共计]*([-+]?\d+(\.\d+)?([eE][-+]?\d+)?)\s*(亩|平方米|㎡|m2|人|台|吨|%)?$', 1) as double);

create or replace macro money_factor(unit) as
  case unit when '亿' then 1e8 when '千万' then 1e7 when '百万' then 1e6 when '万' then 1e4 when '千' then 1e3 when '元' then 1 end;

-- The currency words of a cell: what is left of it without figures, brackets and the unit.
create or replace macro money_currency(t) as
  case when replace(regexp_replace(t, '[\d.,()约近达共计亿千百万+-]', '', 'g'), '元', '') in ('', '人民币', 'RMB', 'CNY', '¥') then 'CNY'
  else coalesce(getvariable('currencies')[regexp_replace(t, '[\d.,()约近达共计亿千百万+-]', '', 'g')], getvariable('currencies')[replace(regexp_replace(t, '[\d.,()约近达共计亿千百万+-]', '', 'g'), '元', '')]) end;

create or replace macro money_of(t) as
  case when money_factor(regexp_extract(t, '\d\(?(亿|千万|百万|万|千|元)', 1)) is not null and money_currency(t) is not null
  then {
    'amount': try_cast(regexp_extract(t, '(-?\d+(\.\d+)?)', 1) as double) * money_factor(regexp_extract(t, '\d\(?(亿|千万|百万|万|千|元)', 1)),
    'currency': money_currency(t)
  } end;

create or replace macro plain_money(x) as try_cast(replace(regexp_extract(x, '^([\d,]+(\.\d+)?)', 1), ',', '') as double);

-- The forms of nine rows in ten are told apart by their last signs alone; the rest goes through money_of.
create or replace macro clean_money(x) as
  case
  when x is null or x = 'N/A' then null
  when ends_with(x, '(万元人民币)') or ends_with(x, '(万人民币元)') or ends_with(x, '(万)') or ends_with(x, '(万元)') or (ends_with(x, '万人民币') or ends_with(x, '万元人民币'))
  then {'amount': plain_money(x) * 1e4, 'currency': 'CNY'}
  else money_of(replace(replace(narrow(clean_text(x)), ',', ''), ' ', '')) end;

-- CNY at the annual average rate of the year; the nearest earlier year where the year is not in data/reference/money.
create or replace macro to_cny(money, happened_on) as
  case when money.currency = 'CNY' then money.amount
  when money is not null then money.amount * coalesce(
    getvariable('rates')[money.currency || '-' || cast(year(happened_on) as varchar)], getvariable('rates')[money.currency || '-latest']) end;
