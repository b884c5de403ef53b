-- knownCustomers
select i.workspace_id as "workspaceId", i.kind, i.value, i.customer_id as "customerId"
from jsonb_to_recordset($1::jsonb) as k("workspaceId" uuid, kind text, value text)
join customer_identity i on i.workspace_id = k."workspaceId"
	and i.kind = k.kind
	and i.value = k.value
join customer c on c.workspace_id = i.workspace_id
	and c.id = i.customer_id
for key share of c;

-- lockCustomers
select pg_advisory_xact_lock(hashtext('wayfelt.customer'), hashtext($1));

-- insertCustomers
insert into "customer" ("workspace_id", "id", "name")
values ($1, $2, $3);

insert into "customer_identity" ("workspace_id", "kind", "value", "customer_id")
values ($1, $2, $3, $4);
