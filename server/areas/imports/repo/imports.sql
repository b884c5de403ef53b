-- lockSetUp
select pg_advisory_xact_lock($1, hashtext($2));

-- insertImport
insert into "import_run" (
	"workspace_id",
	"id",
	"kind",
	"file_name",
	"total",
	"duplicate",
	"failed",
	"status",
	"created_by",
	"created_at",
	"report"
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);

-- findImport
select *
from "import_run"
where "workspace_id" = $1
	and "id" = $2;

-- listImports
select r.*, a.name as author, u.name as undone_author, coalesce((
	select json_agg(j order by j.title)
	from (
		select distinct j.id, j.title
		from touchpoint t
		join journey j on j.workspace_id = t.workspace_id
			and j.id = t.journey_id
		where t.workspace_id = r.workspace_id
			and t.id = any(array(
				select jsonb_object_keys((r.report -> 'collectors') || coalesce(r.report -> 'places', '{}'))::uuid
			))
	) j
), '[]') as journeys
from import_run r
left join "user" a on a.id = r.created_by
left join "user" u on u.id = r.undone_by
where r.workspace_id = $1
	and r.id = coalesce($2::uuid, r.id)
order by r.created_at desc, r.id desc
limit $3;

-- countRows
update "import_run"
set "created" = created + $1, "duplicate" = duplicate + $2, "failed" = failed + $3
where "workspace_id" = $4
	and "id" = $5;

-- endImport
update "import_run"
set "status" = $1, "finished_at" = $2, "first_day" = (
	select min(day)
	from response
	where workspace_id = $3
		and import_run_id = $4
),
"last_day" = (
	select max(day)
	from response
	where workspace_id = $5
		and import_run_id = $6
)
where "workspace_id" = $7
	and "id" = $8
	and "status" = $9;

-- knownTouchpoints
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

-- storedAnswers
select "id", "answers", "submitted_at", "import_run_id"
from "response"
where "workspace_id" = $1
	and id = any($2::uuid[]);

-- removedAnswers
select "id", "removed_on", "restorable"
from "removed_response"
where "workspace_id" = $1
	and id = any($2::uuid[]);

-- answersThatLook
select touchpoint_id, import_look, import_run_id
from response
where workspace_id = $1
	and import_look = any($2::text[])
order by import_run_id;

-- runsWithAnswers
select r.id, r.file_name as "fileName", r.created_at as "createdAt", (
	select count(*)::integer
	from response a
	where a.workspace_id = r.workspace_id
		and a.import_run_id = r.id
) as answers
from import_run r
where r.workspace_id = $1
	and r.id = any($2::uuid[]);

-- beginUndo
update "import_run"
set "status" = $1, "undone_by" = $2, "undone_at" = $3
where "workspace_id" = $4
	and "id" = $5
	and "status" not in ($6);

-- answersOfRun
select "id", "customer_id"
from "response"
where "workspace_id" = $1
	and "import_run_id" = $2
order by "id"
limit $3;

-- countUndone
update "import_run"
set "undone" = undone + $1
where "workspace_id" = $2
	and "id" = $3;

-- endUndo
update "import_run"
set "status" = $1, "undone_at" = $2
where "workspace_id" = $3
	and "id" = $4
	and "status" = $5;

-- deleteUnusedSetUp
select pg_advisory_xact_lock($1, hashtext($2));

delete from "collector" as "c"
where "c"."workspace_id" = $1
	and "c"."channel" = $2
	and c.code = any($3::text[])
	and not exists (
		select 1
		from response r
		where r.workspace_id = c.workspace_id
			and r.collector_id = c.id
	)
	and not exists (
		select 1
		from import_run i, jsonb_each_text(i.report -> 'collectors') as its
		where i.workspace_id = c.workspace_id
			and i.status = 'running'
			and its.value = c.code
	)
	and not exists (
		select 1
		from import_run i, jsonb_path_query(i.report, '$.places.*.*') as its
		where i.workspace_id = c.workspace_id
			and i.status = 'running'
			and its #>> '{}' = c.code
	)
returning "c"."id", "c"."code", "c"."survey_id", "c"."touchpoint_id";

delete from "collector_code"
where "code" in ($1);

delete from "survey" as "s"
where "s"."workspace_id" = $1
	and "s"."id" in ($2)
	and not exists (
		select 1
		from collector c
		where c.workspace_id = s.workspace_id
			and c.survey_id = s.id
	)
	and not exists (
		select 1
		from response r
		where r.workspace_id = s.workspace_id
			and r.survey_id = s.id
	)
	and s.published_version = 1
	and s.draft = (
		select v.content
		from survey_version v
		where v.workspace_id = s.workspace_id
			and v.survey_id = s.id
			and v.version = 1
	)
	and not exists (
		select 1
		from document d
		where d.workspace_id = s.workspace_id
			and d.id = s.id
	)
returning "s"."id";

with told as materialized (
	select pg_notify($1, $2)
)
insert into outbox (workspace_id, kind, subject_kind, subject_id, actor_kind, actor_id, payload)
select $3::uuid, kind, subject_kind, subject_id, $4::text, $5::text, payload
from jsonb_to_recordset($6::jsonb) as e(kind text, subject_kind text, subject_id text, payload jsonb), told;

-- deleteLonelyCustomers
delete from customer c
where c.workspace_id = $1
	and c.id = any($2::uuid[])
	and c.created_at >= $3
	and not exists (
		select
		from response r
		where r.workspace_id = c.workspace_id
			and r.customer_id = c.id
	)
	and not exists (
		select
		from event e
		where e.workspace_id = c.workspace_id
			and e.customer_id = c.id
	);
