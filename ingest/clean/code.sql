-- Unified social credit codes (GB 32100-2015): 18 signs without I, O, Z, S, V; the last is a check sign modulo 31.

create or replace macro code_value(x, i) as strpos('0123456789ABCDEFGHJKLMNPQRTUWXY', substr(x, i, 1)) - 1;

create or replace macro is_credit_code(x) as
  strlen(x) = 18 and regexp_full_match(x, '[0-9A-HJ-NP-RTUWXY]{18}') and
  (code_value(x, 1) + 3 * code_value(x, 2) + 9 * code_value(x, 3) + 27 * code_value(x, 4) + 19 * code_value(x, 5)
   + 26 * code_value(x, 6) + 16 * code_value(x, 7) + 17 * code_value(x, 8) + 20 * code_value(x, 9) + 29 * code_value(x, 10)
   + 25 * code_value(x, 11) + 13 * code_value(x, 12) + 8 * code_value(x, 13) + 24 * code_value(x, 14) + 10 * code_value(x, 15)
   + 30 * code_value(x, 16) + 28 * code_value(x, 17) + code_value(x, 18)) % 31 = 0;

create or replace macro clean_code(x) as case when is_credit_code(upper(x)) then upper(x) end;

-- CASE, because AND would match the pattern against every cell.
create or replace macro looks_like_code(x) as case when strlen(x) = 18 then regexp_full_match(x, '[0-9A-Z]{18}') else false end;
create or replace macro looks_like_date(x) as
  case when strlen(x) between 8 and 10 then regexp_full_match(x, '(19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}') else false end;

-- Identity until resolution finds a better one: the code, else the name.
create or replace macro enterprise_id(code, name) as coalesce(code, 'N' || left(md5(name_key(name)), 16));
