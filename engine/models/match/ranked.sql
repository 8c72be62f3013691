-- One row a link × district × enterprise: the target list with its parts. The published one holds the first $top of every list;
-- the doors run the same statements for one link and one district, with weights of their own where the user moved them.
-- a view: what holds for a company in every district, and for a district with every company, is stored once.
select
  r.link_id, r.district_id, r.rank, m.enterprise_id, m.name, m.province, r.score,
  m.placement, m.scale, m.expansion, r.presence, m.origin, m.youth, m.signals, m.ties, m.gap, r.activities,
  o.specialisation, o.neighbours, o.affinity, o.focus, o.zone, o.slot, o.policy, o.park,
  m.prefecture, m.registered_on, m.capital_cny, m.evidence, m.source_file, m.source_sheet, m.source_line,
  o.profile_hash, o.models_hash
from match.listed as r
join match.merit as m on m.seat = r.seat
join match.offer as o on o.link_id = r.link_id and o.district_id = r.district_id
order by r.link_id, r.district_id, r.rank
