-- keepDefinition
insert into "metric_definition" (
	"workspace_id",
	"id",
	"metric",
	"scale_min",
	"scale_max",
	"wording",
	"box_rule",
	"direction",
	"target",
	"margin",
	"fingerprint"
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
on conflict ("workspace_id", "fingerprint") do nothing;

select "d".*, "latest"."set_target", "latest"."set_margin"
from "metric_definition" as "d"
left join lateral (
	select "t"."target" as "set_target", "t"."margin" as "set_margin"
	from "metric_target" as "t"
	where "t"."workspace_id" = "d"."workspace_id"
		and "t"."definition_id" = "d"."id"
	order by "t"."id" desc
	limit $1
) as "latest" on true
where "d"."workspace_id" = $2
	and "d"."fingerprint" = $3;

-- definitionsById
select "d".*, "latest"."set_target", "latest"."set_margin"
from "metric_definition" as "d"
left join lateral (
	select "t"."target" as "set_target", "t"."margin" as "set_margin"
	from "metric_target" as "t"
	where "t"."workspace_id" = "d"."workspace_id"
		and "t"."definition_id" = "d"."id"
	order by "t"."id" desc
	limit $1
) as "latest" on true
where "d"."workspace_id" = $2
	and "d"."id" in ($3);

-- lockDefinition
select "id"
from "metric_definition"
where "workspace_id" = $1
	and "id" = $2
for update;

-- metricsAsked
select distinct "metric"
from "metric_definition"
where "workspace_id" = $1;
