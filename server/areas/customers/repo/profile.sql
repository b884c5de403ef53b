-- findCustomer
select "id", "name"
from "customer"
where "workspace_id" = $1
	and "id" = $2;

select "kind", "value"
from "customer_identity"
where "workspace_id" = $1
	and "customer_id" = $2
order by "kind", "value";
