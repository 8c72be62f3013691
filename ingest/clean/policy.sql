-- What a policy row says about place, money and review. Macros get columns; text is as cleaned.

-- One spelling of 文号: «渝府发[2019]6号» and «渝府发〔2019〕第6号» are one document.
create or replace macro document_number(x) as
  regexp_replace(regexp_replace(regexp_replace(x, '[\s　]', '', 'g'), '[\[［【（(﹝]((?:19|20)\d{2})', '〔\1'), '((?:19|20)\d{2})[\]］】）)﹞〕]第?', '\1〕');

create or replace macro is_whole_city(x) as x in ('全市', '市', '本市', '重庆', '重庆市', '全市范围', '全国', '不限');

create or replace macro known_districts(places, on_day) as
  list_sort(list_distinct(list_filter(list_transform(places, lambda p: district_of('重庆', p, p, on_day)), lambda d: d is not null)));

-- NULL = the whole city; empty = a place was meant that is not known here, so the policy counts nowhere until somebody corrects it.
create or replace macro policy_districts(places, level, issuer, on_day) as
  case
  when len(list_filter(places, lambda p: is_whole_city(p))) > 0 then null
  when places is not null then known_districts(places, on_day)
  when level in ('市级', '国家级') then null
  when place_in(issuer) is not null then known_districts([place_in(issuer)], on_day)
  when level is null and regexp_matches(issuer, '市|国务院|部|委') then null
  else cast([] as varchar[]) end;

-- «研发投入的10%，最高500万元», «单户不超过300万元»: the amount after a word of limit, else the only amount there is. Yuan only.
create or replace macro amount_text(x) as coalesce(
  nullif(regexp_extract(x, '(最高|不超过|不高于|上限为?|封顶|最多|以内)[^\d，。；]{0,8}(\d[\d,]*(\.\d+)?(亿|千万|百万|万|千)?元)', 2), ''),
  case when len(regexp_extract_all(x, '\d[\d,]*(\.\d+)?(亿|千万|百万|万|千)?元')) = 1 then regexp_extract(x, '\d[\d,]*(\.\d+)?(亿|千万|百万|万|千)?元') end);

create or replace macro cap_of(x) as
  case when not regexp_matches(x, '元/|元每|每[^，。；]{0,4}\d') then money_figure(amount_text(x)) * money_factor(money_unit(amount_text(x))) end;

create or replace macro intensity_of(x) as
  try_cast(regexp_extract(x, '(\d+(\.\d+)?)(万|亿)元(/|每)亩', 1) as double) * case when contains(x, '亿元') then 1e8 else 1e4 end;

create or replace macro last_day_in(x) as
  date_in_words(list_last(regexp_extract_all(x, '\d{4}年\d{1,2}月\d{1,2}日|\d{4}-\d{1,2}-\d{1,2}|\d{4}年(?:底|末)')));

-- Why a document that its sender calls 有效 is 待复核 all the same; NULL = nothing stands against it. 《公平竞争审查条例》 is in
-- force since 2024-08-01: what was not reviewed under it waits, whatever its sender says (Arts. 12, 14, 18).
create or replace macro review_gap(reviewed_on, conclusion, ground, alternative, ends, stated) as
  case
  when reviewed_on is null then '无公平竞争审查记录'
  when reviewed_on < date '2024-08-01' then '审查早于《公平竞争审查条例》施行'
  when conclusion is null then '有审查日期而无审查结论'
  when regexp_matches(conclusion, '不符合|违反|未通过|暂缓') then '审查结论为不符合'
  when (ground is not null or contains(conclusion, '例外')) and (ground is null or alternative is null or ends is null) then '例外规定的理由、替代方案、期限或终止条件不全'
  when stated is null then '未报状态'
  when stated <> '有效' then '报送状态不是有效' end;
