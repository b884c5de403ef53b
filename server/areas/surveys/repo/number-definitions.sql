-- keepNumberDefinition
insert into "number_definition" ("workspace_id", "id", "wording", "unit", "min", "max", "fingerprint")
values ($1, $2, $3, $4, $5, $6, $7)
on conflict ("workspace_id", "fingerprint") do nothing;

select "id", "wording", "unit", "min", "max"
from "number_definition"
where "workspace_id" = $1
	and "fingerprint" = $2;

-- numberDefinitionIds
select "id"
from "number_definition"
where "workspace_id" = $1
order by "id";

-- numberDefinitionsById
select "id", "wording", "unit", "min", "max"
from "number_definition"
where "workspace_id" = $1
	and "id" in ($2);
