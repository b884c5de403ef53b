-- takeWaiting
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

-- readEvents
select o.workspace_id, o.id, o.kind, o.subject_id, o.actor_kind, o.actor_id, o.at, o.payload
from jsonb_to_recordset($1::jsonb) as k("workspaceId" uuid, id uuid)
join outbox o on o.workspace_id = k."workspaceId"
	and o.id = k.id;

-- purgeEvents
select workspace_id as id
from workspace;

delete from outbox
where workspace_id = $1
	and id in (
		select id
		from outbox
		where workspace_id = $2
			and id < $3::uuid
		order by id
		limit $4
	);
