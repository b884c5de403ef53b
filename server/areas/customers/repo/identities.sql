-- knownCustomers
select i.workspace_id as "workspaceId", i.kind, i.value, i.customer_id as "customerId"
from jsonb_to_recordset($1::jsonb) as k("workspaceId" uuid, kind text, value text)
-- One after the other by the keys. As plain joins every name is looked for once per customer of the workspace: row
-- security makes the planner believe that there are hardly any.
cross join lateral (
	select *
	from customer_identity
	where workspace_id = k."workspaceId"
		and kind = k.kind
		and value = k.value
	limit 1
) i
cross join lateral (
	select
	from customer
	where workspace_id = i.workspace_id
		and id = i.customer_id
	for key share
) c;

-- lockCustomers
select pg_advisory_xact_lock(hashtext('wayfelt.customer'), hashtext($1));

-- insertCustomers
insert into "customer" ("workspace_id", "id", "name")
values ($1, $2, $3);

insert into "customer_identity" ("workspace_id", "kind", "value", "customer_id")
values ($1, $2, $3, $4);
