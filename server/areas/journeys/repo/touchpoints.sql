-- placed
select "t"."id",
	"t"."title",
	"t"."scene_id" as "sceneId",
	"t"."journey_id" as "journeyId",
	coalesce("t"."department_id", "s"."department_id") as "departmentId"
from "touchpoint" as "t"
inner join "journey" as "j" on "j"."workspace_id" = "t"."workspace_id"
	and "j"."id" = "t"."journey_id"
left join "scene" as "s" on "s"."workspace_id" = "t"."workspace_id"
	and "s"."id" = "t"."scene_id"
	and "s"."deleted_at" is null
where "t"."workspace_id" = $1
	and "t"."deleted_at" is null
	and "j"."deleted_at" is null;

-- touchpointsOf
select "t"."id",
	"t"."title",
	"t"."scene_id" as "sceneId",
	"t"."journey_id" as "journeyId",
	coalesce("t"."department_id", "s"."department_id") as "departmentId"
from "touchpoint" as "t"
inner join "journey" as "j" on "j"."workspace_id" = "t"."workspace_id"
	and "j"."id" = "t"."journey_id"
left join "scene" as "s" on "s"."workspace_id" = "t"."workspace_id"
	and "s"."id" = "t"."scene_id"
	and "s"."deleted_at" is null
where "t"."workspace_id" = $1
	and "t"."deleted_at" is null
	and "j"."deleted_at" is null
	and "t"."journey_id" in ($2);

-- touchpointsOfScene
select "t"."id",
	"t"."title",
	"t"."scene_id" as "sceneId",
	"t"."journey_id" as "journeyId",
	coalesce("t"."department_id", "s"."department_id") as "departmentId"
from "touchpoint" as "t"
inner join "journey" as "j" on "j"."workspace_id" = "t"."workspace_id"
	and "j"."id" = "t"."journey_id"
left join "scene" as "s" on "s"."workspace_id" = "t"."workspace_id"
	and "s"."id" = "t"."scene_id"
	and "s"."deleted_at" is null
where "t"."workspace_id" = $1
	and "t"."deleted_at" is null
	and "j"."deleted_at" is null
	and "t"."scene_id" = $2
	and "s"."id" is not null
order by "t"."order_key", "t"."id";

-- placedTouchpoint
select "t"."id",
	"t"."title",
	"t"."scene_id" as "sceneId",
	"t"."journey_id" as "journeyId",
	coalesce("t"."department_id", "s"."department_id") as "departmentId"
from "touchpoint" as "t"
inner join "journey" as "j" on "j"."workspace_id" = "t"."workspace_id"
	and "j"."id" = "t"."journey_id"
left join "scene" as "s" on "s"."workspace_id" = "t"."workspace_id"
	and "s"."id" = "t"."scene_id"
	and "s"."deleted_at" is null
where "t"."workspace_id" = $1
	and "t"."deleted_at" is null
	and "j"."deleted_at" is null
	and "t"."id" = $2;

-- takenAway, one by its id
select "t"."id", "t"."title", "t"."journey_id" as "journeyId"
from "touchpoint" as "t"
inner join "journey" as "j" on "j"."workspace_id" = "t"."workspace_id"
	and "j"."id" = "t"."journey_id"
where "t"."workspace_id" = $1
	and "t"."id" = $2
	and "t"."deleted_at" is not null
	and "j"."deleted_at" is null
order by "t"."id";

-- takenAway, all of a journey
select "t"."id", "t"."title", "t"."journey_id" as "journeyId"
from "touchpoint" as "t"
inner join "journey" as "j" on "j"."workspace_id" = "t"."workspace_id"
	and "j"."id" = "t"."journey_id"
where "t"."workspace_id" = $1
	and "t"."journey_id" = $2
	and "t"."deleted_at" is not null
	and "j"."deleted_at" is null
order by "t"."id";

-- placedTouchpoints
select "t"."id",
	"t"."title",
	"t"."scene_id" as "sceneId",
	"t"."journey_id" as "journeyId",
	coalesce("t"."department_id", "s"."department_id") as "departmentId"
from "touchpoint" as "t"
inner join "journey" as "j" on "j"."workspace_id" = "t"."workspace_id"
	and "j"."id" = "t"."journey_id"
left join "scene" as "s" on "s"."workspace_id" = "t"."workspace_id"
	and "s"."id" = "t"."scene_id"
	and "s"."deleted_at" is null
where "t"."workspace_id" = $1
	and "t"."deleted_at" is null
	and "j"."deleted_at" is null
	and t.id = any($2::uuid[]);

-- journeyExists
select "id"
from "journey"
where "workspace_id" = $1
	and "id" = $2
	and "deleted_at" is null;

-- writtenMap
select xmin::text as "written"
from "journey"
where "workspace_id" = $1
	and "id" = $2;
