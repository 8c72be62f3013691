-- Text, names, lists and flags. A cleaner takes a cell that was trimmed, with NULL for one that says nothing; those for
-- codes, dates, amounts, numbers, flags and grades take it narrowed and without spaces as well (../judge.ts).
-- Macros repeat their argument as text: give them columns, never nested calls, or planning takes longer than the work.

-- Full width to half width. translate() is slow, so it runs only where there is something to do.
create or replace macro narrow(x) as case when strlen(x) = length(x) then x when regexp_matches(x, '[！-＇＊-～　]') then translate(x,
  '０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ（）［］．，：／－＆＋％　',
  '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz()[].,:/-&+% ')
  when contains(x, '（') or contains(x, '）') then replace(replace(x, '（', '('), '）', ')') else x end;

-- White space at the ends of a cell. trim() walks the whole cell, so it runs only where an end is white.
create or replace macro trimmed(x) as
  case when starts_with(x, ' ') or ends_with(x, ' ') or starts_with(x, '　') or ends_with(x, '　') or starts_with(x, chr(9)) or ends_with(x, chr(9))
    or ends_with(x, chr(10)) or ends_with(x, chr(13)) or starts_with(x, chr(10)) or starts_with(x, chr(65279))
  then trim(x, ' 　' || chr(9) || chr(10) || chr(13) || chr(65279)) else x end;

-- CASE, because AND would match the pattern against long cells too.
create or replace macro is_blank(x) as
  case when strlen(x) <= 4 then regexp_full_match(x, '|N/?A|n/a|NULL|null|-|--|—|/|无|#N/A') when x is not null then false end;

create or replace macro clean_text(x) as x;
create or replace macro clean_name(x) as x;

create or replace macro without_blanks(x) as case when contains(x, ' ') then replace(x, ' ', '') else x end;

-- The form in which two spellings of one registered name are equal: width, brackets, case, spaces.
create or replace macro name_key(x) as
  case when regexp_full_match(x, '\p{Han}+([(（]\p{Han}+[)）])?\p{Han}*') then replace(replace(x, '（', '('), '）', ')')
  else regexp_replace(replace(replace(upper(narrow(x)), '〔', '('), '〕', ')'), '[\s·•.,\-]', '', 'g') end;

create or replace macro clean_list(x) as
  list_filter(list_transform(regexp_split_to_array(x, '[、，,；;|/]'), lambda part: trim(part)), lambda part: part <> '');

create or replace macro clean_flag(x) as
  case when x in ('是', '有', 'Y', 'y', 'TRUE', 'true', '1', '√') then true
  when x in ('否', 'N', 'n', 'FALSE', 'false', '0', '×') then false end;

create or replace macro clean_grade(x) as case when regexp_full_match(upper(x), '[A-D].*') then left(upper(x), 1) end;
