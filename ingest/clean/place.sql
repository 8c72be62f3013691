-- Provinces and Chongqing's districts. Variables: provinces (name or short name → short name), province_pattern,
-- places (alias → [{district_id, valid_from, valid_to, ambiguous}]), place_pattern (aliases as one alternation).

-- As filed, else as the address or the name begins.
create or replace macro province_of(province, address, name) as
  coalesce(getvariable('provinces')[province], getvariable('provinces')[regexp_extract(address, getvariable('province_pattern'))],
    getvariable('provinces')[regexp_extract(name, getvariable('province_pattern'))]);

-- The place that an alias meant on that day, else the first it ever meant: registers go on using old names and carry new ones back.
create or replace macro place_of(alias, on_day) as
  coalesce(
    list_filter(getvariable('places')[alias], lambda p: on_day between p.valid_from and p.valid_to)[1],
    getvariable('places')[alias][1]);

create or replace macro surely(place) as case when not place.ambiguous then place.district_id end;

create or replace macro place_in(address) as nullif(regexp_extract(regexp_replace(address, '^重庆市?', ''), getvariable('place_pattern')), '');

-- The place as filed decides, unless it is a zone over several districts: then the address does where it names one.
create or replace macro district_of(province, place, address, on_day) as
  case when province = '重庆' then coalesce(
    surely(place_of(place, on_day)),
    surely(place_of(place_in(address), on_day)),
    place_of(place, on_day).district_id,
    place_of(place_in(address), on_day).district_id) end;
