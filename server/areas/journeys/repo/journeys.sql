-- insertJourney
insert into "journey" ("workspace_id", "id", "title", "created_by", "created_at", "updated_at")
values ($1, $2, $3, $4, $5, $6);

-- findJourney
select "id", "title", "status", "created_at", "updated_at"
from "journey"
where "workspace_id" = $1
	and "id" = $2
	and "deleted_at" is null;

-- findOpening
select "opening"
from "journey"
where "workspace_id" = $1
	and "id" = $2
	and "deleted_at" is null;

-- lockJourney
select clock_timestamp() as "at", "title", "projected_at"
from "journey"
where "workspace_id" = $1
	and "id" = $2
	and "deleted_at" is null
for update;

-- listJourneys, first page
select "id", "title", "status", "created_at", "updated_at", updated_at::text as "exact_updated_at"
from "journey"
where "workspace_id" = $1
	and "deleted_at" is null
order by "updated_at" desc, "id" desc
limit $2;

-- listJourneys, next page, every filter
select "id", "title", "status", "created_at", "updated_at", updated_at::text as "exact_updated_at"
from "journey"
where "workspace_id" = $1
	and "deleted_at" is null
	and "status" = $2
	and "id" in ($3)
	and strpos(search_text, $4) > 0
	and strpos(search_text, $5) > 0
	and (updated_at, id) < ($6::timestamptz, $7::uuid)
order by "updated_at" desc, "id" desc
limit $8;

-- listScenes
select "id", "title", "journey_id", (
	select count(*) as "n"
	from "touchpoint"
	where "touchpoint"."workspace_id" = $1
		and "touchpoint"."journey_id" = "scene"."journey_id"
		and "touchpoint"."scene_id" = "scene"."id"
		and "touchpoint"."deleted_at" is null
) as "touchpoints"
from "scene"
where "workspace_id" = $2
	and "journey_id" in ($3)
	and "deleted_at" is null
order by "order_key", "id";

-- setStatus
update "journey"
set "status" = $1, "updated_at" = $2
where "workspace_id" = $3
	and "id" = $4
	and "deleted_at" is null;

-- markDeleted
update "journey"
set "deleted_at" = $1
where "workspace_id" = $2
	and "id" = $3
	and "deleted_at" is null;

select pg_notify($1, $2);
