-- newerRows
select d.epoch, d.revision, u.node, u.seq::float8 as seq, u.bytes, u.authors
from document d
left join document_update u on u.workspace_id = d.workspace_id
	and u.document_id = d.id
	and u.node <> $1
	and u.seq > coalesce((
		select k.seq
		from unnest($2::int[], $3::bigint[]) as k(node, seq)
		where k.node = u.node
	), 0)
where d.workspace_id = $4
	and d.id = $5
order by u.node, u.seq;

-- writeSnapshot, with everything
update "document"
set "snapshot" = $1, "meta" = $2, "revision" = $3, "updated_at" = greatest(updated_at, (
	select max(u.at)
	from document_update u
	join unnest($4::int[], $5::bigint[]) as listed(node, seq) on u.node = listed.node
		and u.seq = listed.seq
	where u.workspace_id = $6
		and u.document_id = $7
))
where "workspace_id" = $8
	and "id" = $9
	and "revision" = $10;

-- writeSnapshot, with something set aside
update "document"
set "snapshot" = $1, "meta" = $2, "revision" = $3, "updated_at" = greatest(updated_at, (
	select max(u.at)
	from document_update u
	join unnest($4::int[], $5::bigint[]) as listed(node, seq) on u.node = listed.node
		and u.seq = listed.seq
	where u.workspace_id = $6
		and u.document_id = $7
)), "epoch" = epoch + 1
where "workspace_id" = $8
	and "id" = $9
	and "revision" = $10;

-- keepSetAside
insert into document_set_aside (workspace_id, document_id, node, seq, bytes, authors, updates, reason)
values ($1, $2, $3, $4, $5, $6::jsonb, $7, $8);

-- deleteRows
delete from document_update u
using unnest($1::int[], $2::bigint[]) as listed(node, seq)
where u.workspace_id = $3
	and u.document_id = $4
	and u.node = listed.node
	and u.seq = listed.seq;

-- ensureScratch
insert into workspace (workspace_id, name, time_zone)
values ($1, 'scratch', 'UTC')
on conflict do nothing;

insert into document (workspace_id, id, kind, schema_version)
values ($1, $2, $3, 1)
on conflict do nothing;
