-- listVersions, first page
select id, kind, title, author, at, at::text as exact_at
from document_version
where workspace_id = $1
	and document_id = $2
order by at desc, id desc
limit $3;

-- listVersions, further page
select id, kind, title, author, at, at::text as exact_at
from document_version
where workspace_id = $1
	and document_id = $2
	and (at, id) < ($3::timestamptz, $4::uuid)
order by at desc, id desc
limit $5;

-- findVersion
select id, kind, title, author, at, at::text as exact_at, bytes
from document_version
where workspace_id = $1
	and document_id = $2
	and id = $3;

-- lastDigest
select "digest"
from "document_version"
where "workspace_id" = $1
	and "document_id" = $2
order by "at" desc, "id" desc
limit $3;

-- insertVersion
insert into "document_version" (
	"workspace_id",
	"document_id",
	"id",
	"kind",
	"title",
	"author",
	"bytes",
	"digest",
	"at"
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- countNamed
select count(*) as "n"
from "document_version"
where "workspace_id" = $1
	and "document_id" = $2
	and "kind" = $3;

-- deleteNamed
delete from "document_version"
where "workspace_id" = $1
	and "document_id" = $2
	and "id" = $3
	and "kind" = $4;

-- writtenSinceVersion
select d.workspace_id as "workspaceId", d.id as "documentId", d.kind
from document d
where d.kind = any($1::text[])
	and greatest(d.updated_at, (
		select max(u.at)
		from document_update u
		where u.workspace_id = d.workspace_id
			and u.document_id = d.id
	)) > coalesce((
		select max(v.at)
		from document_version v
		where v.workspace_id = d.workspace_id
			and v.document_id = d.id
	), '-infinity')
order by d.workspace_id, d.id;

-- thinVersions
delete from document_version v using (
	select workspace_id,
		document_id,
		id,
		row_number() over (
			partition by workspace_id,
			document_id,
			date_trunc(case when at < $1::timestamptz then 'month' else 'week' end, at at time zone 'UTC') order by at desc,
			id desc
		) as place
	from document_version
	where kind <> 'named'
		and at < $2::timestamptz
) old
where v.workspace_id = old.workspace_id
	and v.document_id = old.document_id
	and v.id = old.id
	and old.place > 1;
