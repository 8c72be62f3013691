-- Provinces and Chongqing's districts. Variables: provinces (name or short name → short name), places (alias → dated districts), place_pattern.

create or replace macro province_of(province, address) as
  coalesce(getvariable('provinces')[clean_text(province)], getvariable('provinces')[regexp_extract(clean_text(address), getvariable('province_pattern'))]);

create or replace macro place_id(alias, on_day) as
  list_filter(getvariable('places')[alias], lambda p: coalesce(on_day, date '2100-01-01') between p.valid_from and p.valid_to or on_day is null)[1].district_id;

-- The place as filed decides; where it says nothing (or only a zone without land of its own), the address does.
create or replace macro district_of(province, place, address, on_day) as
  case when province = '重庆' then coalesce(
    place_id(clean_text(place), on_day),
    place_id(regexp_extract(replace(clean_text(address), '重庆市', ''), getvariable('place_pattern')), on_day)) end;
