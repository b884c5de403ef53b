-- appendOne
insert into document_update (workspace_id, document_id, node, seq, bytes, authors)
select $1::uuid, $2::uuid, $3::int, $4::bigint, $5::bytea, $6::jsonb
from pg_notify('wayfelt_documents', $7);

-- appendMany
insert into document_update (workspace_id, document_id, node, seq, bytes, authors)
select w, d, $3::int, s, substring($5::bytea from o for l), a
from pg_notify('wayfelt_documents', $9),
	unnest($1::uuid[], $2::uuid[], $4::bigint[], $6::int[], $7::int[], $8::jsonb[]) as t(w, d, s, o, l, a);
