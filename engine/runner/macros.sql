-- Engine functions that models use; a move to another engine replaces this file.
create or replace macro scaled(x, low, high) as greatest(0, least(1, (x - low) / (high - low)));
-- Whole numbers of four places in one of 128 bits, 30 each, so that one sum adds up four. Each from −131072 to 131071, at most 4096 of them.
create or replace macro lane_of(place) as place // 4;
create or replace macro in_lane(number, place) as cast(number + 131072 as hugeint) << cast(30 * (place % 4) as hugeint);
create or replace macro from_lane(total, place, numbers) as cast((total >> cast(30 * (place % 4) as hugeint)) & cast(1073741823 as hugeint) as bigint) - 131072 * numbers;
