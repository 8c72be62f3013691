-- The merge log. resolve.decision is append-only: what was decided, by whom, why; an undo is a row of its own that names
-- the row it undoes. resolve.merge_log shows every decision with what undid it.
create schema if not exists resolve;
create sequence if not exists resolve.decision_number;
create table if not exists resolve.decision (
  decision_id bigint default nextval('resolve.decision_number'),
  left_id varchar, right_id varchar,
  verdict varchar,          -- same, different, undo
  method varchar,           -- credit_code, full_name, unique_core, fellegi_sunter, person
  weight double,            -- ln of the evidence ratio; NULL where nothing was weighed
  probability double,
  decided_by varchar, decided_at timestamp, reason varchar,
  undoes bigint
);
create or replace view resolve.merge_log as
select d.decision_id, d.left_id, d.right_id, d.verdict, d.method, d.weight, d.probability, d.decided_by, d.decided_at, d.reason,
  u.decision_id as undone_by
from resolve.decision as d
left join resolve.decision as u on u.verdict = 'undo' and u.undoes = d.decision_id
where d.verdict <> 'undo';
