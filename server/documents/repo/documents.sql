-- createDocument
with made as (
	insert into document (workspace_id, id, kind, schema_version)
	values ($1, $2, $3, $4)
	returning workspace_id, id
)
insert into document_update (workspace_id, document_id, node, seq, bytes, authors)
select workspace_id, id, $5::int, 1, $6, $7::jsonb
from made;

-- storedDocument
select d.kind, d.schema_version, d.epoch, d.revision, d.snapshot, d.meta, u.*
from document d
left join lateral (
	select array_agg(node order by node, seq) as nodes,
		array_agg(seq::float8 order by node, seq) as seqs,
		array_agg(length(bytes) order by node, seq) as lengths,
		string_agg(bytes, '' order by node, seq) as bytes,
		jsonb_agg(authors order by node, seq) as authors
	from document_update u
	where u.workspace_id = d.workspace_id
		and u.document_id = d.id
) u on true
where d.workspace_id = $1
	and d.id = $2;

-- readDocument
-- The same as storedDocument

-- deleteDocument
delete from "document"
where "workspace_id" = $1
	and "id" = $2;

-- kindOfDocument
select "kind"
from "document"
where "workspace_id" = $1
	and "id" = $2;

-- documentExists
-- The same as kindOfDocument

-- editorSince
select distinct jsonb_array_elements_text(authors) as author
from document_update
where workspace_id = $1
	and document_id = $2
	and at > coalesce($3::timestamptz, '-infinity') - interval '10 seconds'
limit 2;

-- raiseSchemaVersion
update "document"
set "schema_version" = $1, "updated_at" = now()
where "workspace_id" = $2
	and "id" = $3
	and "schema_version" < $4;

-- listOlderDocuments
select "workspace_id" as "workspaceId", "id" as "documentId"
from "document"
where "kind" = $1
	and "schema_version" < $2
order by "workspace_id", "id";
