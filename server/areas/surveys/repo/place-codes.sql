-- lockPlaces
select pg_advisory_xact_lock($1, hashtext($2));

-- codesOfPlaces
select "id", "name", "code", "owner_email", "closed_at", "closes_at", "paused"
from "collector"
where "workspace_id" = $1
	and "touchpoint_id" = $2
	and "survey_id" = $3
	and "channel" = $4
	and "name" is not null
order by "id";

-- insertCodes
with given as materialized (
	select *
	from jsonb_to_recordset($1::jsonb) as g(id uuid, code text, name text, owner text)
),
written as (
	insert into collector (
		workspace_id,
		id,
		survey_id,
		touchpoint_id,
		channel,
		code,
		name,
		owner_email,
		created_by,
		created_at
	)
	select $2::uuid, id, $3::uuid, $4::uuid, 'qr', code, name, owner, $5::text, $6::timestamptz
	from given
)
insert into collector_code (code, workspace_id, collector_id)
select code, $7::uuid, id
from given;

-- changeCodes
update collector c
set owner_email = coalesce(g.owner, c.owner_email),
	closed_at = case when g.reopen then null else c.closed_at end,
	closes_at = case when g.reopen then null else c.closes_at end
from jsonb_to_recordset($1::jsonb) as g(id uuid, owner text, reopen boolean)
where c.workspace_id = $2::uuid
	and c.id = g.id;

-- ownersOfPlace
select "id", "survey_id", "touchpoint_id", "owner_email"
from "collector"
where "workspace_id" = $1
	and "name" = $2
order by "id"
for update;

-- giveOwner
update "collector"
set "owner_email" = $1
where "workspace_id" = $2
	and id = any($3::uuid[]);

-- codesForPrint
select "c"."id", "c"."code", "c"."name", "c"."channel", "c"."touchpoint_id", "t"."title" as "touchpoint_title"
from "collector" as "c"
left join "touchpoint" as "t" on "t"."workspace_id" = "c"."workspace_id"
	and "t"."id" = "c"."touchpoint_id"
left join "journey" as "j" on "j"."workspace_id" = "t"."workspace_id"
	and "j"."id" = "t"."journey_id"
where "c"."workspace_id" = $1
	and c.id = any($2::uuid[])
	and "j"."deleted_at" is null;

-- askedTouchpoints
select "t"."id" as "touchpointId",
	"t"."title" as "touchpoint",
	"j"."id" as "journeyId",
	"j"."title" as "journey",
	"s"."id" as "surveyId",
	"s"."title" as "survey",
	(count(*) filter (where c.channel = 'qr' and c.closed_at is null))::int as "codes"
from "collector" as "c"
inner join "survey" as "s" on "s"."workspace_id" = "c"."workspace_id"
	and "s"."id" = "c"."survey_id"
inner join "touchpoint" as "t" on "t"."workspace_id" = "c"."workspace_id"
	and "t"."id" = "c"."touchpoint_id"
inner join "journey" as "j" on "j"."workspace_id" = "t"."workspace_id"
	and "j"."id" = "t"."journey_id"
where "c"."workspace_id" = $1
	and "c"."channel" != $2
	and "s"."published_version" is not null
	and "t"."deleted_at" is null
	and "j"."deleted_at" is null
group by "t"."id", "t"."title", "j"."id", "j"."title", "s"."id", "s"."title"
order by "j"."title", "t"."title", "s"."id";
