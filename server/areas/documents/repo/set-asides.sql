-- listSetAside, first page
select node, seq::float8 as seq, at, bytes, authors, updates, reason
from document_set_aside
where workspace_id = $1
	and document_id = $2
order by node desc, seq desc
limit $3;

-- listSetAside, next page
select node, seq::float8 as seq, at, bytes, authors, updates, reason
from document_set_aside
where workspace_id = $1
	and document_id = $2
	and (node, seq) < ($3::int, $4::bigint)
order by node desc, seq desc
limit $5;

-- findSetAside
select node, seq::float8 as seq, at, bytes, authors, updates, reason
from document_set_aside
where workspace_id = $1
	and document_id = $2
	and node = $3
	and seq = $4;

-- countSetAside
select coalesce(sum("updates"), 0) as "n"
from "document_set_aside"
where "workspace_id" = $1
	and "document_id" = $2;

-- deleteSetAside
delete from "document_set_aside"
where "workspace_id" = $1
	and "document_id" = $2
	and "node" = $3
	and "seq" = $4;
