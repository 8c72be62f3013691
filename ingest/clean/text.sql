-- Text, names, lists and flags. Every macro gives NULL for a cell that says nothing.

create or replace macro narrow(x) as translate(x,
  '０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ（）［］．，：／－＆＋％　',
  '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz()[].,:/-&+% ');

create or replace macro clean_text(x) as
  case when trim(x, ' 　' || chr(9) || chr(10) || chr(13) || chr(65279)) in ('', 'N/A', 'n/a', 'NA', 'NULL', 'null', '-', '--', '—', '/', '无', '#N/A') then null
  else trim(x, ' 　' || chr(9) || chr(10) || chr(13) || chr(65279)) end;

create or replace macro clean_name(x) as clean_text(x);

-- The form in which two spellings of one registered name are equal: width, brackets, case, spaces.
create or replace macro name_key(x) as regexp_replace(translate(upper(narrow(x)), '〔〕【】「」《》', '()()()()'), '[\s·•.,\-]', '', 'g');

create or replace macro clean_list(x) as
  case when clean_text(x) is null then null
  else list_filter(list_transform(regexp_split_to_array(x, '[、，,；;|/]'), lambda part: trim(part)), lambda part: part <> '') end;

create or replace macro clean_flag(x) as
  case when clean_text(x) in ('是', '有', 'Y', 'y', 'TRUE', 'true', '1', '√') then true
  when clean_text(x) in ('否', 'N', 'n', 'FALSE', 'false', '0', '×') then false end;

create or replace macro clean_grade(x) as
  case when upper(left(narrow(clean_text(x)), 1)) in ('A', 'B', 'C', 'D') then upper(left(narrow(clean_text(x)), 1)) end;
