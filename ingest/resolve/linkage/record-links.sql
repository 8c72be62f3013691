-- Automatic links of this run that the log does not hold yet, in the order of their strength. What a person has decided
-- about a pair, or undone, stands.
insert into resolve.decision (left_id, right_id, verdict, method, weight, probability, decided_by, decided_at, reason)
select p.left_id, p.right_id, 'same', p.method, p.weight, p.probability, $decided_by, cast($decided_at as timestamp), $reason
from resolve.pair as p
anti join resolve.decision as d on d.left_id = p.left_id and d.right_id = p.right_id and d.verdict <> 'undo'
where p.outcome = 'link'
order by p.rank, p.weight desc, p.left_id, p.right_id;
