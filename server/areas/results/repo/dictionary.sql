-- targetsEver
select "t"."definition_id", "t"."target", "t"."margin", "t"."set_at", "user"."name" as "set_by_name"
from "metric_target" as "t"
left join "user" on "user"."id" = "t"."set_by"
where "t"."workspace_id" = $1
	and t.definition_id = any($2::uuid[])
order by "t"."id" desc;

-- bornTargets
select "id", "target", "margin"
from "metric_definition"
where "workspace_id" = $1
	and id = any($2::uuid[]);

-- sourcesOf
select distinct "s"."id" as "surveyId", "s"."title", "c"."channel", "c"."touchpoint_id" as "touchpointId"
from "collector" as "c"
inner join "survey" as "s" on "s"."workspace_id" = "c"."workspace_id"
	and "s"."id" = "c"."survey_id"
where "c"."workspace_id" = $1
	and c.touchpoint_id = any($2::uuid[]);
