-- tallyOf
select count(*)::int as "all",
	count(*) filter (where r.language = $1)::int as "q0",
	count(*) filter (where r.parameters ->> $2 = $3)::int as "q1"
from response r
where r.workspace_id = $4
	and r.collector_id = $5
	and not r.left_out;

-- holdCollectors
select c.id
from collector c
join jsonb_to_recordset($1::jsonb) as k(
	"workspaceId" uuid,
	"collectorId" uuid
) on c.workspace_id = k."workspaceId"
	and c.id = k."collectorId"
order by c.workspace_id, c.id
for no key update of c;

-- answeredBy
select distinct "customer_id"
from "response"
where "workspace_id" = $1
	and "collector_id" = $2
	and "left_out" = $3
	and customer_id = any($4::uuid[]);
