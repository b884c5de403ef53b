-- settingsNear
with near as (
	select t.id as touchpoint_id, p.id as place_id
	from touchpoint t, lateral (values (t.id), (t.scene_id), (t.journey_id)) as p (id)
	where t.workspace_id = $1
		and t.id = any($2::uuid[])
),
held as (
	select distinct on (place_id, metric, scale_min, scale_max) *
	from metric_setting
	where workspace_id = $3
		and place_id in (
			select place_id
			from near
		)
	order by place_id, metric, scale_min, scale_max, revision desc
)
select n.touchpoint_id as "touchpointId",
	h.place_kind as place,
	h.metric,
	h.scale_min as "scaleMin",
	h.scale_max as "scaleMax",
	h.target,
	h.margin,
	h.leads
from near n
join held h on h.place_id = n.place_id
order by n.touchpoint_id, h.place_kind, h.metric, h.scale_min, h.scale_max;

-- settingsOf
select "m".*, "user"."name" as "set_by_name"
from "metric_setting" as "m"
left join "user" on "user"."id" = "m"."set_by"
where "m"."workspace_id" = $1
	and m.place_id = any($2::uuid[])
order by "m"."revision" desc, "m"."place_id";

-- settingsEver
select "m".*, "user"."name" as "set_by_name"
from "metric_setting" as "m"
left join "user" on "user"."id" = "m"."set_by"
where "m"."workspace_id" = $1
order by "m"."set_at" desc, "m"."revision" desc, "m"."place_id"
limit $2;

-- insertSetting
insert into "metric_setting" (
	"workspace_id",
	"place_id",
	"place_kind",
	"metric",
	"scale_min",
	"scale_max",
	"revision",
	"target",
	"margin",
	"owner_kind",
	"owner_id",
	"leads",
	"set_by",
	"set_at"
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
on conflict do nothing;

-- placeOf, a touchpoint
select "j"."id" as "journeyId",
	"j"."title" as "journeyTitle",
	"s"."id" as "sceneId",
	"s"."title" as "sceneTitle",
	"s"."department_id" as "departmentId",
	"t"."title" as "touchpointTitle",
	coalesce("t"."department_id", "s"."department_id") as "departmentId"
from "journey" as "j"
inner join "scene" as "s" on "s"."workspace_id" = "j"."workspace_id"
	and "s"."journey_id" = "j"."id"
inner join "touchpoint" as "t" on "t"."workspace_id" = "s"."workspace_id"
	and "t"."scene_id" = "s"."id"
where "j"."workspace_id" = $1
	and "j"."deleted_at" is null
	and "s"."deleted_at" is null
	and "t"."deleted_at" is null
	and "t"."id" = $2;

-- placeOf, a scene
select "j"."id" as "journeyId",
	"j"."title" as "journeyTitle",
	"s"."id" as "sceneId",
	"s"."title" as "sceneTitle",
	"s"."department_id" as "departmentId"
from "journey" as "j"
inner join "scene" as "s" on "s"."workspace_id" = "j"."workspace_id"
	and "s"."journey_id" = "j"."id"
where "j"."workspace_id" = $1
	and "j"."deleted_at" is null
	and "s"."deleted_at" is null
	and "s"."id" = $2;

-- placeOf, a journey
select "j"."id" as "journeyId", "j"."title" as "journeyTitle"
from "journey" as "j"
where "j"."workspace_id" = $1
	and "j"."deleted_at" is null
	and "j"."id" = $2;
