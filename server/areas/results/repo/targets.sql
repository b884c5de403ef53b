-- insertTarget
insert into "metric_target" ("workspace_id", "id", "definition_id", "target", "margin", "set_by", "set_at")
values ($1, $2, $3, $4, $5, $6, $7);

-- targetsOf
select "t"."target", "t"."margin", "t"."set_at", "user"."name" as "set_by_name"
from "metric_target" as "t"
left join "user" on "user"."id" = "t"."set_by"
where "t"."workspace_id" = $1
	and "t"."definition_id" = $2
order by "t"."id" desc
limit $3;
