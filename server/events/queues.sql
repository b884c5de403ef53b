-- register
select event
from pgboss.subscription
where name = $1;

-- handSome
select pg_advisory_lock($1);

select s.event, s.name as queue, q.created_on as since
from pgboss.subscription s
join pgboss.queue q on q.name = s.name
where starts_with(s.name, $1);

with waiting as (
	select workspace_id, id
	from outbox
	where handed_at is null
		and kind = any($1::text[])
	order by seq
	limit $2
)
update outbox o
set handed_at = now()
from waiting w
where o.workspace_id = w.workspace_id
	and o.id = w.id
returning o.workspace_id as "workspaceId",
	o.id,
	o.kind,
	o.subject_kind as "subjectKind",
	o.subject_id as subject,
	o.at,
	o.seq::text as seq;

select pg_advisory_unlock($1);

-- freeBlocked
select id, name, data, output
from pgboss.job
where state = 'failed'
	and policy = 'key_strict_fifo'
	and name = any($1::text[])
limit 100
for update skip locked;
