-- unhandledEvents
select to_regclass('pgboss.subscription') is not null as there;

select substr(q.name, length($1) + 1) as consumer, o.workspace_id as "workspaceId", o.id
from outbox o
join (
	select name, (data ->> 'workspaceId')::uuid as workspace_id, (data ->> 'id')::uuid as id
	from pgboss.job
	where starts_with(name, $1)
		and name <> $2
		and state < 'completed'
	union
	select s.name, w.workspace_id, w.id
	from outbox w
	join pgboss.subscription s on s.event = w.kind
	join pgboss.queue k on k.name = s.name
	where w.handed_at is null
		and starts_with(s.name, $1)
		and w.at >= k.created_on
) q on q.workspace_id = o.workspace_id
	and q.id = o.id
order by o.seq, consumer;
